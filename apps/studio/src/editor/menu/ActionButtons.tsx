import { Button } from '@mantine/core'
import type { CallFlow } from '@madoguchi/schemas'
import { useWords } from '../../i18n/words.ts'
import styles from '../inspector/Inspector.module.css'
import { type ActionName, useActions } from './use-actions.ts'
import { words } from './words.ts'

/** Some of the actions as buttons, where they have something to work on. */
export function ActionButtons({ path, flow, names }: { path: string; flow: CallFlow; names: readonly ActionName[] }) {
  const t = useWords(words)
  const actions = useActions(path, flow)
  return (
    <div className={styles.actions}>
      {names.filter((name) => actions[name].possible).map((name) => (
        <Button key={name} variant="outline" color={name === 'remove' ? 'red' : undefined} onClick={actions[name].run}>
          {t(name)}
        </Button>
      ))}
    </div>
  )
}
