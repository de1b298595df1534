import { validate } from '@madoguchi/engine'
import { type CellValue, type DataTable, type DecisionRule, type DecisionTable, type Table, type TableColumn, documentSchemas } from '@madoguchi/schemas'
import type { Language } from '../i18n/language.ts'
import type { Documents } from '../editor/commands/index.ts'
import { cellText, conditionText, readCell, readCondition } from './cell-text.ts'

export const tablePath = (id: string) => `table/${id}.json`

/** A table of the draft; undefined while its JSON is none. */
export function tableOf(documents: Documents, path: string): Table | undefined {
  const value = documents[path]
  return value !== undefined && isTable(value) ? value : undefined
}

const isTable = (value: unknown): value is Table => validate(documentSchemas.table, value).length === 0

/** A table as a grid of texts: what both kinds have in common, so that one grid shows, edits, pastes and exports either. */
export interface Grid {
  columns: readonly GridColumn[]
  rows: readonly GridRow[]
}

export interface GridColumn {
  /** `key` and `note` are of every row; the others are columns of the table. */
  id: string
  kind: 'key' | 'note' | 'value' | 'condition' | 'result'
  column?: TableColumn
}

export interface GridRow {
  /** Where it lies in the document, for problems. */
  pointer: string
  cells: readonly string[]
}

export function gridOf(table: Table, language: Language): Grid {
  return table.decision ? decisionGrid(table.decision, language) : dataGrid(table.data ?? emptyData, language)
}

const emptyData: DataTable = { keyType: 'text', columns: [], rows: [] }

function dataGrid({ columns, rows }: DataTable, language: Language): Grid {
  return {
    columns: [{ id: 'key', kind: 'key' }, ...columns.map((column): GridColumn => ({ id: `value ${column.name}`, kind: 'value', column }))],
    rows: rows.map(({ key, values }, index) => ({ pointer: `/data/rows/${index}`, cells: [key, ...columns.map(({ name }) => cellText(values[name], language))] })),
  }
}

function decisionGrid({ inputs, results, rules, otherwise }: DecisionTable, language: Language): Grid {
  const cellsOf = ({ note, when, then }: Pick<DecisionRule, 'note' | 'when' | 'then'>) => [note ?? '', ...inputs.map(({ name }) => conditionText(when[name] ?? {}, language)), ...results.map(({ name }) => cellText(then[name], language))]
  return {
    columns: [
      { id: 'note', kind: 'note' },
      ...inputs.map((column): GridColumn => ({ id: `condition ${column.name}`, kind: 'condition', column })),
      ...results.map((column): GridColumn => ({ id: `result ${column.name}`, kind: 'result', column })),
    ],
    rows: [...rules.map((rule, index) => ({ pointer: `/decision/rules/${index}`, cells: cellsOf(rule) })), { pointer: '/decision/otherwise', cells: cellsOf({ when: {}, then: otherwise }) }],
  }
}

/** The table with cells set: `[row, column, text]`. Rows beyond the last are added; the row of a decision table for all other cases stays the last. */
export function withCells(table: Table, cells: readonly (readonly [row: number, column: number, text: string])[]): Table {
  if (table.decision) return { ...table, decision: cells.reduce(setDecisionCell, table.decision) }
  return { ...table, data: cells.reduce(setDataCell, table.data ?? emptyData) }
}

function setDataCell(data: DataTable, [at, column, text]: readonly [number, number, string]): DataTable {
  const rows = [...data.rows]
  while (rows.length <= at) rows.push({ key: '', values: {} })
  const row = rows[at] ?? { key: '', values: {} }
  const field = data.columns[column - 1]
  if (column === 0) rows[at] = { ...row, key: text.trim() }
  else if (field) rows[at] = { ...row, values: withValue(row.values, field, text) }
  return { ...data, rows }
}

function setDecisionCell(table: DecisionTable, [at, column, text]: readonly [number, number, string]): DecisionTable {
  const { inputs, results } = table
  const input = inputs[column - 1]
  const result = results[column - 1 - inputs.length]
  if (at === table.rules.length) return result ? { ...table, otherwise: withValue(table.otherwise, result, text) } : table
  const rules = [...table.rules]
  const rule = rules[at]
  if (!rule) return table
  if (column === 0) rules[at] = text.trim() === '' ? without(rule, 'note') : { ...rule, note: text }
  else if (input) {
    const condition = readCondition(input.type, text)
    rules[at] = { ...rule, when: condition ? { ...rule.when, [input.name]: condition } : without(rule.when, input.name) }
  } else if (result) rules[at] = { ...rule, then: withValue(rule.then, result, text) }
  return { ...table, rules }
}

function withValue(values: Readonly<Record<string, CellValue>>, { name, type }: TableColumn, text: string): Record<string, CellValue> {
  const value = readCell(type, text)
  return value === undefined ? without(values, name) : { ...values, [name]: value }
}

function without<T extends object, K extends PropertyKey>(object: T, key: K): Omit<T, K> & T {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key)) as Omit<T, K> & T
}

