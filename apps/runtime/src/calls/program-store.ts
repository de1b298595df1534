import { type Program, compileBundle } from '@madoguchi/engine'
import { nodeTypes, pluginNames } from '../node-types.ts'
import type { LiveRelease } from '../releases/live-release.ts'
import type { ReleaseStore } from '../releases/release-store.ts'
import { StatedError } from '../stated-error.ts'

/** A release ready to run. */
export interface LoadedRelease {
  number: number
  program: Program
}

/** Sessions in flight keep their own release; beyond these few, the oldest compiled ones are compiled again when needed. */
const kept = 8

/**
 * Compiled releases. The live one is compiled as soon as it is known, so that the first caller after a switch does not wait,
 * and stays in memory when the database is gone (R70).
 */
export class ProgramStore {
  readonly #releases: ReleaseStore
  readonly #live: LiveRelease
  readonly #loaded = new Map<number, Promise<LoadedRelease>>()
  #last: LoadedRelease | undefined

  constructor(releases: ReleaseStore, live: LiveRelease) {
    this.#releases = releases
    this.#live = live
    live.onChange(({ number }) => void this.#prepare(number))
  }

  /** Compiles the release that is live now, so that the first caller does not wait for it. A failure is told to that caller. */
  async start(): Promise<void> {
    const number = this.#live.current?.number
    if (number !== undefined) await this.#prepare(number)
  }

  #prepare(number: number): Promise<unknown> {
    return this.of(number).then((loaded) => (this.#last = loaded), () => {})
  }

  /** @throws StatedError NO_SUCH_RELEASE when nothing was ever published */
  async live(): Promise<LoadedRelease> {
    const number = this.#live.current?.number
    if (number === undefined) throw new StatedError('NO_SUCH_RELEASE', { ja: '公開中の版がありません。', en: 'No release is live.' })
    try {
      this.#last = await this.of(number)
    } catch (cause) {
      // A release that cannot be loaded now must not silence the telephone: the one before goes on.
      if (!this.#last) throw cause
    }
    return this.#last
  }

  of(number: number): Promise<LoadedRelease> {
    const known = this.#loaded.get(number)
    if (known) return known
    const loading = this.#load(number)
    this.#loaded.set(number, loading)
    loading.catch(() => this.#loaded.delete(number))
    for (const old of this.#loaded.keys()) if (this.#loaded.size > kept) this.#loaded.delete(old)
    return loading
  }

  async #load(number: number): Promise<LoadedRelease> {
    const { program, problems } = await compileBundle(await this.#releases.releaseFiles(number), { nodeTypes, plugins: pluginNames })
    if (!program) throw new StatedError('BUNDLE_HAS_PROBLEMS', { ja: `第${number}版を実行できません。`, en: `Release ${number} cannot be run.` }, { data: problems })
    return { number, program }
  }
}
