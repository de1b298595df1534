import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useWords } from '../../i18n/words.ts'
import styles from './expressions.module.css'
import type { Variable } from './variables-in-scope.ts'
import { words } from './words.ts'

const groups: readonly Variable['from'][] = ['before', 'contact', 'bundle', 'elsewhere']

/** The variables that can be used here, by where they come from; taking one puts it at the cursor. */
export function VariableMenu({ variables, onTake }: { variables: readonly Variable[]; onTake(name: string): void }) {
  const t = useWords(words)
  return (
    <Menu position="bottom-end" width={300} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="outline" size="compact-sm" rightSection={<IconChevronDown aria-hidden size={16} />}>
          {t('insertVariable')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <div role="group" tabIndex={0} aria-label={t('insertVariable')} className={styles.menu}>
          {groups.flatMap((from) => {
            const here = variables.filter((variable) => variable.from === from)
            return here.length === 0 ? [] : [<Menu.Label key={from}>{t(`from.${from}`)}</Menu.Label>, ...here.map((variable) => <VariableItem key={variable.name} variable={variable} onTake={onTake} />)]
          })}
        </div>
      </Menu.Dropdown>
    </Menu>
  )
}

function VariableItem({ variable: { name, text }, onTake }: { variable: Variable; onTake(name: string): void }) {
  const t = useWords(words)
  const says = name === 'contact.from' || name === 'contact.to' ? t(name) : text
  return (
    <Menu.Item onClick={() => onTake(name)}>
      <code>{name}</code>
      {says !== undefined && <small className={styles.says}>{says}</small>}
    </Menu.Item>
  )
}
