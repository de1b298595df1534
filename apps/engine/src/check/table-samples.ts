import type { DataTable, DecisionTable } from '@madoguchi/schemas'
import { comparableNumber, numberEntry } from '@madoguchi/sdk'
import type { Program, Step } from '../program.ts'
import { representatives } from '../tables/conditions.ts'

/** Values to try that the tables and lists of a program tell apart, so that a walk comes to everything that they can say. */
export interface TableSamples {
  /** As a caller would enter them: a key for each kind of row, and values on both sides of every bound. */
  digits: string[]
  /** Numbers that somebody could call from. */
  callers: string[]
}

/** Of the tables and lists that a call can come to. Rows that say the same are one kind: the first of them stands for all. */
export function tableSamples(program: Program): TableSamples {
  const digits = new Set<string>()
  const callers = new Set<string>()
  for (const { type, config } of askingSteps(program)) {
    const list = type.callers?.(config)
    const tables = [...(type.tables?.(config) ?? []).map(({ table }) => table), ...(list?.table ? [list.table.id] : [])]
    for (const { number } of list?.entries ?? []) for (const sample of numbersOf(number).slice(0, 1)) callers.add(sample)
    for (const id of tables) {
      const { data, decision } = program.documents.table.get(id) ?? {}
      const numbers = data?.keyType === 'phone' ? phoneKeys(program, id, data) : []
      const keys = data?.keyType === 'text' ? kindsOf(data).filter(isDigits) : []
      for (const number of numbers) callers.add(number)
      for (const value of [...numbers, ...keys, ...(decision ? inputsOf(decision) : [])]) digits.add(value)
    }
  }
  return { digits: [...digits], callers: [...callers] }
}

function askingSteps({ flows }: Program): Step[] {
  return [...flows.values()].flatMap(({ steps }) => [...steps.values()]).filter(({ type, skip }) => skip === undefined && (type.tables || type.callers))
}

/** The keys of the first row of each kind. */
function kindsOf({ rows }: DataTable): string[] {
  const kinds = new Map<string, string>()
  for (const { key, values } of rows) {
    const kind = JSON.stringify(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    if (!kinds.has(kind)) kinds.set(kind, key)
  }
  return [...kinds.values()]
}

/** Whole numbers that come to the row of each kind, also where a longer key lies inside a beginning. */
function phoneKeys({ tables }: Program, id: string, data: DataTable): string[] {
  const table = tables.get(id)
  return kindsOf(data).flatMap((key) => {
    const rule = `/data/rows/${data.rows.findIndex((row) => row.key === key)}`
    return numbersOf(key).find((number) => table?.lookup(number)?.rule === rule) ?? []
  })
}

/** Numbers that an entry stands for: itself, or its beginning filled up to a whole number in several ways. */
function numbersOf(written: string): string[] {
  const entry = numberEntry(written)
  if (!entry) return []
  const length = /^0[5-9]0/.test(entry.digits) ? 11 : 10
  return entry.prefix ? [...'1234567890'].map((digit) => entry.digits.padEnd(length, digit)) : [comparableNumber(written)]
}

function inputsOf(decision: DecisionTable): string[] {
  return decision.inputs.flatMap((input) => representatives(decision, input)).map(String).filter(isDigits)
}

function isDigits(text: string): boolean {
  return /^\d{1,20}$/.test(text)
}
