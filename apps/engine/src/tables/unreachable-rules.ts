import type { DecisionTable } from '@madoguchi/schemas'
import { conditionOf, holds, representatives } from './conditions.ts'

/** Rows of a decision table that can never decide, since the rows above hold for everything that they hold for. */
export interface UnreachableRules {
  /** Places in `rules`. */
  places: number[]
  /** Whether every row was judged; a table with very many inputs and rows can be too large to. */
  complete: boolean
}

const mostSteps = 200_000

/** Exact: what a row holds for is cut along each input into values that no condition tells apart, until one is found that no row above has. */
export function unreachableRules(table: DecisionTable): UnreachableRules {
  const values = table.inputs.map((input) => representatives(table, input))
  let steps = 0
  /** Whether something from this input on holds for the row and for none of these rows above. Undefined: too many steps. */
  const open = (row: number, input: number, above: readonly number[]): boolean | undefined => {
    if (above.length === 0) return satisfiable(table, values, row, input)
    const name = table.inputs[input]?.name
    if (name === undefined) return false
    const seen = new Set<string>()
    for (const value of values[input] ?? []) {
      if (++steps > mostSteps) return undefined
      if (!holds(conditionOf(table.rules[row]?.when ?? {}, name), value)) continue
      const left = above.filter((other) => holds(conditionOf(table.rules[other]?.when ?? {}, name), value))
      const key = left.join()
      if (seen.has(key)) continue
      seen.add(key)
      const found = open(row, input + 1, left)
      if (found !== false) return found
    }
    return false
  }
  const places: number[] = []
  for (const row of table.rules.keys()) {
    const reachable = open(row, 0, [...Array.from({ length: row }).keys()])
    if (reachable === undefined) return { places, complete: false }
    if (!reachable) places.push(row)
  }
  return { places, complete: true }
}

/** Whether the conditions from this input on can hold at all: a bound above another, or a value outside the column's own, never does. */
function satisfiable({ inputs, rules }: DecisionTable, values: readonly (readonly (string | number | boolean | null)[])[], row: number, from: number): boolean {
  return inputs.slice(from).every(({ name }, index) => (values[from + index] ?? []).some((value) => holds(conditionOf(rules[row]?.when ?? {}, name), value)))
}
