import { Button, Kbd, Menu } from '@mantine/core'
import type { CallFlow } from '@madoguchi/schemas'
import { IconChevronDown } from '@tabler/icons-react'
import { useWords } from '../../i18n/words.ts'
import { actionKeys } from './action-keys.ts'
import { type ActionName, useActions } from './use-actions.ts'
import { words } from './words.ts'

const sections: readonly { title: 'selection' | 'structure' | 'placing' | 'trying' | 'search'; actions: readonly ActionName[] }[] = [
  { title: 'selection', actions: ['cut', 'copy', 'paste', 'duplicate', 'remove', 'selectAll', 'rename', 'renameVariable'] },
  { title: 'structure', actions: ['group', 'ungroup', 'extract', 'inline', 'sticky'] },
  { title: 'placing', actions: ['arrangeSelected', 'arrangeAll', 'pin', 'unpin', 'fitSelected'] },
  { title: 'trying', actions: ['breakpoint'] },
  { title: 'search', actions: ['find', 'findEverywhere', 'keys'] },
]

/** Everything that can be done to the flow, with its keys. What has nothing to work on now is not listed. */
export function EditMenu({ path, flow }: { path: string; flow: CallFlow }) {
  const t = useWords(words)
  const actions = useActions(path, flow)
  return (
    <Menu position="bottom-start" width={320} shadow="md" returnFocus withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="outline" rightSection={<IconChevronDown aria-hidden size={18} />}>{t('edit')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {/* What scrolls can be reached by keyboard; a menu itself cannot. */}
        <div role="group" tabIndex={0} aria-label={t('edit')} style={{ maxHeight: '72dvh', overflow: 'auto' }}>
        {sections.filter(({ actions: names }) => names.some((name) => actions[name].possible)).map(({ title, actions: names }) => [
          <Menu.Label key={title}>{t(title)}</Menu.Label>,
          ...names.filter((name) => actions[name].possible).map((name) => (
            <Menu.Item key={name} onClick={actions[name].run} rightSection={actionKeys[name] && <Kbd size="sm" style={{ fontSize: '0.875rem' }}>{actionKeys[name]}</Kbd>}>
              {t(name)}
            </Menu.Item>
          )),
        ])}
        </div>
      </Menu.Dropdown>
    </Menu>
  )
}
