import { existsSync } from 'node:fs'
import type { Utterance } from '@madoguchi/sdk'

/**
 * The guidance as files that FreeSWITCH reads: `<folder>/<sha256>.wav`. Whether a file is there is looked at before anything is sent,
 * because FreeSWITCH goes on silently past a missing one in a list.
 */
export class SpeechFiles {
  readonly #folder: string
  readonly #exists: (file: string) => boolean

  /** @throws RangeError for a folder whose name holds what FreeSWITCH separates arguments or files by */
  constructor(folder: string, exists: (file: string) => boolean = existsSync) {
    if (!/^\/[\w./-]*$/.test(folder)) throw new RangeError('the folder of guidance files must be absolute and hold only letters, digits, dot, hyphen and underscore')
    this.#folder = folder
    this.#exists = exists
  }

  /** The prompts that cannot be played. */
  missing(say: readonly Utterance[]): string[] {
    return say.filter(({ audio }) => audio === undefined || !this.#exists(this.#file(audio))).map(({ prompt }) => prompt)
  }

  /** One argument for FreeSWITCH: a file, or several to be played without a break. */
  argument(say: readonly Utterance[], more: readonly string[] = []): string {
    const files = [...say.flatMap(({ audio }) => (audio === undefined ? [] : [this.#file(audio)])), ...more]
    return files.length === 1 ? (files[0] ?? '') : `file_string://${files.join('!')}`
  }

  #file(audio: string): string {
    return `${this.#folder}/${audio}.wav`
  }
}

export function spokenSeconds(say: readonly Utterance[]): number {
  let seconds = 0
  for (const utterance of say) seconds += utterance.seconds
  return seconds
}
