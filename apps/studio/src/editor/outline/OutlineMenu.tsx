import { Button, Kbd, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useRef } from 'react'
import { useWords } from '../../i18n/words.ts'
import { useEditor } from '../editor-store.ts'
import styles from './Outline.module.css'
import type { OutlineRow } from './outline-rows.ts'
import { focusRow, useOutline } from './outline-store.ts'
import { itemOfRow, selectRow } from './row-commands.ts'
import type { RowAction } from './use-row-actions.ts'
import { words } from './words.ts'

/** Long enough for the menu to have gone, so that what an action opens takes the focus last and gives it back to the row. */
const afterMenuMs = 40

/** What can be done with the active row: by its button, by Shift+F10, by the right mouse button. */
export function OutlineMenu({ path, row, actions }: { path: string; row: OutlineRow; actions(row: OutlineRow): RowAction[] }) {
  const t = useWords(words)
  const opened = useOutline((state) => state.menu)
  const ran = useRef(false)
  const change = (open: boolean) => {
    if (open) {
      const item = itemOfRow(row)
      if (item === undefined || !useEditor.getState().selected.includes(item)) selectRow(row)
    }
    useOutline.setState({ menu: open })
    if (!open && !ran.current) focusRow({ path, key: row.key })
    ran.current = false
  }
  const run = (action: RowAction) => {
    ran.current = true
    focusRow({ path, key: row.key })
    setTimeout(action.run, afterMenuMs)
  }
  return (
    <Menu opened={opened} onChange={change} position="bottom-start" width={300} shadow="md" returnFocus={false} withInitialFocusPlaceholder={false} hideDetached={false} menuItemTabIndex={0}>
      <Menu.Target>
        <Button size="compact-md" variant="outline" rightSection={<IconChevronDown aria-hidden size={16} />}>
          {t('actions')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('actionsOf', { what: row.text })}>
        <div className={styles.menu}>
          {opened && actions(row).map((action) => (
            <Menu.Item key={action.label} color={action.danger ? 'red' : undefined} onClick={() => run(action)} rightSection={action.keys && <Kbd size="sm" className={styles.key}>{action.keys}</Kbd>}>
              {action.label}
            </Menu.Item>
          ))}
        </div>
      </Menu.Dropdown>
    </Menu>
  )
}
