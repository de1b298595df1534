import type { CellValue, TableColumn } from '@madoguchi/schemas'
import { type Cell, NodeError } from '@madoguchi/sdk'

type ColumnType = TableColumn['type']

const forms: Partial<Record<ColumnType, RegExp>> = { date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, time: /^([01]\d|2[0-3]):[0-5]\d$/ }

/** Whether a cell holds what its column is for. */
export function fits({ type, options }: Pick<TableColumn, 'type' | 'options'>, value: CellValue): boolean {
  if (type === 'number') return typeof value === 'number'
  if (type === 'yesno') return typeof value === 'boolean'
  return typeof value === 'string' && (forms[type]?.test(value) ?? true) && (options?.includes(value) ?? true)
}

/** Whether values of a column have an order that 以上 and 以下 can mean. Dates and times are written so that their texts have it. */
export function isOrdered(type: ColumnType): boolean {
  return type === 'number' || type === 'date' || type === 'time'
}

/**
 * What a flow has put in, as the column holds it: digits from a telephone are a text that stands for a number. Nothing, and an empty text, is null.
 * @throws NodeError `table-input`, without the value, which may be personal
 */
export function toCell({ name, type }: Pick<TableColumn, 'name' | 'type'>, value: unknown): Cell {
  if (value === undefined || value === null || value === '') return null
  const cell = typeof value === 'object' ? undefined : readers[type](value as CellValue)
  if (cell === undefined) throw new NodeError('table-input', `the input "${name}" is given a ${Array.isArray(value) ? 'list' : typeof value} that is no ${type}`)
  return cell
}

const readers: Record<ColumnType, (value: CellValue) => Cell | undefined> = {
  text: (value) => String(value),
  number: (value) => (typeof value === 'number' ? value : typeof value === 'string' ? readNumber(value) : undefined),
  yesno: (value) => (value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined),
  date: (value) => (typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(value)?.[0] : undefined),
  time: (value) => (typeof value === 'string' ? readTime(value) : undefined),
}

function readNumber(text: string): number | undefined {
  const written = text.normalize('NFKC').replaceAll(',', '').trim()
  return /^[+-]?\d+(\.\d+)?$/.test(written) ? Number(written) : undefined
}

/** `8:30`, or a date and time with or without seconds: the time as it is written there. */
function readTime(text: string): string | undefined {
  const [, hour, minute] = /^(?:\d{4}-\d{2}-\d{2}T)?(\d{1,2}):(\d{2})(?=$|:|Z|[+-])/.exec(text) ?? []
  return hour === undefined || minute === undefined ? undefined : `${hour.padStart(2, '0')}:${minute}`
}
