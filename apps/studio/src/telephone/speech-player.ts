import type { Utterance } from '@madoguchi/sdk'

/** What a player needs of the browser; a test gives its own. */
export interface Sound {
  play(): Promise<void>
  stop(): void
  onEnd(act: () => void): void
  onFail(act: () => void): void
  muted: boolean
}

export interface SpeechPlayerOptions {
  /** The audio of one utterance; undefined where it has none and nothing can speak it. */
  sound(utterance: Utterance): Sound | undefined
  after(milliseconds: number, act: () => void): () => void
  /** An utterance whose file could not be fetched or decoded: the person must not take the silence for guidance. */
  onFail(utterance: Utterance): void
}

/**
 * Plays utterances one after another, and stops at once when it is told to. What has no sound takes its time in silence,
 * so that speech and captions keep step with the call, whose clock counts the lengths in the documents.
 */
export class SpeechPlayer {
  readonly #options: SpeechPlayerOptions
  #muted = false
  #sound: Sound | undefined
  #cancel: () => void = () => {}
  #turn = 0

  constructor(options: SpeechPlayerOptions) {
    this.#options = options
  }

  set muted(muted: boolean) {
    this.#muted = muted
    if (this.#sound) this.#sound.muted = muted
  }

  /** Replaces what was being played. */
  play(say: readonly Utterance[]): void {
    this.stop()
    this.#next(say, 0, this.#turn)
  }

  stop(): void {
    this.#turn++
    this.#cancel()
    this.#cancel = () => {}
    this.#sound?.stop()
    this.#sound = undefined
  }

  #next(say: readonly Utterance[], index: number, turn: number): void {
    const utterance = say[index]
    if (turn !== this.#turn || !utterance) return
    this.#sound = this.#options.sound(utterance)
    const go = () => this.#next(say, index + 1, turn)
    if (!this.#sound) {
      this.#cancel = this.#options.after(utterance.seconds * 1000, go)
      return
    }
    this.#begin(this.#sound, utterance, turn, go)
  }

  #begin(sound: Sound, utterance: Utterance, turn: number, go: () => void): void {
    let failed = false
    const fail = () => {
      if (failed || turn !== this.#turn) return
      failed = true
      this.#options.onFail(utterance)
      this.#cancel = this.#options.after(utterance.seconds * 1000, go)
    }
    sound.muted = this.#muted
    sound.onEnd(go)
    sound.onFail(fail)
    sound.play().catch(fail)
  }
}
