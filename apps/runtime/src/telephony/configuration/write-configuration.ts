import fs from 'node:fs/promises'
import path from 'node:path'
import type { Program } from '@madoguchi/engine'
import type { AudioFile } from '../../bundles/bundle-files.ts'
import { steadyOffsetHours } from './day-patterns.ts'
import { releaseDialplan } from './release-dialplan.ts'
import { compileSchedules, horizonDays } from './fallback-schedule.ts'
import { instanceFile } from '../instance-file.ts'
import type { InstanceOptions } from '../telephony-options.ts'
import { holdMusic } from './hold-music.ts'
import { dialplanContext } from './public-dialplan.ts'
import { type PlacedFile, placeFiles } from './place-files.ts'
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
  const { numbers, spoken, unspoken, files: dialplan } = releaseDialplan(schedules, {
    folder: out,
    gateways: settings.gateways.map(({ name }) => name),
    offsetHours: steadyOffsetHours(program.timeZone, startMs, horizonDays),
    untilMs,
  })
  const present = await presentSecret(out)
  const secret = present ?? newSecret()
  const instance: InstanceOptions = { name: path.basename(out), host: '127.0.0.1', port: settings.eventSocketPort, password: secret, gateways: settings.gateways.map(({ name }) => name), seats: [], configurationFolder: out }
  const open = new Map<string, string | Uint8Array>([
    ['freeswitch.xml', mainFile()],
    ...staticPieces(settings, out),
    ...dialplan,
    ['dialplan/agents.xml', dialplanContext('agents', '')],
    ['hold/hold.wav', holdMusic()],
    ...[...audio].flatMap(([sha, { bytes }]): [string, Uint8Array][] => (spoken.has(sha) ? [[`prompts/${sha}.wav`, bytes]] : [])),
  ])
  const secrets = new Map([[eventSocketFile, eventSocketConf(settings, secret)], [instanceFile, `${JSON.stringify(instance, null, 2)}\n`]])
  const placed = (mode: number) => ([name, content]: [string, string | Uint8Array]): PlacedFile => ({ file: path.join(out, name), content, mode })
  await placeFiles([...[...open].map(placed(0o644)), ...[...secrets].map(placed(0o600))])
  const withoutAudio = [...unspoken, ...[...spoken].filter(([sha]) => !audio.has(sha)).map(([, prompt]) => prompt)]
  return { files: [...open.keys(), ...secrets.keys()], numbers, withoutAudio, untilMs, secretKept: present !== undefined }
}

/** The event-socket password of a configuration folder, for the runtime that connects to it. `undefined` when there is none yet. */
export async function presentSecret(folder: string): Promise<string | undefined> {
  const text = await fs.readFile(path.join(folder, eventSocketFile), 'utf8').catch(() => '')
  return /name="password" value="([A-Za-z0-9_-]{16,})"/.exec(text)?.[1]
}
