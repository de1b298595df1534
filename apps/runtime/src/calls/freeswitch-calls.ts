import { randomBytes, randomInt } from 'node:crypto'
import fs from 'node:fs'
import type { AskService, Program } from '@madoguchi/engine'
import type { Logger } from 'pino'
import type { OutsideWorld } from '../integrations/outside-world.ts'
import { newSessionId } from '../sessions/session-id.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import type { SessionWriter } from '../sessions/session-writer.ts'
import { findVoice } from '../speech/synthesised-voice.ts'
import type { OwnReading } from '../telephony/spoken-texts.ts'
import { type Telephony, startTelephony } from '../telephony/start-telephony.ts'
import type { FreeSwitchCall, InstanceOptions } from '../telephony/telephony-options.ts'
import { StatedError } from '../stated-error.ts'
import type { LoadedRelease, ProgramStore } from './program-store.ts'
import type { PromptFiles } from './prompt-files.ts'
import { runCall } from './run-call.ts'

/** What calls on FreeSWITCH need of the runtime. */
interface Shared {
  programs: ProgramStore
  prompts: PromptFiles
  sessions: SessionStore
  writer: SessionWriter
  recordingsFolder: string
  outside: OutsideWorld
  services: AskService
  log: Logger
  clock: () => Date
}

/** Runs the calls of FreeSWITCH instances on the live release. */
export function startFreeSwitchCalls(instances: readonly InstanceOptions[], shared: Shared): Telephony {
  fs.mkdirSync(shared.recordingsFolder, { recursive: true })
  return startTelephony({
    instances,
    node: `runtime-${process.pid}-${randomBytes(4).toString('hex')}`,
    promptsFolder: shared.prompts.folder,
    recordingsFolder: shared.recordingsFolder,
    services: shared.services,
    voice: findVoice(process.env, shared.prompts.folder, shared.log),
    outside: shared.outside,
    wallClock: () => shared.clock().getTime(),
    log: shared.log,
    liveRelease: () => liveRelease(shared),
    onCall: (call) => (call.adopted ? adopt(call, call.adopted, shared) : begin(call, shared)),
  })
}

/** What FreeSWITCH shall fall back to: what calls run on. Guidance that could not be written is told of by whoever misses it. */
async function liveRelease({ programs, prompts }: Shared): Promise<LoadedRelease | undefined> {
  try {
    const live = await programs.live()
    await prompts.ensure(live.number).catch(() => {})
    return live
  } catch (cause) {
    if (cause instanceof StatedError && cause.code === 'NO_SUCH_RELEASE') return undefined
    throw cause
  }
}

async function begin(call: FreeSwitchCall, shared: Shared): Promise<void> {
  const { number: release, program } = await shared.programs.live()
  await shared.prompts.ensure(release)
  const sessionId = newSessionId(shared.clock(), randomBytes(10))
  const startedAtMs = call.arrivedAtMs
  const world = call.begin({ sessionId, release, startedAtMs, readings: readingsOf(program) })
  await run(call, shared, { sessionId, release, program, world, startedAtMs, seed: randomInt(2 ** 31) })
}

/** Another runtime began this call: its journal is read, and the session goes on where the call stands. */
async function adopt(call: FreeSwitchCall, { sessionId, release, startedAtMs }: NonNullable<FreeSwitchCall['adopted']>, shared: Shared): Promise<void> {
  const [{ program }, { seed, journal }] = await Promise.all([shared.programs.of(release), shared.sessions.journal(sessionId)])
  await shared.prompts.ensure(release)
  const world = call.begin({ sessionId, release, startedAtMs, readings: readingsOf(program) })
  await run(call, shared, { sessionId, release, program, world, startedAtMs, seed, recorded: journal })
}

/** The dictionary of a release: the lines of all its prompts documents. */
function readingsOf({ documents }: Program): OwnReading[] {
  return [...documents.prompts.values()].flatMap(({ readings }) => Object.entries(readings ?? {}).map(([written, { say }]) => ({ written, say })))
}

type Begun = Pick<Parameters<typeof runCall>[0], 'sessionId' | 'release' | 'program' | 'world' | 'startedAtMs' | 'seed' | 'recorded'>

async function run(call: FreeSwitchCall, { writer }: Shared, begun: Begun): Promise<void> {
  await runCall(
    {
      ...begun, to: call.to, from: call.from, channel: 'freeswitch', instance: call.instance,
      onTrace: (event) => {
        if (event.kind === 'step') call.passed(`${event.flow}/${event.node}`)
      },
    },
    writer,
  )
}
