import { escapeArgument } from '@madoguchi/freeswitch-esl'
import type { Operation, Utterance } from '@madoguchi/sdk'
import type { Act, Variables } from './act.ts'
import type { SpeechFiles } from './speech-files.ts'

type Ask = Extract<Operation, { op: 'call.ask' }>
type Collect = Extract<Operation, { op: 'call.collect' }>
type Record = Extract<Operation, { op: 'call.record' }>

/** Each question has a variable of its own, because FreeSWITCH leaves the old one standing beside the new answer. */
export const answerVariable = (n: number) => `md_ask_${n}`
/** Letters that no telephone sends: with them every key, `*` and `#` too, is an answer and none a terminator. */
const noTerminator = 'none'
const buffer = 120
/** Played at the end of a question without an answer, where FreeSWITCH insists on a file. */
const nothing = 'silence_stream://20'
const beep = 'tone_stream://%(250,50,880)'

export function playAct(say: readonly Utterance[], files: SpeechFiles): Act {
  return { set: { playback_ms: '' }, applications: [{ name: 'playback', argument: files.argument(say) }], finished: (variables) => filled(variables('playback_ms')) }
}

/** Speech and one key: the timeout counts from the end of the speech, and a key ends either. */
export function askAct({ say, timeoutSeconds }: Ask, n: number, files: SpeechFiles): Act {
  return digitsAct({ n, say, files, max: 1, terminators: noTerminator, timeoutSeconds, digitTimeoutSeconds: timeoutSeconds })
}

/** @param ahead keys that were pressed before: the speech is then skipped, and only the rest is waited for */
export function collectAct({ say, maxDigits, terminator, timeoutSeconds, digitTimeoutSeconds }: Collect, ahead: string, n: number, files: SpeechFiles): Act {
  return digitsAct({
    n, files, digitTimeoutSeconds,
    say: ahead === '' ? say : [],
    max: Math.min(buffer, maxDigits - ahead.length),
    terminators: terminator === '' ? noTerminator : terminator,
    timeoutSeconds: ahead === '' ? timeoutSeconds : digitTimeoutSeconds,
  })
}

interface Digits {
  n: number
  say: readonly Utterance[]
  files: SpeechFiles
  max: number
  terminators: string
  timeoutSeconds: number
  digitTimeoutSeconds: number
}

function digitsAct({ n, say, files, max, terminators, timeoutSeconds, digitTimeoutSeconds }: Digits): Act {
  const file = say.length === 0 ? 'silence' : files.argument(say)
  const words = ['1', `${max}`, '1', `${timeoutSeconds * 1000}`, terminators, file, nothing, answerVariable(n), '.', `${digitTimeoutSeconds * 1000}`]
  return {
    // The answer before the last was read long ago; unset here, it travels no longer with every event.
    set: { [answerVariable(n - 1)]: '', read_result: '', read_terminator_used: '', playback_ms: '' },
    applications: [{ name: 'play_and_get_digits', argument: words.map(escapeArgument).join(' ') }],
    finished: (variables) => filled(variables('read_result')),
  }
}

export function askedKey(variables: Variables, n: number): string | null {
  return variables(answerVariable(n))?.charAt(0) || null
}

export function collected(variables: Variables, n: number): { digits: string; terminated: boolean } {
  return { digits: variables(answerVariable(n)) ?? '', terminated: filled(variables('read_terminator_used')) }
}

/** Speech and a beep, then the recording; the speech cannot be broken off, since it says that a recording follows. */
export function recordAct({ say, maxSeconds, silenceSeconds, finishKey }: Record, file: string, files: SpeechFiles): Act {
  return {
    set: { record_ms: '', playback_terminator_used: '' },
    applications: [
      { name: 'playback', argument: files.argument(say, [beep]) },
      { name: 'set', argument: `playback_terminators=${finishKey === '' ? noTerminator : finishKey}` },
      { name: 'record', argument: `${file} ${maxSeconds} ${silenceThreshold} ${silenceSeconds}` },
    ],
    finished: (variables) => filled(variables('record_ms')),
  }
}

/** Milliseconds of the message; `undefined` when there is none: hardly a second, or nothing but the silence that ended it. */
export function messageMs({ silenceSeconds }: Record, variables: Variables): number | undefined {
  const ms = Number(variables('record_ms') ?? 0)
  const endedByKey = filled(variables('playback_terminator_used'))
  return ms < 1000 || (!endedByKey && ms <= silenceSeconds * 1000 + 500) ? undefined : ms
}

/** Energy below which FreeSWITCH takes a frame for silence: a quiet line lies well under it, a soft voice above. */
const silenceThreshold = 200

/**
 * What was not played although FreeSWITCH says it is done: a file that it could not open, on another machine than ours. It goes on
 * silently past one in a list, so only the time tells: the speech was over before a guidance could have begun.
 * @param seconds how long it took
 */
export function unplayed(say: readonly Utterance[], response: string | undefined, seconds: number): string[] {
  if (response === 'FILE NOT FOUND') return say.map(({ prompt }) => prompt)
  let offset = 0
  return say.flatMap(({ prompt, seconds: own }) => {
    const begins = offset
    offset += own
    return own > 1 && seconds < begins + own / 2 ? [prompt] : []
  })
}

export function filled(text: string | undefined): text is string {
  return text !== undefined && text !== ''
}
