import { channelVariables } from '@madoguchi/freeswitch-esl'
import type { Results } from '@madoguchi/sdk'
import type { Act, Variables } from './act.ts'
import { internalContext, resumeExtension } from './configuration/public-dialplan.ts'
import { filled } from './speech-acts.ts'

export interface BridgeRequest {
  /** One leg after the other. */
  dialString: string
  timeoutSeconds: number
  callerNumber?: string | undefined
  /** The dialled line, which names the extension the caller comes back by. */
  line: string
  /** What the caller hears while it rings; the far end's own ringing where left out. */
  ringback?: string
}

/** A carrier that says nothing at all is given up after this; mobile networks take up to eight seconds to ring. */
const progressSeconds = 10

export function bridgeAct({ dialString, timeoutSeconds, callerNumber, line, ringback }: BridgeRequest): Act {
  const legs = channelVariables({
    originate_timeout: timeoutSeconds,
    leg_progress_timeout: Math.min(progressSeconds, timeoutSeconds),
    ...(callerNumber === undefined ? {} : { origination_caller_id_number: callerNumber, origination_caller_id_name: callerNumber }),
    ...(ringback === undefined ? {} : { ignore_early_media: true }),
  })
  return {
    set: {
      originate_disposition: '', DIALSTATUS: '', last_bridge_hangup_cause: '',
      transfer_after_bridge: `${resumeExtension(line)}:XML:${internalContext}`,
      ...(ringback === undefined ? {} : { ringback, instant_ringback: 'true' }),
    },
    applications: [{ name: 'bridge', argument: `${legs}${dialString}` }],
    // DIALSTATUS says SUCCESS as soon as somebody answers; the cause of the end comes with the end.
    finished: (variables) => filled(variables('last_bridge_hangup_cause')) || (filled(variables('DIALSTATUS')) && !answered(variables)),
    resumes: answered,
  }
}

export function answered(variables: Variables): boolean {
  return variables('originate_disposition') === 'SUCCESS'
}

/** The Q.850 words of FreeSWITCH as the four results of a transfer (facts of 1.10.12: busy, no answer, closed port, gateway down or unknown). */
export function transferResult(variables: Variables): { result: Results['call.transfer']['result']; cause: string } {
  const cause = variables('originate_disposition') ?? ''
  if (cause === 'SUCCESS') return { result: 'answered', cause: variables('last_bridge_hangup_cause') ?? 'NORMAL_CLEARING' }
  if (cause === 'USER_BUSY' || cause === 'CALL_REJECTED') return { result: 'busy', cause }
  if (noAnswer.has(cause)) return { result: 'no-answer', cause }
  return { result: 'unreachable', cause: cause === '' ? 'NORMAL_UNSPECIFIED' : cause }
}

const noAnswer: ReadonlySet<string> = new Set(['NO_ANSWER', 'NO_USER_RESPONSE', 'ALLOTTED_TIMEOUT', 'RECOVERY_ON_TIMER_EXPIRE', 'PROGRESS_TIMEOUT'])

/** Whether the channel is in a conversation that a bridge of ours began. */
export function isTalking(variables: Variables): boolean {
  return answered(variables) && !filled(variables('last_bridge_hangup_cause'))
}