/** The table with a new row before the one at `at`. */
export function withRow(table: Table, at: number): Table {
  if (table.decision) {
    const { rules } = table.decision
    const then = Object.fromEntries(table.decision.results.flatMap(({ name }) => (Object.hasOwn(table.decision?.otherwise ?? {}, name) ? [[name, table.decision?.otherwise[name] ?? '']] : [])))
    return { ...table, decision: { ...table.decision, rules: rules.toSpliced(at, 0, { id: freeRuleId(rules), when: {}, then }) } }
  }
  const data = table.data ?? emptyData
  return { ...table, data: { ...data, rows: data.rows.toSpliced(at, 0, { key: '', values: {} }) } }
}

function freeRuleId(rules: readonly DecisionRule[]): string {
  const taken = new Set(rules.map(({ id }) => id))
  for (let number = rules.length + 1; ; number++) if (!taken.has(`rule-${number}`)) return `rule-${number}`
}

export function withoutRow(table: Table, at: number): Table {
  if (table.decision) return { ...table, decision: { ...table.decision, rules: table.decision.rules.toSpliced(at, 1) } }
  const data = table.data ?? emptyData
  return { ...table, data: { ...data, rows: data.rows.toSpliced(at, 1) } }
}

/** The rule at `at` one place further up (−1) or down (+1): rules are tried from above. */
export function withMovedRule(table: Table, at: number, by: -1 | 1): Table {
  const rule = table.decision?.rules[at]
  if (!table.decision || !rule || at + by < 0 || at + by >= table.decision.rules.length) return table
  return { ...table, decision: { ...table.decision, rules: table.decision.rules.toSpliced(at, 1).toSpliced(at + by, 0, rule) } }
}

/** What a form says of the columns. */
export type TableShape = Pick<DataTable, 'keyType' | 'columns'> | Pick<DecisionTable, 'inputs' | 'results'>

export function shapeOf(table: Table): TableShape {
  if (table.decision) return { inputs: table.decision.inputs, results: table.decision.results }
  const { keyType, columns } = table.data ?? emptyData
  return { keyType, columns }
}

/** The table with other columns. One that was renamed takes its values along; those of one that was removed go with it. */
export function withShape(table: Table, shape: TableShape): Table {
  if ('inputs' in shape && table.decision) {
    const { inputs, results, rules, otherwise } = table.decision
    const when = moving(inputs, shape.inputs)
    const then = moving(results, shape.results)
    return { ...table, decision: { ...shape, rules: rules.map((rule) => ({ ...rule, when: when(rule.when), then: then(rule.then) })), otherwise: then(otherwise) } }
  }
  if (!('columns' in shape) || table.decision) return table
  const { columns, rows } = table.data ?? emptyData
  const values = moving(columns, shape.columns)
  return { ...table, data: { ...shape, rows: rows.map((row) => ({ ...row, values: values(row.values) })) } }
}

/** With as many columns as before, the one that stands in the place of another has been renamed. */
function moving(before: readonly TableColumn[], after: readonly TableColumn[]): <V>(values: Readonly<Record<string, V>>) => Record<string, V> {
  const kept = new Set(after.map(({ name }) => name))
  const renamed = new Map(before.length === after.length ? before.flatMap(({ name }, index) => (kept.has(name) ? [] : [[name, after[index]?.name ?? name] as const])) : [])
  return (values) => Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (kept.has(name) || renamed.has(name) ? [[renamed.get(name) ?? name, value]] : [])))
}

/** A table of which nothing is written yet. */
export function emptyTable(id: string, title: string, kind: 'data' | 'decision'): Table {
  const head = { $schema: '../../../schemas/json/table.schema.json', kind: 'table', id, title: { ja: title } } as const
  if (kind === 'data') return { ...head, data: { keyType: 'text', columns: [{ name: 'value', title: { ja: '値', en: 'Value' }, type: 'text' }], rows: [] } }
  return { ...head, decision: { inputs: [{ name: 'input', title: { ja: '入力', en: 'Input' }, type: 'text' }], results: [{ name: 'result', title: { ja: '結果', en: 'Result' }, type: 'text' }], rules: [], otherwise: { result: '' } } }
}

/**
 * The data table with the rows of a file instead of its own: the first line names the columns (by name or title), the first column is the key.
 * @returns the names that the table does not have, and nothing is taken
 */
export function withCsvRows(table: Table, rows: readonly (readonly string[])[], titles: (column: TableColumn) => readonly string[]): Table | { unknown: string[] } {
  const data = table.data ?? emptyData
  const [head = [], ...body] = rows
  const found = head.slice(1).map((name) => data.columns.find((column) => column.name === name.trim() || titles(column).includes(name.trim())))
  const unknown = head.slice(1).filter((_, index) => !found[index])
  if (unknown.length > 0) return { unknown }
  const read = body.map((cells) => ({ key: (cells[0] ?? '').trim(), values: found.reduce<Record<string, CellValue>>((values, column, index) => (column ? withValue(values, column, cells[index + 1] ?? '') : values), {}) }))
  return { ...table, data: { ...data, rows: read } }
}
