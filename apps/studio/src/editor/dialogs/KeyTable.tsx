import { Kbd, Table } from '@mantine/core'
import { useWords } from '../../i18n/words.ts'
import { actionKeys } from '../menu/action-keys.ts'
import { words as menuWords } from '../menu/words.ts'
import type { ActionName } from '../menu/use-actions.ts'
import { words } from './words.ts'

const others = [['Ctrl+Z', 'undo'], ['Ctrl+Shift+Z', 'redo'], ['C', 'choose'], ['I', 'insert'], ['F6', 'panels'], ['← ↑ → ↓', 'move'], ['Shift+Enter', 'addSelect'], ['Shift', 'box']] as const

/** Every key of the editor. */
export function KeyTable() {
  const t = useWords(words)
  const named = useWords(menuWords)
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('key')}</Table.Th>
          <Table.Th>{t('what')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {(Object.keys(actionKeys) as ActionName[]).map((name) => <Row key={name} keys={actionKeys[name] ?? ''} what={named(name)} />)}
        {others.map(([keys, name]) => <Row key={name} keys={keys} what={t(name)} />)}
      </Table.Tbody>
    </Table>
  )
}

function Row({ keys, what }: { keys: string; what: string }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Kbd style={{ fontSize: '0.875rem' }}>{keys}</Kbd>
      </Table.Td>
      <Table.Td>{what}</Table.Td>
    </Table.Tr>
  )
}
