import { type Program, type Timers, hoursUnder, normaliseNumber, parseFaults, waysUnder } from '@madoguchi/engine'
import type { Scenario } from '@madoguchi/schemas'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { referenceProgram } from './reference-bundle-for-test.ts'
import { SteppedCall } from './stepped-call.ts'
import type { LineEvent } from './telephone-line.ts'

let program: Program
let scenarios: Scenario[]
beforeAll(async () => {
  program = await referenceProgram()
  scenarios = [...program.documents.scenario.values()]
})

/** Time stands still; the call is moved on by `skip` alone. */
const stillTimers: Timers = { now: () => 0, after: () => () => undefined }
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

/** The call of a scenario, made by somebody who answers its questions in order; taken back, they are answered as they were the first time. */
class WalkedCall {
  readonly events: LineEvent[] = []
  readonly #call: SteppedCall
  readonly #press: readonly string[]
  #questions = 0
  /** How many questions were asked before each node. */
  readonly #askedBefore: number[] = []
  #held = false
  #open = false

  constructor({ given, when }: Scenario) {
    this.#press = when.press ?? []
    const faults = parseFaults(given.faults ?? [])
    const start = { to: normaliseNumber(given.to), from: given.from ?? '0312345678', startedAtMs: Date.parse(`${given.at.slice(0, 19)}+09:00`), seed: 1, variables: given.variables, hours: hoursUnder(faults), ways: waysUnder(faults) }
    this.#call = new SteppedCall({ program, start, world: { timers: stillTimers, agents: () => given.agents ?? 0, faults }, breakpoints: () => [], listen: (event) => this.#hear(event) })
  }

  get entered(): number {
    return this.#askedBefore.length
  }

  get over(): boolean {
    return this.events.at(-1)?.kind === 'finished'
  }

  get trace(): unknown[] {
    return this.events.slice(this.events.findLastIndex(({ kind }) => kind === 'rewound') + 1).flatMap((event) => (event.kind === 'trace' ? [event.event] : []))
  }

  rewind(index: number): void {
    this.#questions = this.#askedBefore[index] ?? 0
    this.#askedBefore.length = index
    this.#call.steps.rewind(index)
  }

  change(name: string, value: unknown): void {
    this.#call.steps.change(name, value)
  }

  /** To the end, node by node or at once. */
  async finish(pace: 'into' | 'over' | 'out' | 'run'): Promise<void> {
    for (let turn = 0; turn < 400 && !this.over; turn++) {
      await settled()
      if (this.over) return
      if (this.#held) this.#call.steps.go(pace)
      else this.#answer()
    }
  }

  #answer(): void {
    const next = this.#open ? this.#press[this.#questions - 1] : undefined
    this.#open = false
    if (next === 'hang') this.#call.hangup()
    else if (next === undefined || next === '-') this.#call.skip()
    else for (const key of next.replace('!', '')) this.#call.press(key)
  }

  #hear(event: LineEvent): void {
    this.events.push(event)
    if (event.kind === 'entered') this.#askedBefore[event.index] = this.#questions
    if (event.kind === 'stopped') this.#held = true
    if (event.kind === 'resumed' || event.kind === 'rewound') this.#held = false
    if (event.kind === 'listening') {
      this.#questions++
      this.#open = true
    }
  }
}

test('a call of any scenario, walked through and taken back to any node, with a variable changed there or not, has the identical trace', async () => {
  const pace = fc.constantFrom('into', 'over', 'out', 'run')
  await fc.assert(
    fc.asyncProperty(fc.nat(), pace, fc.array(fc.tuple(fc.nat(), pace), { minLength: 1, maxLength: 3 }), fc.boolean(), async (which, first, backs, changes) => {
      const scenario = scenarios[which % scenarios.length]
      if (!scenario) throw new Error('the reference bundle has scenarios')
      const call = new WalkedCall(scenario)
      await call.finish(first)
      let whole = call.trace
      expect(whole.at(-1)).toMatchObject({ kind: 'outcome' })
      if (changes) {
        call.rewind(0)
        await settled()
        call.change('noted', { by: 'tester' })
        await call.finish(first)
        expect(call.trace).toEqual([{ kind: 'set', atMs: 0, name: 'noted', value: { by: 'tester' }, by: 'tester' }, ...whole])
        whole = call.trace
      }
      for (const [where, how] of backs) {
        // Back to the very first node is back to before the change.
        const index = changes ? 1 + (where % Math.max(1, call.entered - 1)) : where % call.entered
        if (index >= call.entered) continue
        call.rewind(index)
        await settled()
        await call.finish(how)
        expect(call.trace).toEqual(whole)
      }
    }),
    { numRuns: 40 },
  )
})
