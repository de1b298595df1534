import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { gate } from '../../src/releases/gate.ts'
import { installedSpeech } from '../../src/speech/installed-speech.ts'
import { type Runtime, startRuntime } from '../../src/start-runtime.ts'
import { whyNotRun } from './find-freeswitch.ts'
import { freePorts } from './free-ports.ts'
import { type FreeSwitchLab, startLab } from './free-switch-lab.ts'
import { type PlayedFiles, watchPlayedFiles } from './played-files.ts'
import { deeds, writePluginBundle } from './plugin-bundle.ts'
import type { TestBundle } from './short-bundle.ts'
import { type CallerStep, placeCalls } from './sip-caller.ts'

// The whole product on a real FreeSWITCH with two packages of third parties: one that tells places to pay, and one that does what no plugin should.
const reason = whyNotRun()
const noVoice = reason ?? installedSpeech(process.env).missing?.en
if (noVoice !== undefined) console.log(`not run: ${reason === undefined ? 'what a plugin says' : 'plugins'} on FreeSWITCH: ${noVoice}`)

describe.skipIf(reason !== undefined)('plugins on a FreeSWITCH', { timeout: 60_000 }, () => {
  let folder: string
  let bundle: TestBundle
  let lab: FreeSwitchLab
  let runtime: Runtime
  let played: PlayedFiles
  let yardstick: Promise<number[]> | undefined

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'madoguchi-plugins-on-freeswitch-'))
    const packages = { 'payment-places': '../../../../examples/plugin-payment-places', 'bad-neighbour': '../fixtures/plugins/bad-neighbour' }
    for (const [name, from] of Object.entries(packages)) await fs.cp(fileURLToPath(new URL(from, import.meta.url)), path.join(folder, 'plugins', name), { recursive: true })
    bundle = await writePluginBundle(path.join(folder, 'bundle'))
    lab = await startLab(bundle)
    played = await watchPlayedFiles(lab.esl)
    const [port = 0] = await freePorts(1)
    const evening = Date.parse('2026-11-24T20:00:00+09:00') - Date.now()
    runtime = await startRuntime({
      dataFolder: path.join(folder, 'data'), pluginsFolder: path.join(folder, 'plugins'), port, gate, bundleFolder: path.join(folder, 'bundle'), freeswitch: path.join(lab.folder, 'conf'), clock: () => new Date(Date.now() + evening),
    })
    await vi.waitUntil(() => runtime.context.telephony?.instances()[0]?.state === 'owner', { timeout: 20_000 })
  }, 90_000)
  afterAll(async () => {
    await runtime?.stop()
    await lab?.stop()
    if (folder) await fs.rm(folder, { recursive: true, force: true })
  })

  const dial = (from: string, steps: CallerStep[]) => placeCalls({ port: lab.settings.trunkPort, to: '0570012229', from, folder: lab.folder, steps })

  /** The bodies of a session's stored trace and journal, once its call is over. */
  async function stored(from: string) {
    const { context } = runtime
    const id = await vi.waitUntil(async () => {
      await context.writer.flush()
      const { rows } = await context.database.pool.query<{ id: string }>('select id from session where caller_number = $1 and ended_at is not null', [from])
      return rows[0]?.id
    }, { timeout: 20_000 })
    const trace = await context.sessions.trace(id, { limit: 1_000 })
    const { journal } = await context.sessions.journal(id)
    return { of: (kind: string) => trace.filter((event) => event.kind === kind).map(({ body }) => body as Record<string, unknown>), journal }
  }

  it.skipIf(noVoice !== undefined)('a caller enters a postal code, and hears what the service of the example answers', async () => {
    const from = '0344440001'
    const { endedBy } = await dial(from, [{ wait: 600 }, { info: '3' }, { wait: 1_200 }, { info: '3600001' }])
    const { of, journal } = await stored(from)
    expect(journal.find(({ operation }) => operation.op === 'service.ask')).toMatchObject({
      operation: { plugin: 'payment-places', service: 'nearest', input: { postalCode: '3600001', kinds: ['tax-office'], most: 1 } },
      answer: { result: { output: { places: [{ name: '熊谷県税事務所' }] } } },
    })
    const heard = of('heard')
    expect(heard.map(({ text }) => text)).toContainEqual(expect.stringContaining('熊谷県税事務所'))
    expect(heard.at(-1)).toMatchObject({ prompt: 'g.ah.end' })
    expect(endedBy).toBe('callee')
    // FreeSWITCH itself: between the question and the goodbye it played one file that no release holds, and it is speech of several seconds.
    const files = played.by(from)
    const spoken = files.filter((file) => !bundle.files.audio.has(file))
    expect(spoken).toHaveLength(1)
    expect(files.indexOf(spoken[0] ?? '')).toBe(files.lastIndexOf(bundle.audioOf('g.ah.end')) - 1)
    expect((await fs.stat(path.join(folder, 'data/prompts', `${spoken[0]}.wav`))).size).toBeGreaterThan(3 * 16_000)
  })

  it('a caller whose code the service does not know goes on by that exit', async () => {
    await dial('0344440002', [{ wait: 600 }, { info: '3' }, { wait: 1_200 }, { info: '1000001' }])
    const { of, journal } = await stored('0344440002')
    expect(journal.find(({ operation }) => operation.op === 'service.ask')?.answer).toMatchObject({ result: { output: { places: [] } } })
    expect(of('heard').at(-1)).toMatchObject({ prompt: 'g.ah.end' })
  })

  it.each(Object.entries(deeds))('while the neighbour behind key %s does its %s in another call, prompts come as they do without it', async (key, deed) => {
    yardstick ??= pressing('0355550000')
    const before = await yardstick
    const bad = `03555500${key}1`
    const attacks = Array.from({ length: 4 }, (): CallerStep[] => [{ info: key }, { wait: 900 }]).flat()
    const attacked = dial(bad, [{ wait: 800 }, ...attacks, 'hang-up'])
    await sleep(700)
    const during = await pressing(`03555500${key}2`)
    await attacked
    const faults = (await stored(bad)).of('fault').map(({ code }) => code)
    expect(faults.length, 'the attack took place, and its call went on').toBeGreaterThan(0)
    for (const code of faults) expect(code).toMatch(/^plugin-/)
    console.log(`key to prompt by FreeSWITCH's clock, ms: without ${told(before)}; beside ${deed} ${told(during)}`)
    expect(median(during) - median(before)).toBeLessThan(50)
    // A runtime that stood still for one turn of the plugin would be two seconds late.
    expect(Math.max(...during)).toBeLessThan(1_000)
  })

  /** A caller who presses a key twelve times; how long the prompt after each took. */
  async function pressing(from: string): Promise<number[]> {
    const waits = await watchWaits()
    await dial(from, [{ wait: 800 }, ...Array.from({ length: 12 }, (): CallerStep[] => [{ info: '1' }, { wait: 250 }]).flat(), 'hang-up'])
    expect(waits.of(from)).toHaveLength(12)
    return waits.of(from)
  }

  /** Milliseconds from each key to the prompt that follows it, by the clock of FreeSWITCH. */
  async function watchWaits(): Promise<{ of(from: string): number[] }> {
    const keyed = new Map<string, number>()
    const waits = new Map<string, number[]>()
    lab.esl.on('DTMF', (event) => void keyed.set(event.get('Caller-Caller-ID-Number') ?? '', Number(event.get('Event-Date-Timestamp')) / 1000))
    lab.esl.on('PLAYBACK_START', (event) => {
      const from = event.get('Caller-Caller-ID-Number') ?? ''
      const since = keyed.get(from)
      keyed.delete(from)
      if (since !== undefined) waits.set(from, [...(waits.get(from) ?? []), Number(event.get('Event-Date-Timestamp')) / 1000 - since])
    })
    await lab.esl.event('plain', ['DTMF'])
    return { of: (from) => waits.get(from) ?? [] }
  }
})

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function told(values: readonly number[]): string {
  return `median ${median(values).toFixed(0)}, latest ${Math.max(...values).toFixed(0)}`
}
