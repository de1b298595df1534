import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react'
import { useWords } from '../i18n/words.ts'
import css from './scenarios.module.css'
import { scenarioWords } from './words.ts'

export type ScenarioState = 'passed' | 'failed' | 'unknown' | 'unreadable'

const icons = { passed: IconCircleCheck, failed: IconCircleX, unknown: IconCircleDashed, unreadable: IconAlertTriangle } as const satisfies Record<ScenarioState, unknown>

/** How a scenario fares, by shape, word and colour. */
export function StateBadge({ state }: { state: ScenarioState }) {
  const say = useWords(scenarioWords)
  const Icon = icons[state]
  return (
    <span className={css.badge} data-state={state}>
      <Icon size={20} aria-hidden />
      {say(state)}
    </span>
  )
}
