import fs from 'node:fs/promises'
import path from 'node:path'
import { type SpeechTools, readWav, renderSpeech, sha256, withOwnReadings } from '@madoguchi/plugin-speech'
import type { Logger } from 'pino'
import type { OwnReading, Voice } from '../telephony/spoken-texts.ts'
import { installedSpeech } from './installed-speech.ts'

type Said = Awaited<ReturnType<Voice['say']>>

/** Texts whose audio is known; older ones are rendered again, or found as the files that they are. */
const mostKnown = 1000
/** A caller who waits longer than this hears nothing of the text, and the error exit is taken. */
const patienceMs = 4000

/**
 * Says Japanese texts with Open JTalk, as files beside the recorded guidance. Renders one text at a time: a caller waits a moment rather
 * than all calls losing their processor. The texts may be personal, so they stand in no log.
 */
export class SynthesisedVoice implements Voice {
  readonly #tools: SpeechTools
  readonly #folder: string
  readonly #log: Pick<Logger, 'warn'>
  readonly #known = new Map<string, Promise<Said>>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(tools: SpeechTools, folder: string, log: Pick<Logger, 'warn'>) {
    this.#tools = tools
    this.#folder = folder
    this.#log = log
  }

  say(text: string, language: 'ja' | 'en', readings: readonly OwnReading[] = []): Promise<Said> {
    if (language !== 'ja') return Promise.resolve(undefined)
    // Lines of the dictionary that are not in the text make no other audio.
    const own = readings.filter(({ written }) => text.includes(written))
    const key = own.length === 0 ? text : JSON.stringify([text, own])
    const known = this.#known.get(key) ?? this.#begin(key, text, own)
    return new Promise((resolve) => {
      const stop = setTimeout(() => resolve(undefined), patienceMs)
      void known.then((said) => {
        clearTimeout(stop)
        resolve(said)
      })
    })
  }

  #begin(key: string, text: string, own: readonly OwnReading[]): Promise<Said> {
    const rendering = this.#last.then(() => this.#render(key, text, own))
    this.#last = rendering
    this.#known.set(key, rendering)
    const [oldest] = this.#known.keys()
    if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest)
    return rendering
  }

  async #render(key: string, text: string, own: readonly OwnReading[]): Promise<Said> {
    try {
      const { wav } = await renderSpeech(text, this.#tools, { readings: withOwnReadings(own) })
      const audio = sha256(wav)
      const file = path.join(this.#folder, `${audio}.wav`)
      await fs.mkdir(this.#folder, { recursive: true })
      await fs.writeFile(`${file}.${process.pid}.new`, wav)
      await fs.rename(`${file}.${process.pid}.new`, file)
      return { audio, seconds: readWav(wav).seconds }
    } catch {
      // What the renderer says holds the text.
      this.#known.delete(key)
      this.#log.warn('a text could not be synthesised')
      return undefined
    }
  }
}

/** The voice of this machine; undefined where none is installed, which is no fault: recorded guidance needs none. */
export function findVoice(env: Readonly<Record<string, string | undefined>>, folder: string, log: Pick<Logger, 'info' | 'warn'>): Voice | undefined {
  const { tools } = installedSpeech(env)
  if (!tools) log.info('no synthesised voice: texts without a recording cannot be played')
  return tools && new SynthesisedVoice(tools, folder, log)
}

/** Whether a voice is installed, for the check. */
export function hasVoice(env: Readonly<Record<string, string | undefined>>): boolean {
  return installedSpeech(env).tools !== undefined
}
