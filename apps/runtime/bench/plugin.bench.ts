import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { HandsetWorld, type Program, type Timers, compileBundle, runSession } from '@madoguchi/engine'
import { readBundleFolder } from '../src/bundles/read-bundle-folder.ts'
import { nodeTypes, pluginNames } from '../src/node-types.ts'
import { InstalledPlugins } from '../src/plugins/installed-plugins.ts'
import { type BenchResult, type Figure, median } from './bench.ts'

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
const watchMs = 6_000
/** Calls that run into the neighbour at the same time, and how long each rests before it does so again. */
const attackers = 3
const restMs = 100
/** Harder than the product: a plugin that was ended may start again at once, so that the attack never rests for long. */
const limits = { longestBackoffMs: 50, patienceMs: 2_000 }
const timers: Timers = {
  now: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  },
}

/**
 * How late a caller hears the next prompt while the executor of a third party's node misbehaves in other calls: from the key press to the moment
 * at which the prompt is handed to the telephone, against the same caller beside a calm plugin in the same run. The goal holds for the latest of
 * all prompts, against the usual one of the calm plugin.
 */
export async function run(): Promise<BenchResult> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-plugin-bench-'))
  fs.cpSync(neighbour, path.join(folder, 'bad-neighbour'), { recursive: true })
  let ends = 0
  const plugins = new InstalledPlugins({ folder, limits, onEnd: () => void ends++ })
  try {
    await plugins.load()
    const program = await badProgram()
    const caller = await dial(program)
    await pressing(caller, 1_500)
    const figures: Figure[] = []
    let yardstickMs = Number.NaN
    for (const [key, deed] of deeds) {
      const before = ends
      const attack = await beside(program, key)
      const times = await pressing(caller, watchMs)
      const { stuck, runs } = await attack.end()
      if (deed === 'well') {
        yardstickMs = median(times)
        figures.push(...distribution(`next prompt after a key, beside ${labels[deed]}`, times, 0))
      } else {
        figures.push(...distribution(`later beside ${labels[deed]}`, times, yardstickMs, 50), { label: `  processes ended for it`, value: ends - before, unit: '' })
      }
      figures.push({ label: `  runs of the node`, value: runs, unit: '' }, { label: '  calls not gone on after it', value: stuck, unit: '', goal: 0 })
    }
    caller.hangup()
    return { name, figures }
  } finally {
    plugins.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function distribution(label: string, times: readonly number[], less: number, goal?: number): Figure[] {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN) - less
  const figure = (name: string, value: number): Figure => ({ label: `${label}: ${name}`, value, unit: 'ms', ...(goal !== undefined && { goal }) })
  return [figure('half', at(0.5)), figure('99 in 100', at(0.99)), figure('the latest', at(1))]
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
