import type { Outcome } from '@madoguchi/sdk'
import { IconAlertTriangle, IconCircleCheck, IconPhoneOff } from '@tabler/icons-react'
import { useWords } from '../i18n/words.ts'
import type { BundleNames } from './bundle-names.ts'
import { durationText } from './clock-text.ts'
import { outcomeInWords } from './outcome-in-words.ts'
import css from './trace-list.module.css'
import { traceWords } from './words.ts'

const icons = { hangup: IconCircleCheck, agent: IconCircleCheck, transfer: IconCircleCheck, voicemail: IconCircleCheck, abandoned: IconPhoneOff, failover: IconAlertTriangle, error: IconAlertTriangle } as const satisfies Record<Outcome['kind'], unknown>

/** How the call ended, by icon, word and colour. */
export function OutcomeBanner({ outcome, elapsedMs, names }: { outcome: Outcome; elapsedMs: number; names: BundleNames }) {
  const say = useWords(traceWords)
  const Icon = icons[outcome.kind]
  return (
    <div className={css.outcome} data-kind={outcome.kind}>
      <Icon size={28} aria-hidden style={{ flex: 'none' }} />
      <div>
        <strong>{outcomeInWords(outcome, (queue) => names.queue(queue), say)}</strong>
        <div className={css.soft}>{say('outcome-total', { time: durationText(elapsedMs) })}</div>
      </div>
    </div>
  )
}
