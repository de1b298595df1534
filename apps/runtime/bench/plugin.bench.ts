import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { HandsetWorld, type Program, type Timers, compileBundle, runSession } from '@madoguchi/engine'
import { readBundleFolder } from '../src/bundles/read-bundle-folder.ts'
import { nodeTypes, pluginNames } from '../src/node-types.ts'
import { InstalledPlugins } from '../src/plugins/installed-plugins.ts'
import { processLimits } from '../src/plugins/run-guest.ts'
import type { BenchResult, Figure } from './bench.ts'

export const name = 'plugin'

const reference = fileURLToPath(new URL('../../../flows/saitama-auto-tax', import.meta.url))
const neighbour = fileURLToPath(new URL('../test/fixtures/plugins/bad-neighbour', import.meta.url))
/** What the neighbour does when its caller presses the key. */
const deeds = [['9', 'well'], ['2', 'loop'], ['3', 'heap'], ['4', 'buffer'], ['5', 'flood'], ['6', 'events']] as const
const labels: Record<(typeof deeds)[number][1], string> = {
  well: 'a calm plugin', loop: 'for(;;){}', heap: '1 GB on the heap', buffer: '1 GB of Buffers', flood: '100,000 events/s past the harness', events: '100,000 events, each waited for',
}
const startedAtMs = Date.parse('2026-11-24T20:00:00+09:00')
const everyMs = 15
/** Each deed is watched in turns with the others, so that a busy moment of the machine hits all of them. */
const rounds = 3
const watchMs = 2_500
/** Calls that run into the neighbour at the same time, and how long each rests before it does so again. */
const attackers = 3
const restMs = 100
/** Harder than the product: a plugin that was ended may start again at once, so that the attack never rests for long. */
const limits = { longestBackoffMs: 50, patienceMs: 2_000 }
/** As far below this process as the product puts them, so that `nice -n -19 npm run bench plugin` tells the plugins from the rest of a busy machine. */
const priority = Math.min(processLimits.priority, os.getPriority() + processLimits.priority)
const timers: Timers = {
  now: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  },
}

/** What was seen beside one deed, over all rounds. */
interface Seen {
  times: number[]
  ends: number
  runs: number
  stuck: number
}

/**
 * How late a caller hears the next prompt while the executor of a third party's node misbehaves in other calls: from the key press to the moment
 * at which the prompt is handed to the telephone, against the same caller beside a calm plugin in the same run; half of all prompts against half,
 * the latest against the latest.
 */
export async function run(): Promise<BenchResult> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-plugin-bench-'))
  fs.cpSync(neighbour, path.join(folder, 'bad-neighbour'), { recursive: true })
  let ends = 0
  const plugins = new InstalledPlugins({ folder, limits, priority, onEnd: () => void ends++ })
  const seen = new Map(deeds.map(([, deed]): [string, Seen] => [deed, { times: [], ends: 0, runs: 0, stuck: 0 }]))
  try {
    await plugins.load()
    const program = await badProgram()
    const caller = await dial(program)
    await pressing(caller, 1_500)
    for (let round = 0; round < rounds; round++) {
      for (const [key, deed] of deeds) {
        const all = seen.get(deed)
        if (!all) continue
        const before = ends
        const attack = await beside(program, key)
        all.times.push(...(await pressing(caller, watchMs)))
        const { stuck, runs } = await attack.end()
        all.ends += ends - before
        all.runs += runs
        all.stuck += stuck
      }
    }
    caller.hangup()
  } finally {
    plugins.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
  const calm = seen.get('well')?.times ?? []
  const figures = deeds.flatMap(([, deed]) => figuresOf(deed, seen.get(deed), calm))
  return { name, figures }
}

const shares = { 'half of them': 0.5, '99 in 100': 0.99, 'the latest': 1 } as const

