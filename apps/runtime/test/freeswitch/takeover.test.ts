import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { whyNotRun } from './find-freeswitch.ts'
import { type FreeSwitchLab, startLab } from './free-switch-lab.ts'
import { type PlayedFiles, watchPlayedFiles } from './played-files.ts'
import type { ChildRequest } from './runtime-child.ts'
import { type TestBundle, shortBundle } from './short-bundle.ts'
import { type SipCallResult, placeCalls } from './sip-caller.ts'

const afterHours = Date.parse('2026-11-24T20:00:00+09:00')
const reason = whyNotRun()
if (reason !== undefined) console.log(`not run: takeover on FreeSWITCH: ${reason}`)

type Message = { state?: string; began?: string; adopted?: boolean; ended?: string; outcome?: { kind: string }; heard?: string[]; pressed?: string[] }
interface Child {
  process: ChildProcess
  messages: Message[]
}

describe.skipIf(reason !== undefined)('when runtimes fail', { timeout: 60_000 }, () => {
  let bundle: TestBundle
  let lab: FreeSwitchLab
  let played: PlayedFiles
  let children: Child[] = []
  let journal = ''
  let calls = 0
  let from = ''

  beforeAll(async () => {
    bundle = await shortBundle({ promptSeconds: 2, timeoutSeconds: 8 })
    lab = await startLab(bundle)
    played = await watchPlayedFiles(lab.esl)
  }, 60_000)
  beforeEach(() => {
    from = `03222200${String(++calls).padStart(2, '0')}`
    journal = path.join(lab.folder, `journal-${calls}`)
  })
  afterEach(async () => {
    for (const { process } of children) process.kill('SIGKILL')
    children = []
    // As after a new start of FreeSWITCH: no owner is noted.
    await lab.esl.api('global_setvar', 'madoguchi_owner=none')
  })
  afterAll(async () => {
    await lab?.stop()
  })

  async function runtime(node: string, seconds = 60): Promise<Child> {
    const request: ChildRequest = {
      node, port: lab.settings.eventSocketPort, password: lab.password, promptsFolder: lab.promptsFolder, recordingsFolder: lab.recordingsFolder,
      journal, startedAtMs: afterHours, leaseMs: 2000, watchdog: { seconds, renewSeconds: 1 },
    }
    const process = spawn(globalThis.process.execPath, ['--import', 'tsx', new URL('runtime-child.ts', import.meta.url).pathname, JSON.stringify(request)], { stdio: ['ignore', 'pipe', 'ignore'] })
    const child: Child = { process, messages: [] }
    children.push(child)
    let text = ''
    process.stdout?.on('data', (chunk: Buffer) => {
      const lines = (text + chunk.toString()).split('\n')
      text = lines.pop() ?? ''
      child.messages.push(...lines.map((line): Message => JSON.parse(line)))
    })
    return child
  }

  async function until<T>(what: string, find: () => T | undefined, seconds = 20): Promise<T> {
    for (let tries = 0; tries < seconds * 20; tries++) {
      const found = find()
      if (found !== undefined) return found
      await sleep(50)
    }
    throw new Error(`${what} did not happen: ${JSON.stringify(children.map(({ messages }) => messages.filter(({ state }) => state === undefined)))}`)
  }
  const owner = (child: Child) => until('owning the instance', () => child.messages.find(({ state }) => state === 'owner'))
  const ended = (child: Child) => until('the end of the session', () => child.messages.find(({ ended: who }) => who === from))
  /** The caller hears something, or the call is over without: then what was said on the wire is the best explanation. */
  const menuHeard = (calling: Promise<SipCallResult>) =>
    Promise.race([
      until('the menu', () => (played.by(from).length > 0 ? true : undefined)),
      calling.then(({ messages }) => { if (played.by(from).length === 0) throw new Error(`the call ended in silence: ${messages.slice(-1500)}`) }),
    ])
  const call = (steps: Parameters<typeof placeCalls>[0]['steps']) => placeCalls({ port: lab.settings.trunkPort, folder: lab.folder, to: '0570012229', from, steps })

  it('killed in the middle of a menu: another one adopts the running menu and finishes the call, and the caller notices nothing', async () => {
    const first = await runtime('first')
    await owner(first)
    const second = await runtime('second')
    await until('standing by', () => second.messages.find(({ state }) => state === 'standby'))
    const calling = call([{ wait: 8000 }, { press: '4' }])
    await menuHeard(calling)
    await sleep(1500)
    first.process.kill('SIGKILL')
    await until('the adoption', () => second.messages.find(({ began, adopted }) => began === from && adopted))
    expect(await calling).toMatchObject({ failed: 0, endedBy: 'callee' })
    expect(await ended(second)).toMatchObject({ outcome: { kind: 'hangup' }, pressed: ['4'], heard: ['g.ah.hours', 'g.ah.web', 'g.ah.menu', 'g.ah.4', 'g.ah.end'] })
    // Nothing was spoken twice.
    expect(played.by(from)).toEqual(['g.ah.hours', 'g.ah.web', 'g.ah.menu', 'g.ah.4', 'g.ah.end'].map((prompt) => bundle.audioOf(prompt)))
  })

  it('killed, and the key comes while nobody is there: the successor reads it from the channel', async () => {
    const first = await runtime('first')
    await owner(first)
    const calling = call([{ wait: 3000 }, { press: '2' }])
    await menuHeard(calling)
    await sleep(1000)
    first.process.kill('SIGKILL')
    await sleep(3500)
    const second = await runtime('second')
    expect(await calling).toMatchObject({ failed: 0, endedBy: 'callee' })
    expect(await ended(second)).toMatchObject({ pressed: ['2'], outcome: { kind: 'hangup' } })
    expect(played.by(from).slice(-2)).toEqual(['g.ah.2', 'g.ah.end'].map((prompt) => bundle.audioOf(prompt)))
  })

  it('no runtime at all: the caller hears the guidance of the hour within 3.5 seconds and is hung up', async () => {
    const { answerMs, endedBy, messages } = await call([])
    expect(messages).toContain('BYE')
    expect(answerMs).toBeLessThanOrEqual(3500)
    expect(endedBy).toBe('callee')
    const guidance = ['g.ah.hours', 'g.fail.limited', 'g.closed.exception'].map((prompt) => bundle.audioOf(prompt))
    expect(guidance).toContain(played.by(from)[0])
  })

  it('hung, not dead: the watchdog leads the caller to the fallback', async () => {
    const hung = await runtime('hung', 3)
    await owner(hung)
    const calling = call([])
    await menuHeard(calling)
    await sleep(1200)
    hung.process.kill('SIGSTOP')
    const before = played.by(from).length
    const { endedBy } = await calling
    expect(endedBy).toBe('callee')
    const guidance = ['g.ah.hours', 'g.fail.limited', 'g.closed.exception'].map((prompt) => bundle.audioOf(prompt))
    expect(guidance).toContain(played.by(from)[before])
  })
})
