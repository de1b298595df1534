import fs from 'node:fs/promises'
import path from 'node:path'
import type { Program, Timers } from '@madoguchi/engine'
import { EslError } from '@madoguchi/freeswitch-esl'
import type { BothLanguages } from '@madoguchi/schemas'
import type { Logger } from 'pino'
import type { FallbackCompiler } from './configuration/fallback-compiler.ts'
import { placeFiles } from './configuration/place-files.ts'
import type { ReleaseDialplan } from './configuration/release-dialplan.ts'
import { guidanceWithoutAudio, missingGuidance, notCompiled, notReloaded, whyNotWritten } from './fallback-words.ts'

export interface FallbackRelease {
  number: number
  program: Program
}

/** What an instance would do alone, as the runtime tells of it. */
export interface FallbackState {
  /** The release whose hours FreeSWITCH has read; null until it is known. */
  release: number | null
  /** Up to when it knows the hours, in ISO 8601; null until it is known. */
  until: string | null
  /** Why it does not hold what it should, for a person; absent when it does. */
  problem?: BothLanguages
  /** Guidance that would be silent. */
  warnings: BothLanguages[]
}

export interface FallbackKeeperOptions {
  instance: string
  /** Its configuration folder, the same path here and on its machine. */
  folder: string
  gateways: readonly string[]
  /** Where this runtime has the audio of releases. */
  promptsFolder: string
  compiler: FallbackCompiler
  liveRelease(): Promise<FallbackRelease | undefined>
  /** Whether the instance is ours at this moment. Nothing is written otherwise. */
  owned(): boolean
  api(command: string, args: string): Promise<string>
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  timers: Timers
  /** Milliseconds since the epoch. */
  wallClock(): number
  place?: typeof placeFiles
}

/** How often everything is looked at: a failure is tried again, a new day is noticed by whatever clock, a lost file is put back. */
const lookAgainMs = 60_000

/** A failure whose words are known. */
class Told extends Error {
  readonly said: BothLanguages

  constructor(said: BothLanguages, cause: unknown) {
    super(said.en, { cause })
    this.said = said
  }
}

/**
 * Keeps the dialplan that answers callers when no runtime does what the live release says, in the folder that FreeSWITCH starts from: after
 * each release, each day, and whenever it is found to differ. Works beside the calls and throws nothing at them.
 */
export class FallbackKeeper {
  readonly #options: FallbackKeeperOptions
  #state: FallbackState = { release: null, until: null, warnings: [] }
  /** The texts that FreeSWITCH was told to read. */
  #loaded: string | undefined
  #running: Promise<void> | undefined
  #again = false
  #stopped = false
  #cancel = (): void => {}
  #logged = ''

  constructor(options: FallbackKeeperOptions) {
    this.#options = options
  }

  get state(): FallbackState {
    return this.#state
  }

  /** To be called when the instance is ours, and when another release became live. Resolves when what is there was looked at. */
  renew(): Promise<void> {
    this.#cancel()
    this.#again = true
    this.#stopped = false
    this.#running ??= this.#work().finally(() => (this.#running = undefined))
    return this.#running
  }

  stop(): void {
    this.#cancel()
    this.#again = false
    this.#stopped = true
  }

  async #work(): Promise<void> {
    while (this.#again) {
      this.#again = false
      await this.#attempt()
    }
    if (!this.#stopped) this.#cancel = this.#options.timers.after(lookAgainMs, () => void this.renew())
  }

  async #attempt(): Promise<void> {
    try {
      await this.#keep()
    } catch (cause) {
      // Who is not connected, or no longer the owner, has nothing to tell; the next connection looks again.
      if (this.#stopped || (cause instanceof EslError && cause.fate !== 'refused')) return
      this.#tell(cause instanceof Told ? cause.said : notCompiled, cause)
    }
  }

  async #keep(): Promise<void> {
    const { folder, gateways, compiler, liveRelease, owned, wallClock, instance, log } = this.#options
    const release = await liveRelease()
    if (!release || !owned()) return
    const { dialplan, untilMs } = await compiler.compile(release, { folder, gateways }, wallClock())
    if (!owned()) return
    const changed = await this.#place(dialplan).catch((cause: unknown) => {
      throw new Told(whyNotWritten(folder, cause), cause)
    })
    await this.#reload(dialplan)
    const warnings = await this.#warnings(dialplan)
    this.#state = { release: release.number, until: new Date(untilMs).toISOString(), warnings }
    this.#logged = ''
    if (changed) log.info({ instance, release: release.number, until: this.#state.until }, 'the fallback of the instance was written')
  }

  /** Guidance first, so that the dialplan never names what is not there yet. Returns whether anything differed. */
  async #place({ files, spoken }: ReleaseDialplan): Promise<boolean> {
    const { folder, promptsFolder, place = placeFiles } = this.#options
    // A folder of another kind is a mistake in instance.json, and nothing of ours belongs there.
    await fs.access(path.join(folder, 'freeswitch.xml'))
    const wanted: { file: string; content: string | Uint8Array; mode: number }[] = []
    for (const sha of spoken.keys()) {
      const file = path.join(folder, 'prompts', `${sha}.wav`)
      const audio = (await exists(file)) ? undefined : await fs.readFile(path.join(promptsFolder, `${sha}.wav`)).catch(() => undefined)
      if (audio) wanted.push({ file, content: audio, mode: 0o644 })
    }
    for (const [name, content] of files) {
      const file = path.join(folder, name)
      if ((await fs.readFile(file, 'utf8').catch(() => undefined)) !== content) wanted.push({ file, content, mode: 0o644 })
    }
    if (wanted.length > 0) await place(wanted)
    return wanted.length > 0
  }

  /** At a new start of this runtime in any case: its predecessor may have died between writing and this. */
  async #reload({ files }: ReleaseDialplan): Promise<void> {
    const texts = [...files.values()].join('\n')
    if (this.#loaded === texts) return
    await this.#options.api('reloadxml', '').catch((cause: unknown) => {
      throw cause instanceof EslError && cause.fate !== 'refused' ? cause : new Told(notReloaded, cause)
    })
    this.#loaded = texts
  }

  /** FreeSWITCH itself is asked for the files: it may run on another machine, where the folder may not be what it is here. */
  async #warnings({ spoken, unspoken }: ReleaseDialplan): Promise<BothLanguages[]> {
    const warnings = [...unspoken].map(guidanceWithoutAudio)
    for (const [sha, prompt] of spoken) {
      const file = `${this.#options.folder}/prompts/${sha}.wav`
      if ((await this.#options.api('file_exists', file)).trim() !== 'true') warnings.push(missingGuidance(file, prompt))
    }
    const before = new Set(this.#state.warnings.map(({ en }) => en))
    // Told in the log once; the state goes on showing it.
    for (const said of warnings) if (!before.has(said.en)) this.#options.log.warn({ instance: this.#options.instance, said }, said.en)
    return warnings
  }

  #tell(problem: BothLanguages, cause: unknown): void {
    this.#state = { ...this.#state, problem }
    if (this.#logged === problem.en) return
    this.#logged = problem.en
    this.#options.log.error({ instance: this.#options.instance, said: problem, err: cause instanceof Told ? cause.cause : cause }, problem.en)
  }
}

async function exists(file: string): Promise<boolean> {
  return fs.access(file).then(() => true, () => false)
}
