import type { Outcome, TraceEvent } from '@madoguchi/sdk'
import { IconAlertTriangle, IconCircleCheck, IconPhoneOff } from '@tabler/icons-react'
import { useWords } from '../i18n/words.ts'
import type { BundleNames } from './bundle-names.ts'
import { durationText } from './clock-text.ts'
import { outcomeInWords } from './outcome-in-words.ts'
import css from './trace-list.module.css'
import { traceWords } from './words.ts'

const icons = { hangup: IconCircleCheck, agent: IconCircleCheck, transfer: IconCircleCheck, voicemail: IconCircleCheck, abandoned: IconPhoneOff, failover: IconAlertTriangle, error: IconAlertTriangle } as const satisfies Record<Outcome['kind'], unknown>

export interface OutcomeBannerProps {
  outcome: Outcome
  /** Of the same call: an end that looks good after a fault is none. */
  trace: readonly TraceEvent[]
  elapsedMs: number
  names: BundleNames
}

/** How the call ended, by icon, word and colour. */
export function OutcomeBanner({ outcome, trace, elapsedMs, names }: OutcomeBannerProps) {
  const say = useWords(traceWords)
  const faults = trace.filter(({ kind }) => kind === 'fault').length
  const Icon = faults > 0 ? IconAlertTriangle : icons[outcome.kind]
  return (
    <div className={css.outcome} data-kind={outcome.kind} data-faults={faults > 0 || undefined}>
      <Icon size={28} aria-hidden style={{ flex: 'none' }} />
      <div>
        <strong>{outcomeInWords(outcome, (queue) => names.queue(queue), say)}</strong>
        {faults > 0 && <div><strong>{say('outcome-faults', { number: faults })}</strong></div>}
        <div className={css.soft}>{say('outcome-total', { time: durationText(elapsedMs) })}</div>
      </div>
    </div>
  )
}
