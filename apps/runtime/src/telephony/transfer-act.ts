import { channelVariables } from '@madoguchi/freeswitch-esl'
import type { Results } from '@madoguchi/sdk'
import type { Act, Variables } from './act.ts'
import { internalContext, resumeExtension } from './configuration/public-dialplan.ts'
import { filled } from './speech-acts.ts'

export interface BridgeRequest {
  /** One leg after the other. */
  dialString: string
  /** Further dial strings that ring at the same time. */
  together?: readonly string[]
  timeoutSeconds: number
  callerNumber?: string | undefined
  /** The dialled line, which names the extension the caller comes back by. */
  line: string
  /** What the caller hears while it rings; the far end's own ringing where left out. */
  ringback?: string
  /** Heard by the called alone, as an argument for FreeSWITCH. With a key they have to accept; without, they are connected at its end. */
  whisper?: { file: string; seconds: number; acceptKey: string; acceptSeconds: number } | undefined
}

/** What leads a channel back to us when its conversation is over. */
export function comeBack(line: string): Record<string, string> {
  return { last_bridge_hangup_cause: '', transfer_after_bridge: `${resumeExtension(line)}:XML:${internalContext}` }
}

/** A carrier that says nothing at all is given up after this; mobile networks take up to eight seconds to ring. */
const progressSeconds = 10

/** The variables of a leg that is called, with which FreeSWITCH dials it. */
export function legVariables({ timeoutSeconds, callerNumber, ringback, whisper }: Pick<BridgeRequest, 'timeoutSeconds' | 'callerNumber' | 'ringback' | 'whisper'>, more: Record<string, string | number> = {}): string {
  return channelVariables({
    originate_timeout: timeoutSeconds + (whisper ? Math.ceil(whisper.seconds) + whisper.acceptSeconds : 0),
    leg_progress_timeout: Math.min(progressSeconds, timeoutSeconds),
    ...(callerNumber === undefined ? {} : { origination_caller_id_number: callerNumber, origination_caller_id_name: callerNumber }),
    ...(ringback === undefined ? {} : { ignore_early_media: true }),
    ...(whisper && confirmation(whisper, timeoutSeconds)),
    ...more,
  })
}

export function bridgeAct(request: BridgeRequest): Act {
  const { dialString, together = [], line, ringback } = request
  const legs = legVariables(request)
  return {
    set: {
      originate_disposition: '', DIALSTATUS: '', ...comeBack(line),
      ...(ringback === undefined ? {} : { ringback, instant_ringback: 'true' }),
    },
    applications: [{ name: 'bridge', argument: [dialString, ...together].map((one) => `${legs}${one}`).join(':_:') }],
    // DIALSTATUS says SUCCESS as soon as somebody answers; the cause of the end comes with the end.
    finished: (variables) => filled(variables('last_bridge_hangup_cause')) || (filled(variables('DIALSTATUS')) && !answered(variables)),
    resumes: answered,
  }
}

/** `exec` plays and connects; a key has to be pressed while or after the file is played, else the leg is given up. */
function confirmation({ file, acceptKey, acceptSeconds }: NonNullable<BridgeRequest['whisper']>, timeoutSeconds: number): Record<string, string | number> {
  return {
    leg_timeout: timeoutSeconds,
    group_confirm_key: acceptKey === '' ? 'exec' : acceptKey,
    group_confirm_file: acceptKey === '' ? `playback ${file}` : file,
    ...(acceptKey !== '' && { group_confirm_read_timeout: acceptSeconds * 1000 }),
  }
}

export function answered(variables: Variables): boolean {
  return disposition(variables) === 'SUCCESS'
}

/** The Q.850 words of FreeSWITCH as the four results of a transfer (facts of 1.10.12: busy, no answer, closed port, gateway down or unknown). */
export function transferResult(variables: Variables): { result: Results['call.transfer']['result']; cause: string } {
  const cause = disposition(variables)
  if (cause === 'SUCCESS') return { result: 'answered', cause: variables('last_bridge_hangup_cause') ?? 'NORMAL_CLEARING' }
  if (cause === 'USER_BUSY' || cause === 'CALL_REJECTED') return { result: 'busy', cause }
  if (noAnswer.has(cause)) return { result: 'no-answer', cause }
  return { result: 'unreachable', cause: cause === '' ? 'NORMAL_UNSPECIFIED' : cause }
}

/** Several dial strings at once (`:_:`) are told in small letters. */
function disposition(variables: Variables): string {
  return (variables('originate_disposition') ?? '').toUpperCase()
}

/** NORMAL_CLEARING before a conversation: the called hung up without accepting the call. */
const noAnswer: ReadonlySet<string> = new Set(['NORMAL_CLEARING', 'NO_ANSWER', 'NO_USER_RESPONSE', 'ALLOTTED_TIMEOUT', 'RECOVERY_ON_TIMER_EXPIRE', 'PROGRESS_TIMEOUT'])

/** Whether the channel is in a conversation that a bridge of ours began. */
export function isTalking(variables: Variables): boolean {
  return answered(variables) && !filled(variables('last_bridge_hangup_cause'))
}
