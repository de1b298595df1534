import { Kbd, Table } from '@mantine/core'
import { useWords } from '../../i18n/words.ts'
import { actionKeys } from '../menu/action-keys.ts'
import { words as menuWords } from '../menu/words.ts'
import type { ActionName } from '../menu/use-actions.ts'
import { keySections } from './key-sections.ts'
import { words } from './words.ts'

/** Every key of the editor, by where it works. */
export function KeyTable() {
  const t = useWords(words)
  const named = useWords(menuWords)
  const [everywhere, ...others] = keySections
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <Keys title={t(everywhere.title)} rows={[...everywhere.keys.map(([keys, name]) => ({ keys, what: t(name) })), ...(Object.keys(actionKeys) as ActionName[]).map((name) => ({ keys: actionKeys[name] ?? '', what: named(name) }))]} />
      {others.map(({ title, keys }) => <Keys key={title} title={t(title)} rows={keys.map(([key, name]) => ({ keys: key, what: t(name) }))} />)}
    </div>
  )
}

function Keys({ title, rows }: { title: string; rows: readonly { keys: string; what: string }[] }) {
  const t = useWords(words)
  return (
    <Table captionSide="top" layout="fixed">
      <Table.Caption style={{ marginTop: 0, color: 'var(--ink)', fontSize: '1rem', fontWeight: 700, textAlign: 'start' }}>{title}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th style={{ width: '44%' }}>{t('key')}</Table.Th>
          <Table.Th>{t('what')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ keys, what }) => (
          <Table.Tr key={`${keys} ${what}`}>
            <Table.Td>
              <Kbd style={{ fontSize: '0.875rem' }}>{keys}</Kbd>
            </Table.Td>
            <Table.Td>{what}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
