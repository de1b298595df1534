import type { BothLanguages, CellValue, DataTable, DecisionTable, Problem, Table, TableColumn, TableCondition } from '@madoguchi/schemas'
import { numberEntry, numberEntryPattern, repeated } from '@madoguchi/sdk'
import { escapePointer } from '../json-pointer.ts'
import { problem } from '../problems.ts'
import { fits, isOrdered } from './cells.ts'
import { holds, representatives } from './conditions.ts'
import { unreachableRules } from './unreachable-rules.ts'

/** Everything that is wrong with a table by itself, in document order. */
export function tableProblems(table: Table): Problem[] {
  const document = `table/${table.id}`
  const parts = [table.data, table.decision].filter((part) => part !== undefined)
  if (parts.length !== 1) return [problem('table-shape', { document, pointer: '' }, { count: parts.length })]
  return [...(table.data ? dataProblems(document, table.data) : []), ...(table.decision ? decisionProblems(document, table.decision) : [])]
}

function dataProblems(document: string, { keyType, columns, rows }: DataTable): Problem[] {
  const at = (pointer: string) => ({ document, pointer: `/data${pointer}` })
  const first = new Map<string, string>()
  return [
    ...columnsTwice(document, '/data/columns', columns),
    ...rows.flatMap(({ key, values }, index): Problem[] => {
      const found = cellProblems(document, `/data/rows/${index}/values`, columns, values)
      if (key === '') return [problem('table-key-missing', at(`/rows/${index}/key`), { row: index + 1 }), ...found]
      if (keyType === 'phone' && !new RegExp(numberEntryPattern).test(key)) return [problem('table-key-form', at(`/rows/${index}/key`), { key }), ...found]
      const compared = keyOf(keyType, key)
      const other = first.get(compared)
      if (other === undefined) first.set(compared, key)
      return other === undefined ? found : [problem('table-key-twice', at(`/rows/${index}/key`), { key, other }), ...found]
    }),
  ]
}

/** Two ways of writing one number are one key. */
function keyOf(keyType: DataTable['keyType'], key: string): string {
  const entry = keyType === 'phone' ? numberEntry(key) : undefined
  return entry ? `${entry.digits}${entry.prefix ? '*' : ''}` : key
}

function decisionProblems(document: string, table: DecisionTable): Problem[] {
  const { inputs, results, rules, otherwise } = table
  const found = [
    ...columnsTwice(document, '/decision/inputs', inputs),
    ...columnsTwice(document, '/decision/results', results),
    ...repeated(rules.map(({ id }) => id)).map((index) => problem('table-key-twice', { document, pointer: `/decision/rules/${index}/id` }, { key: rules[index]?.id ?? '', other: rules[index]?.id ?? '' })),
    ...rules.flatMap(({ when, then }, index) => [
      ...Object.entries(when).flatMap(([name, condition]) => conditionProblems(document, `/decision/rules/${index}/when/${escapePointer(name)}`, table, { name, condition })),
      ...cellProblems(document, `/decision/rules/${index}/then`, results, then, 'all'),
    ]),
    ...cellProblems(document, '/decision/otherwise', results, otherwise, 'all'),
  ]
  // Which rows are covered can only be said of conditions that mean something.
  if (found.length > 0) return found
  const { places, complete } = unreachableRules(table)
  const unreachable = places.map((index) => problem('table-row-unreachable', { document, pointer: `/decision/rules/${index}` }, { rule: rules[index]?.id ?? '' }))
  return complete ? unreachable : [...unreachable, problem('table-too-large-to-prove', { document, pointer: '/decision/rules' })]
}

function columnsTwice(document: string, pointer: string, columns: readonly TableColumn[]): Problem[] {
  return repeated(columns.map(({ name }) => name)).map((index) => problem('table-column-twice', { document, pointer: `${pointer}/${index}/name` }, { column: columns[index]?.name ?? '' }))
}

/** @param needed whether every column must have a value */
function cellProblems(document: string, pointer: string, columns: readonly TableColumn[], values: Readonly<Record<string, CellValue>>, needed: 'all' | 'some' = 'some'): Problem[] {
  const found = Object.entries(values).flatMap(([name, value]): Problem[] => {
    const column = columns.find((candidate) => candidate.name === name)
    const place = { document, pointer: `${pointer}/${escapePointer(name)}` }
    if (!column) return [unknownColumn(place, name, columns)]
    return fits(column, value) ? [] : [notOfType(place, column)]
  })
  const missing = needed === 'all' ? columns.filter(({ name }) => !Object.hasOwn(values, name)) : []
  return [...found, ...missing.map(({ name }) => problem('table-result-missing', { document, pointer }, { column: name }))]
}

function conditionProblems(document: string, pointer: string, table: DecisionTable, { name, condition }: { name: string; condition: TableCondition }): Problem[] {
  const column = table.inputs.find((input) => input.name === name)
  if (!column) return [unknownColumn({ document, pointer }, name, table.inputs)]
  const { in: some = [], from, to } = condition
  const wrong = some.flatMap((value, index) => (fits(column, value) ? [] : [notOfType({ document, pointer: `${pointer}/in/${index}` }, column)]))
  const bounds = [['from', from], ['to', to]] as const
  const unbounded = bounds.flatMap(([key, bound]): Problem[] => {
    if (bound === undefined) return []
    if (!isOrdered(column.type)) return [problem('table-bound', { document, pointer: `${pointer}/${key}` }, { column: name })]
    return fits({ type: column.type }, bound) ? [] : [notOfType({ document, pointer: `${pointer}/${key}` }, column)]
  })
  if (wrong.length + unbounded.length > 0) return [...wrong, ...unbounded]
  return representatives(table, column).some((value) => holds(condition, value)) ? [] : [problem('table-never-holds', { document, pointer }, { column: name })]
}

function unknownColumn(place: { document: string; pointer: string }, column: string, columns: readonly TableColumn[]): Problem {
  return problem('table-unknown-column', place, { column, known: columns.map(({ name }) => name).join(', ') || '—' })
}

const typeNames: Record<TableColumn['type'], BothLanguages> = {
  text: { ja: '文字', en: 'text' }, number: { ja: '数値', en: 'number' }, yesno: { ja: 'はい・いいえ', en: 'yes or no' }, date: { ja: '日付', en: 'date' }, time: { ja: '時刻', en: 'time' },
}
const written: Record<TableColumn['type'], BothLanguages> = {
  text: { ja: '文字を書いてください。', en: 'Write a text.' },
  number: { ja: '数値を、引用符を付けずに書いてください。', en: 'Write a number, without quotation marks.' },
  yesno: { ja: 'true か false を書いてください。', en: 'Write true or false.' },
  date: { ja: '2026-11-24 のように書いてください。', en: 'Write it like 2026-11-24.' },
  time: { ja: '08:30 のように書いてください。', en: 'Write it like 08:30.' },
}

function notOfType(place: { document: string; pointer: string }, { name, type, options }: TableColumn): Problem {
  const expected = options ? { ja: `選べる値: ${options.join('、')}`, en: `Possible values: ${options.join(', ')}` } : written[type]
  return problem('table-value', place, { column: name, type: typeNames[type], expected })
}
