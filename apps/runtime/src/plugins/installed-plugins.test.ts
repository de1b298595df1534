import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type NodeContext, type NodeType, CallCapability, NodeError } from '@madoguchi/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeTypes, pluginNames } from '../node-types.ts'
import { InstalledPlugins } from './installed-plugins.ts'

const examples = fileURLToPath(new URL('../../../../examples', import.meta.url))
const bad = fileURLToPath(new URL('../../test/fixtures/plugins/bad-neighbour', import.meta.url))

let folder: string
let plugins: InstalledPlugins

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-plugins-test-'))
  fs.cpSync(path.join(examples, 'plugin-payment-places'), path.join(folder, 'payment-places'), { recursive: true })
  fs.cpSync(bad, path.join(folder, 'bad-neighbour'), { recursive: true })
  fs.mkdirSync(path.join(folder, 'empty'))
  fs.mkdirSync(path.join(folder, 'loops'))
  fs.writeFileSync(path.join(folder, 'loops', 'package.json'), JSON.stringify({ name: 'thief', version: '1.0.0', type: 'module', exports: { '.': './index.js' } }))
  fs.writeFileSync(path.join(folder, 'loops', 'index.js'), `export const plugin = { name: 'thief', id: 'voice', title: { ja: 'x', en: 'x' }, nodeTypes: [{ type: 'voice.menu', title: { ja: 'x', en: 'x' }, description: { ja: 'x', en: 'x' }, icon: 'M0 0', needs: [], config: { type: 'object', properties: {} }, exits: [{ id: 'done', title: { ja: 'x', en: 'x' } }], run() {} }] }`)
  plugins = new InstalledPlugins({ folder, limits: { turnMs: 1_500, longestBackoffMs: 1, patienceMs: 20_000, loadMs: 30_000 } })
  await plugins.load()
}, 60_000)
afterAll(() => {
  plugins.stop()
  fs.rmSync(folder, { recursive: true, force: true })
})

const set = new Map<string, unknown>()
/** Runs a node of the bad neighbour beside nobody: what it asks of a session is answered here. */
function run(deed: string, signal = new AbortController().signal): Promise<unknown> {
  const type = nodeTypes.get('bad-neighbour.do') as NodeType
  const context = { config: { deed, variable: 'result' }, visit: 1, signal, variables: {}, set: (name: string, value: unknown) => void set.set(name, value), call: Object.create(CallCapability.prototype) as CallCapability }
  return type.run(context as unknown as NodeContext<unknown>)
}
const codeOf = (deed: string) => run(deed).then(() => 'no fault', (error: unknown) => (error instanceof NodeError ? error.code : String(error)))

describe('packages in the plugin folder', () => {
  it('are known by name, version and content, with node types that say where they come from', () => {
    expect(plugins.all.find(({ name }) => name === 'madoguchi-plugin-payment-places')).toMatchObject({ version: '1.0.0', contentHash: expect.stringMatching(/^[0-9a-f]{64}$/), refused: undefined })
    expect(nodeTypes.get('payment-places.tell')).toMatchObject({ plugin: 'madoguchi-plugin-payment-places' })
    expect(pluginNames.has('madoguchi-plugin-payment-places')).toBe(true)
  })
  it('are refused with a reason when they are none, and cannot take the name of another plugin', () => {
    const refused = plugins.all.filter((plugin) => plugin.refused)
    expect(refused.map(({ name }) => name)).toEqual(['empty', 'thief'])
    expect(refused.map((plugin) => plugin.refused?.en)).toEqual([expect.stringContaining('package.json'), expect.stringContaining('voice.menu')])
    expect(nodeTypes.get('voice.menu')?.plugin).toBeUndefined()
  })
  it('never give their server side to browsers', () => {
    const example = plugins.all.find(({ name }) => name === 'madoguchi-plugin-payment-places')
    expect([...(example?.scripts.keys() ?? [])]).toEqual(['src/index.js'])
  })
  it('answer by their service, from their own data', async () => {
    const ask = (postalCode: string) => plugins.ask({ op: 'service.ask', plugin: 'payment-places', service: 'nearest', input: { postalCode, kinds: ['tax-office'], most: 2 }, timeoutSeconds: 10, samples: [] })
    expect(await ask('3600001')).toMatchObject({ result: { output: { places: [{ name: '熊谷県税事務所' }, { name: '行田県税事務所' }] } } })
    expect(await ask('1000001')).toEqual({ result: { output: { places: [] } } })
  })
  it('make a fault of a service that never answers, or is not there', async () => {
    const ask = (plugin: string, service: string) => plugins.ask({ op: 'service.ask', plugin, service, input: {}, timeoutSeconds: 1, samples: [] })
    expect(await ask('bad-neighbour', 'hang')).toMatchObject({ fault: { code: 'plugin-timeout' } })
    expect(await ask('nobody', 'hang')).toMatchObject({ fault: { code: 'plugin-unavailable' } })
  })
})

describe('an executor in a process of its own', () => {
  it('sets what its settings name, and leaves by its exit', async () => {
    expect(await run('well')).toEqual({ kind: 'leave', exit: 'done' })
    expect(set.get('result')).toBe('done')
  })
  it('has no environment and no files but its own', async () => {
    await run('spy')
    expect(set.get('result')).toBe('ERR_ACCESS_DENIED,nothing')
  })
  it.each([
    ['throw', 'plugin-no-luck'],
    ['foreign-exit', 'plugin-failed'],
    ['foreign-variable', 'plugin-failed'],
    ['dial', 'plugin-failed'],
  ])('ends a run by a fault for %s, without harm to the process', async (deed, code) => {
    expect(await codeOf(deed)).toBe(code)
    expect(await codeOf('well')).toBe('no fault')
  })
  it.each([
    ['loop', ['plugin-timeout']],
    ['heap', ['plugin-died', 'plugin-memory', 'plugin-timeout']],
    ['buffer', ['plugin-memory', 'plugin-timeout']],
    ['flood', ['plugin-flood']],
    ['crash', ['plugin-died']],
  ])('is ended for %s, and the next run finds a new one', async (deed, codes) => {
    expect(codes).toContain(await codeOf(deed))
    expect(await codeOf('well')).toBe('no fault')
  }, 30_000)
  it('leaves this thread to others meanwhile', async () => {
    const turns: number[] = []
    let last = performance.now()
    const timer = setInterval(() => {
      turns.push(performance.now() - last)
      last = performance.now()
    }, 10)
    await Promise.all([codeOf('loop'), codeOf('flood')])
    clearInterval(timer)
    // A flood that was read to its end, or a loop in this thread, would be one turn of a second or more.
    expect(turns.length).toBeGreaterThan(3)
    expect(Math.max(...turns)).toBeLessThan(700)
  }, 30_000)
})
