import { type Reading, type SpeechTools, type SpokenSpeech, Unspeakable, speak } from '@madoguchi/plugin-speech'
import { StatedError } from '../stated-error.ts'

/** Who waits behind so many others is refused; a sentence takes a fraction of a second, so nobody waits long. */
const mostWaiting = 8

/**
 * Speech for people who write guidance, one text at a time and in a queue of its own: callers who are waiting for a spoken amount never stand
 * behind it. Of one person only the newest text is wanted. Nothing is stored.
 */
export class SpeechPreviews {
  readonly #speak: typeof speak
  readonly #newest = new Map<string, AbortController>()
  #waiting = 0
  #last: Promise<unknown> = Promise.resolve()

  constructor(speakWith: typeof speak = speak) {
    this.#speak = speakWith
  }

  /**
   * @param signal the person has gone
   * @throws StatedError TOO_BUSY, SPEECH_IMPOSSIBLE
   */
  async say(person: string, text: string, readings: readonly Reading[], tools: SpeechTools, signal?: AbortSignal): Promise<SpokenSpeech> {
    if (this.#waiting >= mostWaiting) throw tooBusy()
    this.#newest.get(person)?.abort()
    const own = new AbortController()
    this.#newest.set(person, own)
    const ends = signal ? AbortSignal.any([own.signal, signal]) : own.signal
    const turn = this.#last.then(() => (ends.aborted ? Promise.reject(replaced()) : this.#speak(text, tools, { readings, signal: ends })))
    this.#last = turn.catch(() => undefined)
    this.#waiting++
    try {
      return await turn
    } catch (cause) {
      throw ends.aborted ? replaced() : toStated(cause)
    } finally {
      this.#waiting--
      if (this.#newest.get(person) === own) this.#newest.delete(person)
    }
  }
}

function tooBusy(): StatedError {
  return new StatedError('TOO_BUSY', {
    ja: '音声合成の順番を待っている人が多いため、作れませんでした。少し待って、もう一度試してください。何も変更していません。',
    en: 'Too many people are waiting for speech. Try again in a moment; nothing was changed.',
  })
}

function replaced(): StatedError {
  return new StatedError('TOO_BUSY', {
    ja: 'あとから頼んだ文を先に作るため、この文の音声合成は止めました。',
    en: 'Speech of this text was stopped, since you asked for another one.',
  })
}

/** What the programs say holds the text, which stands in no log. */
function toStated(cause: unknown): StatedError {
  if (cause instanceof Unspeakable && cause.why === 'sentence-too-long') {
    return new StatedError('SPEECH_IMPOSSIBLE', { ja: '一つの文が長すぎて読み上げられません。「。」で区切ってください。', en: 'A sentence is too long to be spoken. Divide it with “。”.' })
  }
  if (cause instanceof Unspeakable) return new StatedError('SPEECH_IMPOSSIBLE', { ja: '読み上げる文字がありません。文を入力してください。', en: 'There is nothing to speak. Write the text first.' })
  return new StatedError('SPEECH_IMPOSSIBLE', {
    ja: 'この文を読み上げられませんでした。記号や外国の文字を減らすか、録音してください。何も変更していません。',
    en: 'This text could not be spoken. Use fewer signs and foreign letters, or record it. Nothing was changed.',
  })
}
