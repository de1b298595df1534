import { possibleWays } from '../capabilities/chance.ts'
import type { FaultFacts } from '../capabilities/fault.ts'
import type { TableAnswer } from '../capabilities/tables.ts'
import { NodeError } from '../faults.ts'
import type { HoursAnswer } from '../trace.ts'
import type { NodeFixture } from './fixture.ts'

const hoursStates = ['open', 'closed', 'holiday', 'exception', 'emergency'] as const satisfies readonly HoursAnswer['state'][]

/**
 * What a node meets that no journal holds, because it follows from the release and the variables: the state of hours, the value of
 * expressions, what tables say, the clock, chance, the fault before, the number of the visit. Each is chosen when it is first looked at and stays so for the run, and for the run that resumes it.
 */
export class Circumstances {
  readonly chosen: Map<string, number>
  /** The faults that the node met here, by code. */
  readonly faults: string[] = []
  readonly #choose: (of: number) => number
  readonly #fixture: NodeFixture<unknown>

  constructor(fixture: NodeFixture<unknown>, choose: (of: number) => number, chosen: ReadonlyMap<string, number> = new Map()) {
    this.#fixture = fixture
    this.#choose = choose
    this.chosen = new Map(chosen)
  }

  visit(): number {
    const visits = this.#fixture.visits ?? [1]
    return visits[this.#pick('visit', visits.length)] ?? 1
  }

  hours(document: string): HoursAnswer {
    const state = hoursStates[this.#pick(`hours ${document}`, hoursStates.length + 1)]
    if (state === undefined) throw this.#fault('hours-error', `the hours ${document} cannot say`)
    return { state, rule: '/weekly/1', until: null, nextOpen: state === 'open' ? null : (this.#fixture.nextOpen ?? null) }
  }

  /** @returns undefined: no row has the key */
  table(document: string): TableAnswer | undefined {
    const answers = this.#fixture.tables?.[document]
    if (answers === undefined) throw new Error(`the fixture does not tell what the table ${document} says`)
    const index = this.#pick(`table ${document}`, answers.length + 1)
    if (index === answers.length) throw this.#fault('table-input', `the table ${document} cannot be asked`)
    const row = answers[index]
    return row && { row, rule: `/rows/${index}` }
  }

  /** Each draw is a choice of its own. @param draw counts the draws of a run */
  choose(weights: readonly number[], draw: number): number {
    const ways = possibleWays(weights)
    return ways[this.#pick(`chance ${draw}`, ways.length)] ?? 0
  }

  beginsAtMs(): number {
    const instants = this.#fixture.instants ?? ['2026-11-24T10:00:00+09:00']
    return Date.parse(instants[this.#pick('clock', instants.length)] ?? '')
  }

  fault(): FaultFacts | undefined {
    const faults = this.#fixture.faults ?? [undefined]
    return faults[this.#pick('fault', faults.length)]
  }

  evaluate(expression: string): unknown {
    const values = this.#fixture.expressions?.[expression]
    if (values === undefined) throw new Error(`the fixture gives no values for the expression ${expression}`)
    const index = this.#pick(`expression ${expression}`, values.length + 1)
    if (index === values.length) throw this.#fault('expression', `${expression} cannot be evaluated`)
    return values[index]
  }

  #pick(what: string, of: number): number {
    const index = this.chosen.get(what) ?? (of === 1 ? 0 : this.#choose(of))
    this.chosen.set(what, index)
    return index
  }

  #fault(code: string, message: string): NodeError {
    this.faults.push(code)
    return new NodeError(code, message)
  }
}
