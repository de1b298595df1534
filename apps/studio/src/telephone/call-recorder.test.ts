import { type Program, makeScenario, promisable, runScenario } from '@madoguchi/engine'
import type { Scenario } from '@madoguchi/schemas'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type Recording, emptyRecording, recordEvent, recordKey, whenOf } from './call-recorder.ts'
import { type CallChange, callClock, changeCall, idleCall } from './call-state.ts'
import { makeDraftLine } from './draft-line.ts'
import { referenceProgram } from './reference-bundle-for-test.ts'
import type { CallRequest, LineEvent } from './telephone-line.ts'

let program: Program
beforeAll(async () => {
  program = await referenceProgram()
})

/** A clock that the test moves. Between two moments everything that waits on promises goes on. */
class TestTimers {
  nowMs = 0
  #due: { atMs: number; act: () => void }[] = []

  now = () => this.nowMs
  after = (milliseconds: number, act: () => void) => {
    const timer = { atMs: this.nowMs + milliseconds, act }
    this.#due.push(timer)
    return () => {
      this.#due = this.#due.filter((other) => other !== timer)
    }
  }

  async pass(seconds: number): Promise<void> {
    const untilMs = this.nowMs + seconds * 1000
    for (await settled(); ; await settled()) {
      const [next] = this.#due.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)
      if (!next) break
      this.#due = this.#due.filter((other) => other !== next)
      this.nowMs = Math.max(this.nowMs, next.atMs)
      next.act()
    }
    this.nowMs = untilMs
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve()
}

type Act = { wait: number } | { key: string } | 'skip' | 'hang'

/** Does on the telephone of the studio what a person does, through the same reducers. A call that goes on is hung up in the end. */
async function made(request: CallRequest, acts: readonly Act[]): Promise<Recording> {
  const timers = new TestTimers()
  let call = idleCall
  let recording = emptyRecording
  const change = (by: CallChange) => {
    if (by.kind === 'line') recording = recordEvent(recording, by.event, callClock(call, by.nowMs))
    if (by.kind === 'pressed') recording = recordKey(recording, by.key)
    call = changeCall(call, by)
  }
  change({ kind: 'dialled', nowMs: timers.now() })
  const line = await makeDraftLine(program, { timers, now: () => 0, seed: () => 1, breakpoints: () => [] }).dial(request, (event: LineEvent) => change({ kind: 'line', event, nowMs: timers.now() }))
  await timers.pass(0)
  for (const act of acts) {
    if (call.phase === 'ended') break
    if (act === 'hang') line.hangup()
    else if (act === 'skip') {
      change({ kind: 'skipped', nowMs: timers.now() })
      line.skip()
    } else if ('key' in act) {
      change({ kind: 'pressed', key: act.key, nowMs: timers.now() })
      line.press(act.key)
    } else await timers.pass(act.wait)
    await timers.pass(0)
  }
  line.hangup()
  await timers.pass(0)
  return recording
}

const night: CallRequest = { to: '0570012229', from: '0312345678', at: '2026-11-24T20:00:00+09:00', agents: 1, faults: [] }
const day: CallRequest = { ...night, at: '2026-11-24T10:00:00+09:00' }

function scenarioOf(request: CallRequest, recording: Recording): Scenario {
  const when = whenOf(recording)
  if (!when) throw new Error('the call is not over')
  const { to, from, at = '', agents, faults } = request
  return makeScenario({ given: { to, from, at, agents, faults: [...faults] }, when, trace: recording.trace }, { id: 'recorded', title: { ja: '録った通話' } }, new Set(promisable))
}

test('keys, silence and a hang-up at a question are those of --press', async () => {
  const wholeMenu = 60
  expect(whenOf(await made(night, [{ wait: wholeMenu }, { key: '9' }, { wait: 3 }, { key: '1' }, { wait: 90 }]))).toEqual({ press: ['9', '!1'] })
  expect(whenOf(await made(night, [{ wait: 70 }, { key: '1' }, { wait: 90 }]))).toEqual({ press: ['-', '1'] })
  expect(whenOf(await made(night, [{ wait: 70 }, 'hang']))).toEqual({ press: ['-', 'hang'] })
  expect(whenOf(await made(night, [{ wait: 300 }]))).toEqual({})
})

test('a hang-up elsewhere is the patience after the last key', async () => {
  expect(whenOf(await made(night, [{ wait: 3 }, { key: '1' }, { wait: 2.5 }, 'hang']))).toEqual({ press: ['!1'], hangUpAfterSeconds: 2.5 })
  const waiting = await made({ ...day, agents: 0 }, [{ wait: 100 }, 'hang'])
  expect(whenOf(waiting)).toEqual({ hangUpAfterSeconds: 100 })
  expect(waiting.trace.at(-1)).toMatchObject({ outcome: { kind: 'abandoned', target: 'tax' } })
})

test('a conversation of any length is one that a simulated agent could have', async () => {
  for (const seconds of [20, 40, 500]) {
    const recording = await made(day, [{ wait: seconds }, 'hang'])
    expect(recording.trace.at(-1)).toMatchObject({ outcome: { kind: 'agent' } })
    expect(await runScenario(program, scenarioOf(day, recording)), String(seconds)).toMatchObject({ ok: true })
  }
})

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 0, max: 45, noNaN: true }).map((wait) => ({ wait: Math.round(wait * 1000) / 1000 })) },
  { weight: 4, arbitrary: fc.constantFrom('1', '2', '3', '4', '5', '6', '9', '7', '#').map((key) => ({ key })) },
  { weight: 2, arbitrary: fc.constant<Act>('skip') },
  { weight: 1, arbitrary: fc.constant<Act>('hang') },
)
const request: fc.Arbitrary<CallRequest> = fc.record({
  to: fc.constantFrom('0570012229', '0480000000', '05000000000'),
  from: fc.constantFrom('0312345678', 'anonymous', '05012345678'),
  at: fc.constantFrom('2026-11-24T10:00:00+09:00', '2026-11-24T17:14:40+09:00', '2026-11-24T20:00:00+09:00', '2026-11-23T10:00:00+09:00', '2026-12-30T12:00:00+09:00'),
  agents: fc.nat({ max: 1 }),
  faults: fc.subarray(['queue=full', 'queue=timeout', 'hours=error', 'hours=emergency', 'prompt=missing', 'gateway=busy'], { maxLength: 2 }).filter((faults) => new Set(faults.map((fault) => fault.split('=')[0])).size === faults.length),
})

test('whatever call is made, its scenario run at once keeps every promise', async () => {
  await fc.assert(
    fc.asyncProperty(request, fc.array(act, { maxLength: 14 }), async (circumstances, acts) => {
      const recording = await made(circumstances, acts)
      const { ok, broken } = await runScenario(program, scenarioOf(circumstances, recording))
      expect({ ok, broken: broken.map(({ said }) => said.en) }).toEqual({ ok: true, broken: [] })
    }),
    { numRuns: 250 },
  )
}, 60_000)
