import type { Outcome, TraceEvent } from '@madoguchi/sdk'
import type { Say } from './say.ts'
import type { TraceKey } from './trace-texts.ts'

/** How a call ended. `nameOf` gives the title of a queue, where one is known. */
export function outcomeInWords({ kind, target, cause }: Outcome, nameOf: (queue: string) => string, say: Say<TraceKey>): string {
  switch (kind) {
    case 'hangup':
      return say('outcome-hangup')
    case 'abandoned':
      return target === undefined ? say('outcome-abandoned') : say('outcome-abandoned-queue', { target: nameOf(target) })
    case 'transfer':
      return say('outcome-transfer', { target: target ?? '' })
    case 'agent':
      return say('outcome-agent', { target: nameOf(target ?? '') })
    case 'voicemail':
      return say('outcome-voicemail')
    case 'failover':
      return say('outcome-failover', { target: target ?? '' })
    case 'error':
      return say('outcome-error', { cause: faultInWords(cause ?? '', say) })
  }
}

type Fault = Extract<TraceEvent, { kind: 'fault' }>

export const handledKeys = {
  'error-exit': 'handled-error-exit', 'on-error': 'handled-on-error', 'safe-default': 'handled-safe-default', none: 'handled-none',
} as const satisfies Record<Fault['handledBy'], TraceKey>

const faultKeys = {
  'hours-error': 'fault-hours-error', 'prompt-missing': 'fault-prompt-missing', 'unknown-prompt': 'fault-unknown-prompt', 'unknown-queue': 'fault-unknown-queue',
  'unknown-flow': 'fault-unknown-flow', 'unconnected-exit': 'fault-unconnected-exit', 'too-deep': 'fault-too-deep', 'nothing-to-return-to': 'fault-nothing-to-return-to',
  expression: 'fault-expression', 'unknown-number': 'fault-unknown-number', 'endless-loop': 'fault-endless-loop', 'node-failed': 'fault-node-failed', telephony: 'fault-telephony',
  'table-input': 'fault-table-input', 'table-use': 'fault-table-use', 'unknown-table': 'fault-unknown-table', 'unknown-outcome': 'fault-unknown-outcome', 'unreadable-time': 'fault-unreadable-time',
} as const satisfies Record<string, TraceKey>

/** A fault by its code. Plugins have codes of their own: those are told as they are. */
export function faultInWords(code: string, say: Say<TraceKey>): string {
  const key = faultKeys[code as keyof typeof faultKeys]
  return key ? say(key) : say('fault-other', { code })
}
