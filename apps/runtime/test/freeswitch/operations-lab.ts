import fs from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, JournalEntry, Operation, Utterance, World } from '@madoguchi/sdk'
import type { Seat } from '../../src/telephony/desk.ts'
import { startTelephony } from '../../src/telephony/start-telephony.ts'
import { freePorts, freeToolMedia } from './free-ports.ts'
import { type FreeSwitchLab, startLab } from './free-switch-lab.ts'
import { shortBundle } from './short-bundle.ts'
import { startCallee } from './sip-callee.ts'
import { type CallerStep, type SipCallResult, placeCalls } from './sip-caller.ts'

/** A FreeSWITCH with a far end behind its gateway `carrier`, and calls whose session asks what a test wants, without a flow. */
export interface OperationsLab extends Pick<FreeSwitchLab, 'recordingsFolder'> {
  /** What the telephony had to warn of. */
  problems: readonly unknown[]
  /** A prompt of the bundle, 0.4 seconds long. */
  say(prompt: string): Utterance
  /** One call whose session asks these operations in order; resolves with the answers, and with what the caller saw. */
  call(from: string, operations: readonly Operation[], steps: readonly CallerStep[]): Promise<{ answers: Answer[]; seen: SipCallResult }>
  stop(): Promise<void>
}

export interface OperationsLabOptions {
  /** The gateways of the instance in their order; all but `carrier` lead to ports that nobody listens on. */
  gateways: readonly string[]
  seats(settings: FreeSwitchLab['settings']): readonly Seat[]
  /** The prompt whose audio is the speech of every text without audio; without it no voice is installed. */
  spoken?: string
}

/** @throws Error when FreeSWITCH does not come up */
export async function startOperationsLab({ gateways, seats, spoken }: OperationsLabOptions): Promise<OperationsLab> {
  const bundle = await shortBundle()
  const ports = await freePorts(gateways.length)
  const port = ports[gateways.indexOf('carrier')] ?? 0
  const lab = await startLab(bundle, { settings: { gateways: gateways.map((name, at) => ({ name, host: '127.0.0.1', port: ports[at] ?? 0 })) }, prepare: withoutPings })
  const callee = await startCallee(lab.folder, port, await freeToolMedia())
  const scripts = new Map<string, (world: World) => Promise<void>>()
  const problems: unknown[] = []
  const note = (problem: unknown) => void problems.push(problem)
  const telephony = startTelephony({
    instances: [{ name: 'one', host: '127.0.0.1', port: lab.settings.eventSocketPort, password: lab.password, gateways: [...gateways], seats: seats(lab.settings) }],
    promptsFolder: lab.promptsFolder, recordingsFolder: lab.recordingsFolder, node: 'test', leaseMs: 4000,
    ...(spoken !== undefined && { voice: { say: async () => ({ audio: bundle.audioOf(spoken), seconds: 0.4 }) } }),
    log: { info: () => {}, warn: note, error: note },
    onCall: async (call) => scripts.get(call.from)?.(call.begin({ sessionId: `s${call.from}`, release: 1 })),
  })
  while (telephony.instances()[0]?.state !== 'owner') await sleep(50)
  return {
    problems, recordingsFolder: lab.recordingsFolder,
    say: (prompt) => ({ prompt, text: prompt, audio: bundle.audioOf(prompt), seconds: 0.4 }),
    async call(from, operations, steps) {
      const answers: Answer[] = []
      const over = new Promise<void>((resolve, reject) => {
        scripts.set(from, (world) => {
          const asked = ask(world, operations, answers)
          asked.then(resolve, reject)
          return asked
        })
      })
      const [seen] = await Promise.all([placeCalls({ port: lab.settings.trunkPort, folder: lab.folder, to: '0570012229', from, steps }), over])
      return { answers, seen }
    },
    async stop() {
      callee.stop()
      await telephony.stop()
      await lab.stop()
    },
  }
}

async function ask(world: World, operations: readonly Operation[], answers: Answer[]): Promise<void> {
  for (const operation of operations) {
    const entry: JournalEntry = { n: answers.length, operation, startedMs: answers.at(-1)?.atMs ?? 0 }
    answers.push(await world.perform(operation, entry, new AbortController().signal))
  }
}

/** The far end does not answer pings. */
async function withoutPings(folder: string): Promise<void> {
  const file = path.join(folder, 'configuration/sofia.conf.xml')
  await fs.writeFile(file, (await fs.readFile(file, 'utf8')).replaceAll(/<param name="ping[^>]*>/g, ''))
}
