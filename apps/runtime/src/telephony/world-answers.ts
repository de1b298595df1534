import type { Answer, Utterance, WaitEnd } from '@madoguchi/sdk'
import type { Ending } from './act.ts'
import { heardAsTold } from './spoken-texts.ts'

/** An answer before it has a time. */
export type Said = Partial<Pick<Extract<Answer, { gone: object }>, 'gone'>> & { result?: unknown; ended?: WaitEnd; fault?: Extract<Answer, { fault: object }>['fault'] }

/** Why nothing could be dialled, in the words of a cause. */
export function whyUndialled(to: string, gateways: readonly string[]): string {
  if (to.includes(':')) return 'USER_NOT_REGISTERED'
  return gateways.length === 0 ? 'NO_GATEWAY' : 'INVALID_NUMBER_FORMAT'
}

/** Heard seconds in the lengths of `told`, for a flow that knew only estimates of what the voice then said. */
export function inToldSeconds(answer: Answer, played: readonly Utterance[], told: readonly Utterance[]): Answer {
  const { atMs, result, gone, ended: wait } = answer
  if (gone?.heardSeconds !== undefined) return { atMs, gone: { ...gone, heardSeconds: heardAsTold(gone.heardSeconds, played, told) } }
  if (typeof result !== 'object' || result === null || !('heardSeconds' in result) || typeof result.heardSeconds !== 'number') return answer
  return { atMs, result: { ...result, heardSeconds: heardAsTold(result.heardSeconds, played, told) }, ...(wait && { ended: wait }) }
}

/** The answer that an ending means: what was done, the contact gone, or a connection lost. */
export function ended(ending: Ending, gone: () => Partial<NonNullable<Said['gone']>>, done: (ending: Extract<Ending, { kind: 'done' }>) => unknown): Said {
  switch (ending.kind) {
    case 'done':
      return { result: done(ending) }
    case 'gone':
      return { gone: { cause: ending.cause, ...gone() } }
    case 'lost':
      return { fault: telephonyFault(ending.why) }
  }
}

/** Not retryable: whoever would try again has no connection to try with. */
export function telephonyFault(message: string): NonNullable<Said['fault']> {
  return { code: 'telephony', message, retryable: false }
}
