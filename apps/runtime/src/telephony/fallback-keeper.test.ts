import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type Program, compileBundle } from '@madoguchi/engine'
import { EslError } from '@madoguchi/freeswitch-esl'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { referenceBundle } from '../../test/freeswitch/short-bundle.ts'
import { nodeTypes } from '../node-types.ts'
import { FallbackCompiler } from './configuration/fallback-compiler.ts'
import { placeFiles } from './configuration/place-files.ts'
import { defaultSettings } from './configuration/settings.ts'
import { writeConfiguration } from './configuration/write-configuration.ts'
import { FallbackKeeper, type FallbackKeeperOptions } from './fallback-keeper.ts'
import { readInstances } from './instance-file.ts'
import { FakeTimers } from './testing/fake-timers.ts'

const dayMs = 86_400_000
const noon = Date.parse('2026-11-24T12:00:00+09:00')
const { program, files } = await referenceBundle()
const changedHours = new Map([...files.files].map(([name, text]): [string, string] => [name, name.startsWith('hours/') ? text.replaceAll('17:15', '16:00') : text]))
const { program: shorter } = await compileBundle(changedHours, { nodeTypes, audio: { has: () => true } })
// Compiling a release takes most of the time of these tests; a keeper has a compiler of its runtime, and so have they.
const compiler = new FallbackCompiler()
const source = await fs.mkdtemp(path.join(os.tmpdir(), 'fallback-audio-'))
for (const [sha, { bytes }] of files.audio) await fs.writeFile(path.join(source, `${sha}.wav`), bytes)
afterAll(() => fs.rm(source, { recursive: true }))

let folder: string
let now: number
let asked: string[]
let logged: string[]
let owned: boolean
let live: { number: number; program: Program } | undefined
let timers: FakeTimers
let refused: string | undefined

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fallback-keeper-'))
  await fs.writeFile(path.join(folder, 'freeswitch.xml'), '<document/>')
  now = noon
  asked = []
  logged = []
  owned = true
  live = { number: 1, program }
  timers = new FakeTimers()
  refused = undefined
})
afterEach(() => fs.rm(folder, { recursive: true }))

function keeper(more: Partial<FallbackKeeperOptions> = {}): FallbackKeeper {
  const note = (level: string) => (_: unknown, text?: string) => void logged.push(`${level} ${text}`)
  return new FallbackKeeper({
    instance: 'one', folder, gateways: ['carrier'], promptsFolder: source, compiler, timers, wallClock: () => now, owned: () => owned, liveRelease: () => Promise.resolve(live),
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    api: async (command, args) => {
      if (command !== 'file_exists') asked.push(command)
      if (command === refused) throw new EslError('ESL_COMMAND_REFUSED')
      return command === 'file_exists' ? String(await fs.access(args).then(() => true, () => false)) : '+OK'
    },
    ...more,
  })
}

const text = (name = 'fallback') => fs.readFile(path.join(folder, `dialplan/${name}.xml`), 'utf8').catch(() => undefined)
const everything = async () => (await fs.readdir(folder, { recursive: true })).toSorted()
const stamp = async () => (await fs.stat(path.join(folder, 'dialplan/fallback.xml'), { bigint: true })).ino

describe('the fallback that FreeSWITCH keeps of a release', () => {
  it('is written with its numbers and its guidance, and read by FreeSWITCH once', async () => {
    const kept = keeper()
    await kept.renew()
    expect(asked).toEqual(['reloadxml'])
    expect(await text('public')).toContain('^0570012229$')
    const named = [...(await text())?.matchAll(/prompts\/([0-9a-f]{64}\.wav)/g) ?? []].map(([, file]) => file)
    expect(named.length).toBeGreaterThan(3)
    expect(await fs.readdir(path.join(folder, 'prompts'))).toEqual([...new Set(named)].toSorted())
    expect(kept.state).toMatchObject({ release: 1, warnings: [] })
    expect(Date.parse(kept.state.until ?? '')).toBeGreaterThanOrEqual(now + 400 * dayMs)
  })

  it('is the same file as long as nothing changed, also for the next runtime, which has it read once', async () => {
    await keeper().renew()
    const [before, first] = [await stamp(), await everything()]
    const next = keeper()
    await next.renew()
    now += 3_600_000
    await next.renew()
    expect([await stamp(), await everything(), asked]).toEqual([before, first, ['reloadxml', 'reloadxml']])
  })

  it('follows another release, and what was lost is put back within a minute', async () => {
    const kept = keeper()
    await kept.renew()
    const before = await text()
    live = { number: 2, program: shorter ?? program }
    await kept.renew()
    const after = await text()
    expect(after).not.toBe(before)
    expect([kept.state.release, asked.length]).toEqual([2, 2])
    await fs.rm(path.join(folder, 'dialplan/fallback.xml'))
    timers.advance(60_000)
    await vi.waitUntil(async () => (await text()) === after)
  })

  it('reaches 400 days ahead on every day', async () => {
    const kept = keeper()
    await kept.renew()
    const before = kept.state.until
    now += dayMs
    await kept.renew()
    expect(Date.parse(kept.state.until ?? '') - Date.parse(before ?? '')).toBe(dayMs)
    expect(asked.length).toBe(2)
  })

  it('is left alone by a runtime that does not own the instance, or has no release', async () => {
    owned = false
    await keeper().renew()
    owned = true
    live = undefined
    await keeper().renew()
    expect([await everything(), asked]).toEqual([['freeswitch.xml'], []])
  })
})