function figuresOf(deed: (typeof deeds)[number][1], seen: Seen | undefined, calm: readonly number[]): Figure[] {
  const { times, ends, runs, stuck } = seen ?? { times: [], ends: 0, runs: 0, stuck: 0 }
  const quantiles = Object.entries(shares).map(([name, share]): Figure => {
    if (deed === 'well') return { label: `next prompt after a key, beside ${labels[deed]}: ${name}`, value: quantile(times, share), unit: 'ms' }
    return { label: `later beside ${labels[deed]}: ${name}`, value: quantile(times, share) - quantile(calm, share), unit: 'ms', goal: 50 }
  })
  const counts = [{ label: '  runs of the node', value: runs, unit: '' }, { label: '  processes ended', value: ends, unit: '' }, { label: '  calls that did not go on', value: stuck, unit: '', goal: 0 }]
  return [...quantiles, { label: '  prompts', value: times.length, unit: '' }, ...counts]
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN
}

/** Callers who run into the node behind a key again and again, until the end. */
async function beside(program: Program, key: string): Promise<{ end(): Promise<{ stuck: number; runs: number }> }> {
  const callers = await Promise.all(Array.from({ length: attackers }, () => dial(program)))
  let over = false
  let runs = 0
  const going = callers.map(async (caller) => {
    while (!over) {
      await caller.press(key)
      runs++
      await sleep(restMs)
    }
  })
  return {
    async end() {
      over = true
      await Promise.race([Promise.all(going), sleep(10_000)])
      const stuck = callers.filter((caller) => caller.waiting()).length
      for (const caller of callers) caller.hangup()
      return { stuck, runs }
    },
  }
}

/** The after-hours menu of the reference bundle: key 1 asks again, the others lead through the neighbour and back. */
async function badProgram(): Promise<Program> {
  const { bundle } = await readBundleFolder(reference)
  const files = new Map(bundle.files)
  const change = (file: string, edit: (document: Record<string, unknown>) => unknown) => files.set(file, JSON.stringify(edit(JSON.parse(files.get(file) ?? '{}') as Record<string, unknown>)))
  change('bundle.json', (document) => ({ ...document, plugins: [...(document['plugins'] as string[]), 'madoguchi-plugin-bad-neighbour'] }))
  change('call/after-hours.json', (flow) => {
    const nodes = flow['nodes'] as Record<string, { next: Record<string, string> }>
    const bad = Object.fromEntries(deeds.map(([key, deed]) => [`bad-${key}`, { type: 'bad-neighbour.do', config: { deed, variable: 'result' }, next: { done: 'menu', error: 'menu' } }]))
    const menu = { ...nodes['menu'], next: { ...nodes['menu']?.next, 1: 'menu', ...Object.fromEntries(deeds.map(([key]) => [key, `bad-${key}`])) } }
    return { ...flow, nodes: { ...nodes, menu, ...bad } }
  })
  const { program, problems } = await compileBundle(files, { nodeTypes, plugins: pluginNames })
  if (!program?.flows.get('after-hours')?.steps.has('bad-9')) throw new Error(`the bundle of the bench cannot run: ${problems[0]?.message.en ?? ''}`)
  return program
}

interface Caller {
  /** Presses a key in the menu. @returns milliseconds until the next prompt begins */
  press(key: string): Promise<number>
  /** Whether the last key has led to no prompt yet. */
  waiting(): boolean
  hangup(): void
}

async function dial(program: Program): Promise<Caller> {
  let heard: (() => void) | undefined
  let listening = () => {}
  const inMenu = new Promise<void>((resolve) => (listening = resolve))
  const world = new HandsetWorld({
    timers, agents: () => 0,
    emit: ({ kind }) => {
      if (kind === 'listening') listening()
      if (kind !== 'speaking') return
      heard?.()
      heard = undefined
    },
  })
  void runSession(program, { to: '0570012229', from: '0312345678', startedAtMs, seed: 1 }, world)
  await inMenu
  return {
    press: (key) =>
      new Promise((resolve) => {
        const began = performance.now()
        heard = () => resolve(performance.now() - began)
        world.press(key)
      }),
    waiting: () => heard !== undefined,
    hangup: () => world.hangup(),
  }
}

/** A caller who presses again and again; a press that is due while the thread is blocked counts from when it was due. */
async function pressing(caller: Caller, forMs: number): Promise<number[]> {
  const times: number[] = []
  for (let due = performance.now(), end = due + forMs; due < end; due += everyMs) {
    await sleep(Math.max(0, due - performance.now()))
    const late = Math.max(0, performance.now() - due)
    times.push(late + (await caller.press('1')))
    due = Math.max(due, performance.now() - everyMs)
  }
  return times
}
