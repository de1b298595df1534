import type { DecisionTable, TableCondition } from '@madoguchi/schemas'
import type { Cell } from '@madoguchi/sdk'

/** Whether a condition holds for what was put in. Nothing was put in: only a condition that asks nothing holds. */
export function holds(condition: TableCondition | undefined, cell: Cell): boolean {
  if (condition === undefined) return true
  const { in: some, from, to } = condition
  if (some === undefined && from === undefined && to === undefined) return true
  if (cell === null) return false
  if (some !== undefined && !some.includes(cell)) return false
  return (from === undefined || isUpTo(from, cell)) && (to === undefined || isUpTo(cell, to))
}

/** Dates and times are written so that the order of their texts is their own. */
function isUpTo(low: Cell, high: Cell): boolean {
  if (typeof low === 'number' && typeof high === 'number') return low <= high
  return typeof low === 'string' && typeof high === 'string' && low <= high
}

export function conditionOf(when: DecisionTable['rules'][number]['when'], name: string): TableCondition | undefined {
  return Object.hasOwn(when, name) ? when[name] : undefined
}

/**
 * Values of an input that stand for all others as far as the conditions of the table go: every value that is written, one between and beyond
 * bounds, one that is none of them, and nothing at all. Two inputs that no condition tells apart have the same representative.
 */
export function representatives({ rules }: DecisionTable, { name, type, options }: DecisionTable['inputs'][number]): Cell[] {
  const conditions = rules.flatMap(({ when }) => conditionOf(when, name) ?? [])
  const written = [...new Set(conditions.flatMap(({ in: some = [], from, to }) => [...some, ...[from, to].filter((bound) => bound !== undefined)]))]
  if (type === 'yesno') return [true, false, null]
  if (type === 'number') return [...new Set([...numbersAround(written), null])]
  if (options) return [...options, null]
  return [...new Set([...written, ...textsAround(written, type), null])]
}

/** Each number, one in each gap between two, and one beyond either end. */
function numbersAround(written: readonly Cell[]): number[] {
  const sorted = written.filter((cell) => typeof cell === 'number').toSorted((a, b) => a - b)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return [0]
  return sorted.flatMap((value, index) => [value, index + 1 < sorted.length ? between(value, sorted[index + 1] ?? value) : value]).concat(first - 1, last + 1)
}

/** A whole number where there is one: people and keys of a telephone give such. */
function between(low: number, high: number): number {
  return Math.floor(low) + 1 < high ? Math.floor(low) + 1 : (low + high) / 2
}

/** Texts beside each: just after it and before it in order, which is a gap between two bounds as well. */
function textsAround(written: readonly Cell[], type: string): string[] {
  const texts = written.filter((cell) => typeof cell === 'string')
  if (type === 'date') return [...texts.flatMap((date) => [day(date, -1), day(date, 1)]), '1970-01-01']
  if (type === 'time') return [...texts.flatMap((time) => [minute(time, -1), minute(time, 1)]), '00:00']
  let other = 'x'
  while (texts.includes(other)) other += 'x'
  return [other]
}

const dayMs = 86_400_000

function day(date: string, by: number): string {
  const ms = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(ms) ? date : new Date(ms + by * dayMs).toISOString().slice(0, 10)
}

function minute(time: string, by: number): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const at = Math.min(24 * 60 - 1, Math.max(0, hours * 60 + minutes + by))
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
}
