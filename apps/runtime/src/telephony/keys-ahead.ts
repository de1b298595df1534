import type { Timers } from '@madoguchi/engine'
import type { Channel } from './channel.ts'

/** More keys than anybody presses ahead on purpose; what a stuck key adds is forgotten. */
const most = 32
/** A question ends within two ticks of the key that answers it. A key that did not end it was taken by the parking loop before. */
const answeredMs = 250

/**
 * Keys that no question took: pressed while the caller waits or is between two steps, and kept for the next question. FreeSWITCH tells of
 * a key when something takes it from its queue, be it a question or the parking loop.
 */
export class KeysAhead {
  readonly #channel: Channel
  readonly #timers: Timers
  #kept = ''
  #mode: 'keep' | 'drop' | 'listen' = 'keep'
  #heard = ''
  #single = true
  #onFirst = (): void => {}
  #stopWaiting = (): void => {}
  #watched: { key: string; act: () => void } | undefined

  constructor(channel: Channel, timers: Timers) {
    this.#channel = channel
    this.#timers = timers
    channel.listener.onKey = (key) => this.#onKey(key)
  }

  /** From now on keys are kept. */
  keep(): void {
    this.#mode = 'keep'
  }

  /** From now on keys mean nothing: speech that is heard to its end, or a conversation. */
  drop(): void {
    this.#mode = 'drop'
  }

  /** From now on a question takes the keys: one, or several, of which the first is told. */
  listen(question: { onFirst: () => void } | 'one-key'): void {
    this.#mode = 'listen'
    this.#single = question === 'one-key'
    this.#heard = ''
    this.#onFirst = question === 'one-key' ? () => {} : question.onFirst
  }

  /** From now on one key does something at once, whoever else would keep it; undefined: none does. In a conversation it does nothing. */
  watch(watched: { key: string; act: () => void } | undefined): void {
    this.#watched = watched
  }

  /** The question is over and has taken the last so many; those before it came too early for it. */
  consumed(count: number): void {
    this.#stopWaiting()
    this.#add(this.#heard.slice(0, Math.max(0, this.#heard.length - count)))
    this.#heard = ''
    this.#mode = 'keep'
  }

  take(count: number): string {
    const taken = this.#kept.slice(0, count)
    this.#kept = this.#kept.slice(count)
    return taken
  }

  /** Digits up to the terminator, or as many as there may be. */
  takeDigits(maxDigits: number, terminator: string): { digits: string; terminated: boolean } {
    const end = terminator === '' ? -1 : this.#kept.indexOf(terminator)
    if (end < 0 || end > maxDigits) return { digits: this.take(maxDigits), terminated: false }
    const digits = this.take(end)
    this.take(1)
    return { digits, terminated: true }
  }

  #onKey(key: string): void {
    if (!/^[0-9*#]$/.test(key) || this.#mode === 'drop') return
    if (key === this.#watched?.key) return this.#watched.act()
    if (this.#mode === 'keep') return this.#add(key)
    if (this.#heard === '') this.#onFirst()
    this.#heard = (this.#heard + key).slice(-most)
    this.#stopWaiting()
    // Pressed in the twenty milliseconds before the question began; given again, it answers it.
    if (this.#single && this.#heard.length === 1) this.#stopWaiting = this.#timers.after(answeredMs, () => this.#giveAgain())
  }

  #giveAgain(): void {
    const key = this.#heard.charAt(0)
    this.#heard = ''
    if (this.#mode === 'listen' && key !== '') this.#channel.api('uuid_recv_dtmf', key)
  }

  #add(keys: string): void {
    this.#kept = (this.#kept + keys).slice(0, most)
  }
}
