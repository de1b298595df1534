import fs from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type SessionResult, runSession } from '@madoguchi/engine'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Telephony, startTelephony } from '../../src/telephony/start-telephony.ts'
import { whyNotRun } from './find-freeswitch.ts'
import { type FreeSwitchLab, startLab } from './free-switch-lab.ts'
import { type PlayedFiles, watchPlayedFiles } from './played-files.ts'
import { type TestBundle, shortBundle } from './short-bundle.ts'
import { type CallerStep, type SipCallResult, placeCalls } from './sip-caller.ts'

const afterHours = Date.parse('2026-11-24T20:00:00+09:00')
const missing = 'g.ah.6'
const reason = whyNotRun()
if (reason !== undefined) console.log(`not run: calls on FreeSWITCH: ${reason}`)

describe.skipIf(reason !== undefined)('calls on a FreeSWITCH', { timeout: 60_000 }, () => {
  let bundle: TestBundle
  let lab: FreeSwitchLab
  let telephony: Telephony
  let played: PlayedFiles
  const problems: unknown[] = []
  const results = new Map<string, SessionResult>()

  beforeAll(async () => {
    bundle = await shortBundle()
    lab = await startLab(bundle)
    played = await watchPlayedFiles(lab.esl)
    await fs.rm(path.join(lab.promptsFolder, `${bundle.audioOf(missing)}.wav`))
    telephony = startTelephony({
      instances: [{ name: 'one', host: '127.0.0.1', port: lab.settings.eventSocketPort, password: lab.password }],
      promptsFolder: lab.promptsFolder, recordingsFolder: lab.recordingsFolder, node: 'test', leaseMs: 4000,
      log: { info: () => {}, warn: (problem: unknown) => void problems.push(problem), error: (problem: unknown) => void problems.push(problem) },
      onCall: async (call) => {
        const world = call.begin({ sessionId: `test-${call.from}`, release: 1, startedAtMs: afterHours })
        results.set(call.from, await runSession(bundle.program, { to: call.to, from: call.from, startedAtMs: afterHours, seed: 1 }, world))
      },
    })
    while (telephony.instances()[0]?.state !== 'owner') await sleep(50)
  }, 60_000)

  afterAll(async () => {
    await telephony?.stop()
    await lab?.stop()
  })

  /** Calls, and waits until the session has noticed the end. */
  async function call(from: string, steps: readonly CallerStep[], to = '0570012229'): Promise<{ sip: SipCallResult; session: SessionResult; heard: string[] }> {
    const sip = await placeCalls({ port: lab.settings.trunkPort, folder: lab.folder, to, from, steps })
    for (let tries = 0; !results.has(from) && tries < 100; tries++) await sleep(50)
    const session = results.get(from)
    if (!session) throw new Error(`no session ended: ${sip.messages.slice(-1500)}`)
    return { sip, session, heard: session.trace.flatMap((event) => (event.kind === 'heard' ? [event.prompt] : [])) }
  }

  const audio = (...prompts: string[]) => prompts.map((prompt) => bundle.audioOf(prompt))
  const announcement = ['g.ah.hours', 'g.ah.web']

  it.concurrent.each(['1', '2', '3', '4', '5'])('key %s: the item is told to its end and the center hangs up', async (key) => {
    const { sip, session, heard } = await call(`031111000${key}`, [{ wait: 1600 }, { press: key }])
    expect(sip).toMatchObject({ failed: 0, endedBy: 'callee' })
    expect(heard).toEqual([...announcement, 'g.ah.menu', `g.ah.${key}`, 'g.ah.end'])
    expect(played.by(`031111000${key}`)).toEqual(audio(...announcement, 'g.ah.menu', `g.ah.${key}`, 'g.ah.end'))
    expect(session.outcome).toEqual({ kind: 'hangup', cause: 'NORMAL_CLEARING' })
    expect(session.trace.filter((event) => event.kind === 'pressed')).toMatchObject([{ keys: key }])
  })

  it.concurrent('key 9 tells the choices again', async () => {
    const { sip, heard } = await call('0311110009', [{ wait: 1600 }, { press: '9' }, { wait: 600 }, { press: '1' }])
    expect(sip.endedBy).toBe('callee')
    expect(heard).toEqual([...announcement, 'g.ah.menu', 'g.ah.menu', 'g.ah.1', 'g.ah.end'])
  })

  it.concurrent('a key during the announcement answers the menu behind it, which is then not played', async () => {
    const { sip, session, heard } = await call('0311110011', [{ wait: 100 }, { press: '2' }])
    expect(sip).toMatchObject({ failed: 0, endedBy: 'callee' })
    expect(heard).toEqual(['g.ah.hours', 'g.ah.2', 'g.ah.end'])
    const [first] = session.trace.filter((event) => event.kind === 'heard')
    expect(first?.seconds).toBeLessThan(0.4)
  })

  it.concurrent('keys by SIP INFO do the same', async () => {
    const { sip, heard } = await call('0311110012', [{ wait: 1600 }, { info: '3' }])
    expect(sip).toMatchObject({ failed: 0, endedBy: 'callee' })
    expect(heard).toEqual([...announcement, 'g.ah.menu', 'g.ah.3', 'g.ah.end'])
  })

  it.concurrent('silence is asked again twice, told so, and ends politely', async () => {
    const { sip, heard, session } = await call('0311110013', [])
    expect(sip.endedBy).toBe('callee')
    expect(heard).toEqual([...announcement, 'g.ah.menu', 'g.err.noinput', 'g.ah.menu', 'g.err.noinput', 'g.ah.menu', 'g.err.max'])
    expect(session.elapsedMs).toBeGreaterThan(9000)
  })

  it.concurrent.each([['8', '0311110014'], ['*', '0311110015'], ['#', '0311110016']])('the wrong key %s is told from silence, then the right one counts', async (key, from) => {
    const { heard } = await call(from, [{ wait: 1600 }, { press: key }, { wait: 1200 }, { press: '1' }])
    expect(heard.slice(0, 5)).toEqual([...announcement, 'g.ah.menu', 'g.err.nomatch', 'g.ah.menu'])
    expect(heard.slice(-2)).toEqual(['g.ah.1', 'g.ah.end'])
  })

  it.concurrent('who hangs up in the middle of a guidance is gone at once, with what was heard', async () => {
    const { sip, session, heard } = await call('0311110017', [{ wait: 550 }, 'hang-up'])
    expect(sip.endedBy).toBe('caller')
    expect(session.outcome).toEqual({ kind: 'abandoned', cause: 'NORMAL_CLEARING' })
    expect(heard).toEqual(announcement)
    expect(session.elapsedMs).toBeLessThan(1200)
  })

  it.concurrent('a key pressed while a guidance must be heard to its end means nothing', async () => {
    const { heard } = await call('0311110018', [{ wait: 1600 }, { press: '1' }, { press: '5' }])
    expect(heard).toEqual([...announcement, 'g.ah.menu', 'g.ah.1', 'g.ah.end'])
  })

  it.concurrent('a missing file is a fault before anything is sent; the caller hears the apology', async () => {
    const { sip, session, heard } = await call('0311110019', [{ wait: 1600 }, { press: '6' }])
    expect(sip.endedBy).toBe('callee')
    expect(heard).toEqual([...announcement, 'g.ah.menu', 'g.fail.out'])
    expect(session.trace.find((event) => event.kind === 'fault')).toMatchObject({ code: 'prompt-missing', handledBy: 'on-error' })
  })

  it.concurrent('a thousand keys end the call politely and harm nobody', async () => {
    const from = '0311110020'
    const { messages } = await placeCalls({ port: lab.settings.trunkPort, folder: lab.folder, to: '0570012229', from, steps: [{ wait: 500 }, { infoKey: '7', times: 1000 }], limitSeconds: 20 })
    for (let tries = 0; !results.has(from) && tries < 200; tries++) await sleep(50)
    expect(messages.match(/\n\nINFO sip:/g)?.length).toBeGreaterThan(20)
    expect(results.get(from)?.outcome.kind).toMatch(/^(?:hangup|abandoned)$/)
    expect(results.get(from)?.trace.filter((event) => event.kind === 'pressed').length).toBeLessThanOrEqual(3)
  })

  it.concurrent('the companion number reaches the same flow, an unknown one does not exist', async () => {
    const { heard } = await call('0311110021', [{ wait: 300 }, { press: '1' }], '0480000000')
    expect(heard.at(-1)).toBe('g.ah.end')
    const unknown = await placeCalls({ port: lab.settings.trunkPort, folder: lab.folder, to: '0399999999', from: '0311110022', steps: [] })
    expect(unknown.messages).toContain('SIP/2.0 404')
    const inside = await placeCalls({ port: lab.settings.trunkPort, folder: lab.folder, to: 'fallback-0570012229', from: '0311110023', steps: [] })
    expect(inside.messages).toContain('SIP/2.0 404')
  })

  it('nothing went wrong on the way, and no channel is left', async () => {
    expect(problems).toEqual([])
    expect(telephony.instances()).toEqual([{ name: 'one', state: 'owner', calls: 0 }])
    await vi.waitFor(async () => expect(await lab.esl.api('show', 'channels count')).toContain('0 total'), { timeout: 5000, interval: 100 })
  })
})