describe('where it cannot be written', () => {
  it.each([['ENOSPC', 'ディスクに空きがありません', 'disk is full'], ['EACCES', '権限がありません', 'no right to write'], ['EROFS', '権限がありません', 'no right to write']])('%s: what was there stays whole, it is told once, and tried again', async (code, ja, en) => {
    let broken = false
    const kept = keeper({ place: async (wanted) => { if (broken) throw Object.assign(new Error('x'), { code }); await placeFiles(wanted) } })
    await kept.renew()
    const before = await text()
    broken = true
    live = { number: 2, program: shorter ?? program }
    await kept.renew()
    await kept.renew()
    expect(await text()).toBe(before)
    expect(kept.state).toMatchObject({ release: 1, problem: { ja: expect.stringContaining(ja), en: expect.stringContaining(en) } })
    expect(logged.filter((line) => line.startsWith('error'))).toEqual([expect.stringContaining(en)])
    broken = false
    timers.advance(60_000)
    await vi.waitUntil(() => kept.state.release === 2)
    expect(kept.state.problem).toBeUndefined()
  })

  it('a failure in the middle of the files changes none of them and leaves nothing behind', async () => {
    await keeper().renew()
    const [first, names] = [await text('public'), await everything()]
    const target = (name: string) => ({ file: path.join(folder, name), content: 'new', mode: 0o644 })
    // A file stands where the second one needs a folder.
    await expect(placeFiles([target('dialplan/public.xml'), target('freeswitch.xml/inside')])).rejects.toMatchObject({ code: expect.stringMatching(/ENOTDIR|EEXIST/) })
    expect(await text('public')).toBe(first)
    expect(await everything()).toEqual(names)
  })

  it('a folder that is no configuration folder is named, and nothing is put into it', async () => {
    await fs.rm(path.join(folder, 'freeswitch.xml'))
    const kept = keeper()
    await kept.renew()
    expect(await everything()).toEqual([])
    expect(kept.state.problem?.ja).toContain('configurationFolder')
    expect(kept.state.problem?.en).toContain(folder)
  })

  it('a FreeSWITCH that cannot read it is told of, and asked again', async () => {
    refused = 'reloadxml'
    const kept = keeper()
    await kept.renew()
    expect(kept.state).toMatchObject({ release: null, problem: { en: expect.stringContaining('edited by hand') } })
    refused = undefined
    await kept.renew()
    expect(kept.state).toMatchObject({ release: 1, warnings: [] })
  })

  it('guidance that FreeSWITCH does not find is warned of by its file and its name', async () => {
    const empty = path.join(folder, 'no-audio')
    const kept = keeper({ promptsFolder: empty })
    await kept.renew()
    await kept.renew()
    expect(kept.state.release).toBe(1)
    expect(kept.state.warnings.map(({ en }) => en)).toContainEqual(expect.stringMatching(/prompts\/[0-9a-f]{64}\.wav.*"g\.ah\.hours"/))
    expect(logged.filter((line) => line.startsWith('warn')).length).toBe(kept.state.warnings.length)
  })

  it('no failure reaches whoever asked', async () => {
    const kept = keeper({ liveRelease: () => Promise.reject(new Error('database')) })
    await expect(kept.renew()).resolves.toBeUndefined()
    expect(kept.state.problem?.ja).toContain('1分ごと')
  })
})

it('the folder that freeswitch-config writes names itself; a relative name counts from the file', async () => {
  await writeConfiguration({ program, audio: files.audio, settings: defaultSettings, outFolder: folder, startMs: noon })
  expect(readInstances(folder)[0]?.configurationFolder).toBe(folder)
  const file = path.join(folder, 'instance.json')
  const written = JSON.parse(await fs.readFile(file, 'utf8'))
  await fs.writeFile(file, JSON.stringify({ ...written, configurationFolder: '.' }))
  expect(readInstances(folder)[0]?.configurationFolder).toBe(folder)
  await fs.writeFile(file, JSON.stringify({ ...written, configurationFolder: undefined }))
  expect(readInstances(folder)[0]).not.toHaveProperty('configurationFolder')
})
