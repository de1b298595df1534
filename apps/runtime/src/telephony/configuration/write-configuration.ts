import fs from 'node:fs/promises'
import path from 'node:path'
import type { Program } from '@madoguchi/engine'
import type { AudioFile } from '../../bundles/bundle-files.ts'
import { steadyOffsetHours } from './day-patterns.ts'
import { fallbackDialplan } from './fallback-dialplan.ts'
import { type FallbackSchedule, compileSchedules, horizonDays } from './fallback-schedule.ts'
import { instanceFile } from '../instance-file.ts'
import type { InstanceOptions } from '../telephony-options.ts'
import { holdMusic } from './hold-music.ts'
import { internalContext, publicDialplan, resumeDialplan } from './public-dialplan.ts'
import { type ConfigurationSettings, newSecret } from './settings.ts'
import { eventSocketConf, mainFile, staticPieces } from './static-pieces.ts'

export interface ConfigurationRequest {
  program: Program
  audio: ReadonlyMap<string, AudioFile>
  settings: ConfigurationSettings
  /** Written to; files of other names in it stay. */
  outFolder: string
  /** When the fallback begins to know the hours, in milliseconds since the epoch. */
  startMs: number
}

export interface WrittenConfiguration {
  /** Relative to the folder, in the order written. */
  files: string[]
  numbers: string[]
  /** Guidance that the fallback would speak but that has no audio. */
  withoutAudio: string[]
  /** Up to when the fallback knows the hours. */
  untilMs: number
  secretKept: boolean
}

const eventSocketFile = 'configuration/event_socket.conf.xml'

/**
 * Writes the static configuration of one FreeSWITCH with the fallback dialplan compiled from a release, its guidance files beside it, so
 * that the exchange needs neither runtime nor database to say the right thing. An existing event-socket password is kept.
 */
export async function writeConfiguration({ program, audio, settings, outFolder, startMs }: ConfigurationRequest): Promise<WrittenConfiguration> {
  const out = path.resolve(outFolder)
  const untilMs = startMs + horizonDays * 86_400_000
  const schedules = await compileSchedules(program, startMs)
  const numbers = schedules.flatMap(({ numbers: of }) => of).toSorted()
  const spoken = spokenAudio(schedules)
  const fallback = fallbackDialplan(schedules, {
    promptsFolder: `${out}/prompts`,
    gateways: settings.gateways.map(({ name }) => name),
    offsetHours: steadyOffsetHours(program.timeZone, startMs, horizonDays),
    untilMs,
  })
  const present = await presentSecret(out)
  const secret = present ?? newSecret()
  const files = new Map<string, string | Uint8Array>([
    ['freeswitch.xml', mainFile()],
    ...staticPieces(settings, out),
    ['dialplan/public.xml', context('public', publicDialplan(numbers))],
    ['dialplan/fallback.xml', context(internalContext, `${resumeDialplan(numbers)}\n${fallback}`)],
    ['dialplan/agents.xml', context('agents', '')],
    ['hold/hold.wav', holdMusic()],
    ...[...audio].flatMap(([sha, { bytes }]): [string, Uint8Array][] => (spoken.audio.has(sha) ? [[`prompts/${sha}.wav`, bytes]] : [])),
  ])
  for (const [name, content] of files) await writeWhole(path.join(out, name), content, 0o644)
  const instance: InstanceOptions = { name: path.basename(out), host: '127.0.0.1', port: settings.eventSocketPort, password: secret, gateways: settings.gateways.map(({ name }) => name), seats: [] }
  await writeWhole(path.join(out, eventSocketFile), eventSocketConf(settings, secret), 0o600)
  await writeWhole(path.join(out, instanceFile), `${JSON.stringify(instance, null, 2)}\n`, 0o600)
  const withoutAudio = [...spoken.without, ...[...spoken.audio].filter(([sha]) => !audio.has(sha)).map(([, prompt]) => prompt)]
  return { files: [...files.keys(), eventSocketFile, instanceFile], numbers, withoutAudio, untilMs, secretKept: present !== undefined }
}

/** The event-socket password of a configuration folder, for the runtime that connects to it. `undefined` when there is none yet. */
export async function presentSecret(folder: string): Promise<string | undefined> {
  const text = await fs.readFile(path.join(folder, eventSocketFile), 'utf8').catch(() => '')
  return /name="password" value="([A-Za-z0-9_-]{16,})"/.exec(text)?.[1]
}

function context(name: string, extensions: string): string {
  return `<include>\n  <context name="${name}">\n${extensions}\n  </context>\n</include>\n`
}

function spokenAudio(schedules: readonly FallbackSchedule[]): { audio: Map<string, string>; without: Set<string> } {
  const audio = new Map<string, string>()
  const without = new Set<string>()
  for (const { changes } of schedules) {
    for (const { course } of changes) {
      for (const utterance of [...course.say, ...(course.then.kind === 'failover' ? course.then.outOfService : [])]) {
        if (utterance.audio === undefined) without.add(utterance.prompt)
        else audio.set(utterance.audio, utterance.prompt)
      }
    }
  }
  return { audio, without }
}

/** FreeSWITCH sees the old file or the new one. The mode holds from the first byte. */
async function writeWhole(file: string, content: string | Uint8Array, mode: number): Promise<void> {
  await fs.mkdir(path.dirname(file), { recursive: true })
  const half = `${file}.${process.pid}.tmp`
  await fs.writeFile(half, content, { mode })
  await fs.chmod(half, mode)
  await fs.rename(half, file)
}
