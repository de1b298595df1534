import type { DataTable, DecisionTable, Table, TableColumn } from '@madoguchi/schemas'
import { type Cell, NodeError, type NumberEntry, type ReleaseTable, type Row, type TableAnswer, comparableNumber, numberEntry } from '@madoguchi/sdk'
import { toCell } from './cells.ts'
import { conditionOf, holds } from './conditions.ts'

/** A table ready to be asked; what is wrong with it (`tableProblems`) is not looked at here again. */
export function compileTable({ id, data, decision }: Table): ReleaseTable {
  const lookup = data && compileLookup(data)
  return {
    lookup(key) {
      if (!lookup) throw new NodeError('table-use', `the table "${id}" is no data table and has no keys`)
      return lookup(key)
    },
    decide(inputs) {
      if (!decision) throw new NodeError('table-use', `the table "${id}" is no decision table`)
      return decide(decision, inputs)
    },
  }
}

function compileLookup({ keyType, columns, rows }: DataTable): (key: unknown) => TableAnswer | undefined {
  const answers = rows.map(({ key, values }, index): [key: string, answer: TableAnswer] => [key, { row: rowOf(columns, values), rule: `/data/rows/${index}` }])
  return keyType === 'phone' ? byNumber(answers) : byText(answers)
}

function byText(answers: readonly (readonly [key: string, answer: TableAnswer])[]): (key: unknown) => TableAnswer | undefined {
  const known = new Map(answers.toReversed())
  return (key) => {
    const text = toCell({ name: 'key', type: 'text' }, key)
    return text === null ? undefined : known.get(String(text))
  }
}

/** A whole number, else the longest beginning of it. Where two rows have one key, which is a problem, the first holds. */
function byNumber(answers: readonly (readonly [key: string, answer: TableAnswer])[]): (key: unknown) => TableAnswer | undefined {
  const whole = new Map<string, TableAnswer>()
  const beginnings = new Map<string, TableAnswer>()
  for (const [key, answer] of answers) {
    const entry: NumberEntry | undefined = numberEntry(key)
    const known = entry?.prefix ? beginnings : whole
    if (entry && !known.has(entry.digits)) known.set(entry.digits, answer)
  }
  return (key) => {
    const text = toCell({ name: 'key', type: 'text' }, key)
    const number = text === null ? '' : comparableNumber(String(text))
    const found = whole.get(number)
    if (found || number === '') return found
    for (let length = number.length; length > 0; length--) {
      const answer = beginnings.get(number.slice(0, length))
      if (answer) return answer
    }
    return undefined
  }
}

function decide({ inputs, results, rules, otherwise }: DecisionTable, given: Readonly<Record<string, unknown>>): TableAnswer {
  const cells = new Map(inputs.map((input) => [input.name, toCell(input, Object.hasOwn(given, input.name) ? given[input.name] : undefined)]))
  const index = rules.findIndex(({ when }) => inputs.every(({ name }) => holds(conditionOf(when, name), cells.get(name) ?? null)))
  const hit = rules[index]
  return hit ? { row: rowOf(results, hit.then), rule: `/decision/rules/${index}` } : { row: rowOf(results, otherwise), rule: '/decision/otherwise' }
}

function rowOf(columns: readonly TableColumn[], values: Readonly<Record<string, Cell>>): Row {
  return Object.fromEntries(columns.map(({ name }) => [name, Object.hasOwn(values, name) ? (values[name] ?? null) : null]))
}
