import type { Program, Timers } from '@madoguchi/engine'
import { beforeAll, expect, test } from 'vitest'
import { nodeTypes } from '../editor/node-types.ts'
import { BundleNames } from './bundle-names.ts'
import { makeDraftLine } from './draft-line.ts'
import { referenceProgram } from './reference-bundle-for-test.ts'
import { type CallRequest, type LineEvent, LineRefused } from './telephone-line.ts'
import { pathOf, traceSteps } from './trace-steps.ts'

let program: Program
beforeAll(async () => {
  program = await referenceProgram()
})

const night: CallRequest = { to: '0570-012-229', from: '0312345678', at: '2026-11-24T20:00:00+09:00', agents: 1, faults: [] }

/** A clock that the test moves; promises in between are let run. */
class ManualTimers implements Timers {
  #nowMs = 0
  #due: { atMs: number; act: () => void }[] = []

  now(): number {
    return this.#nowMs
  }

  after(milliseconds: number, act: () => void): () => void {
    const timer = { atMs: this.#nowMs + milliseconds, act }
    this.#due.push(timer)
    return () => {
      this.#due = this.#due.filter((other) => other !== timer)
    }
  }

  async pass(seconds: number): Promise<void> {
    const untilMs = this.#nowMs + seconds * 1000
    for (;;) {
      await settled()
      const [next] = this.#due.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)
      if (!next) break
      this.#due = this.#due.filter((other) => other !== next)
      this.#nowMs = next.atMs
      next.act()
    }
    this.#nowMs = untilMs
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

async function dialled(request: CallRequest, breakpoints: { flow: string; node: string; condition: string }[] = []) {
  const timers = new ManualTimers()
  const events: LineEvent[] = []
  const call = await makeDraftLine(program, { timers, now: () => 0, seed: () => 1, breakpoints: () => breakpoints }).dial(request, (event) => events.push(event))
  await timers.pass(0)
  const trace = () => events.flatMap((event) => (event.kind === 'trace' ? [event.event] : []))
  return { timers, events, call, trace, last: (kind: LineEvent['kind']) => events.findLast((event) => event.kind === kind) }
}

test('a call at night speaks the hours, takes key 1 at once, and ends after the guidance', async () => {
  const { timers, call, last, trace } = await dialled(night)
  expect(last('speaking')).toMatchObject({ say: [{ prompt: 'g.ah.hours' }, { prompt: 'g.ah.web' }, { prompt: 'g.ah.menu' }] })
  expect(last('listening')).toMatchObject({ for: 'key', keys: '1234569' })
  await timers.pass(5)
  call.press('1')
  await timers.pass(0)
  expect(last('speaking')).toMatchObject({ say: [{ prompt: 'g.ah.1' }] })
  await timers.pass(60)
  expect(last('ended')).toMatchObject({ by: 'center' })
  expect(trace().at(-1)).toMatchObject({ kind: 'outcome', outcome: { kind: 'hangup' } })
  expect(last('finished')).toBeDefined()
})

test('the path follows the call node by node, across flows, and ends with it', async () => {
  const { timers, call, trace } = await dialled(night)
  const names = new BundleNames(program.documents, nodeTypes, 'ja')
  const way = () => pathOf(trace(), names.entry('main'), names)
  expect(way().current).toEqual({ flow: 'after-hours', node: 'menu' })
  expect(way().visited.map(({ node }) => node)).toEqual(['hours', 'to-after-hours', 'answer', 'hours-and-web'])
  call.press('2')
  await timers.pass(0)
  expect(way().current).toEqual({ flow: 'after-hours', node: 'item-2-address' })
  call.hangup()
  await timers.pass(0)
  expect(way().current).toBeUndefined()
})

test('guidance that was queued is told under the node whose guidance it is', async () => {
  const { timers, call, trace } = await dialled(night)
  await timers.pass(40)
  call.press('3')
  await timers.pass(0)
  const names = new BundleNames(program.documents, nodeTypes, 'ja')
  const heardAt = (node: string) => traceSteps(trace(), (place, prompt) => names.speaks(place, prompt)).steps.find((step) => step.node === node)?.happened.flatMap((event) => (event.kind === 'heard' ? [event.prompt] : []))
  expect(heardAt('hours-and-web')).toEqual(['g.ah.hours', 'g.ah.web'])
  expect(heardAt('menu')).toEqual(['g.ah.menu'])
})

test('faults reach the world and the engine', async () => {
  const { timers, trace } = await dialled({ ...night, faults: ['hours=error'] })
  await timers.pass(120)
  expect(trace().find(({ kind }) => kind === 'fault')).toMatchObject({ code: 'hours-error' })
})

test('a fault that does not exist is refused in both languages, before anything rings', async () => {
  const refused = await dialled({ ...night, faults: ['gateway=maybe'] }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(LineRefused)
  expect(refused).toMatchObject({ said: { ja: expect.stringContaining('gateway'), en: expect.stringContaining('gateway') } })
})

test('a closed telephone hears nothing more', async () => {
  const { timers, call, events } = await dialled(night)
  call.close()
  const told = events.length
  await timers.pass(60)
  expect(events).toHaveLength(told)
})
