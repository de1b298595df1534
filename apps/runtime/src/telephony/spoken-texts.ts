import type { Operation, QueueOperation, Utterance } from '@madoguchi/sdk'
import { spokenSeconds } from './speech-files.ts'

/** Makes audio of a text that was never recorded. */
export interface Voice {
  /**
   * `<audio>.wav` in the folder of guidance files; undefined where no voice can say it. Never rejects.
   * @param readings the release's own dictionary
   */
  say(text: string, language: 'ja' | 'en', readings?: readonly OwnReading[]): Promise<{ audio: string; seconds: number } | undefined>
}

/** How a bundle wants a word to be read. */
export interface OwnReading {
  written: string
  say: string
}

/** The voice as it reads the texts of one release. */
export function withReadings(voice: Voice | undefined, readings: readonly OwnReading[] = []): Voice | undefined {
  return voice && readings.length > 0 ? { say: (text, language) => voice.say(text, language, readings) } : voice
}

/** The same speech with audio wherever a voice has some; what stays without is missing, as ever. */
export async function voiced(say: readonly Utterance[], voice: Voice): Promise<Utterance[]> {
  return Promise.all(say.map(async (utterance) => (utterance.audio === undefined ? { ...utterance, ...(await voice.say(utterance.text, languageOf(utterance.text))) } : utterance)))
}

/** Texts in Latin letters alone are English: a Japanese voice would spell them. */
function languageOf(text: string): 'ja' | 'en' {
  return /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(text) || !/[A-Za-z]{2}/.test(text) ? 'ja' : 'en'
}

export function needsVoice(say: readonly Utterance[]): boolean {
  return say.some(({ audio }) => audio === undefined)
}

/** Everything that an operation says to somebody. */
export function saidIn(operation: Operation): readonly Utterance[] {
  if (operation.op === 'call.transfer') return operation.whisper?.say ?? []
  if (operation.op === 'call.hold') return operation.repeat
  if (operation.op === 'queue.join') return [operation.announceFirst, operation.announceAgain, ...(operation.whisper ?? [])].filter((utterance) => utterance !== undefined)
  return 'say' in operation ? operation.say : []
}

export async function withVoice(operation: Operation, voice: Voice): Promise<Operation> {
  if (operation.op === 'call.transfer' && operation.whisper) return { ...operation, whisper: { ...operation.whisper, say: await voiced(operation.whisper.say, voice) } }
  if (operation.op === 'call.hold') return { ...operation, repeat: await voiced(operation.repeat, voice) }
  if (operation.op === 'queue.join') return withVoiceWhileWaiting(operation, voice)
  return 'say' in operation ? { ...operation, say: await voiced(operation.say, voice) } : operation
}

async function withVoiceWhileWaiting({ announceFirst, announceAgain, whisper, ...operation }: QueueOperation, voice: Voice): Promise<QueueOperation> {
  const [[first], [again], whispered] = await Promise.all([voiced(announceFirst ? [announceFirst] : [], voice), voiced(announceAgain ? [announceAgain] : [], voice), voiced(whisper ?? [], voice)])
  return { ...operation, ...(first && { announceFirst: first }), ...(again && { announceAgain: again }), ...(whisper && { whisper: whispered }) }
}

/** Seconds heard of `told`, whose lengths were estimated, where so much of `played` was: the place is the same, the length is not. */
export function heardAsTold(heardSeconds: number, played: readonly Utterance[], told: readonly Utterance[]): number {
  if (heardSeconds >= spokenSeconds(played)) return spokenSeconds(told)
  let [offset, toldOffset] = [0, 0]
  for (const [index, { seconds }] of played.entries()) {
    const own = told[index]?.seconds ?? seconds
    if (heardSeconds < offset + seconds) return toldOffset + ((heardSeconds - offset) / seconds) * own
    offset += seconds
    toldOffset += own
  }
  return toldOffset
}
