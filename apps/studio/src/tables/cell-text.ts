import type { CellValue, TableColumn, TableCondition } from '@madoguchi/schemas'
import type { Language } from '../i18n/language.ts'

type ColumnType = TableColumn['type']

const yes = new Set(['はい', 'true', 'yes', '○', '〇'])
const no = new Set(['いいえ', 'false', 'no', '×', '✕'])

/** A value as people read and type it. */
export function cellText(value: CellValue | undefined, language: Language): string {
  if (value === undefined) return ''
  if (typeof value === 'boolean') return language === 'ja' ? (value ? 'はい' : 'いいえ') : value ? 'yes' : 'no'
  return String(value)
}

/**
 * What somebody has typed or pasted, as a column holds it: `１，２００` is a number, `2026/1/5` a date, `8:30` a time. What does not fit stays the
 * text that it is, so nothing typed is lost, and the check says what is wrong with it. Undefined for nothing.
 */
export function readCell(type: ColumnType, typed: string): CellValue | undefined {
  const text = typed.trim()
  if (text === '') return undefined
  return readers[type](text.normalize('NFKC')) ?? text
}

const readers: Record<ColumnType, (text: string) => CellValue | undefined> = {
  text: () => undefined,
  number: (text) => (/^[+-]?\d{1,3}(,\d{3})*(\.\d+)?$|^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text.replaceAll(',', '')) : undefined),
  yesno: (text) => (yes.has(text.toLowerCase()) ? true : no.has(text.toLowerCase()) ? false : undefined),
  date: (text) => joined(/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text), '-'),
  time: (text) => joined(/^(\d{1,2})[:時](\d{2})分?$/.exec(text), ':'),
}

function joined(found: RegExpExecArray | null, separator: string): string | undefined {
  return found?.slice(1).map((part) => part.padStart(2, '0')).join(separator)
}

/** A condition in one line: `A、B` for one of them, `10～20` from and to, `10～` from, `～20` to; nothing for anything. */
export function conditionText({ in: some, from, to }: TableCondition, language: Language): string {
  const bounds = from === undefined && to === undefined ? [] : [`${cellText(from, language)}～${cellText(to, language)}`]
  return [...(some ?? []).map((value) => quoted(cellText(value, language))), ...bounds].join('、')
}

function quoted(text: string): string {
  return /[、，,"～~〜]|^\s|\s$|^$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The condition that somebody has typed; undefined for anything. Bounds are read only of columns whose values have an order. */
export function readCondition(type: ColumnType, typed: string): TableCondition | undefined {
  const condition: TableCondition = {}
  for (const part of parts(typed, type === 'number')) {
    const range = part.quoted || !ordered.has(type) ? undefined : /^(.*?)\s*[～~〜]\s*(.*)$/.exec(part.text)
    const [from, to] = range ? [readCell(type, range[1] ?? ''), readCell(type, range[2] ?? '')] : []
    if (range) Object.assign(condition, bound('from', from), bound('to', to))
    else {
      const value = part.quoted ? part.text : readCell(type, part.text)
      if (value !== undefined) condition.in = [...(condition.in ?? []), value]
    }
  }
  return Object.keys(condition).length === 0 ? undefined : condition
}

const ordered = new Set<ColumnType>(['number', 'date', 'time'])

function bound(key: 'from' | 'to', value: CellValue | undefined): TableCondition {
  return value === undefined || typeof value === 'boolean' ? {} : { [key]: value }
}

interface Part {
  text: string
  quoted: boolean
}

/** What stands between commas; a part in quotation marks may hold commas itself, and a number those between its thousands. */
function parts(text: string, numbers: boolean): Part[] {
  const pattern = numbers ? /"((?:[^"]|"")*)"|(?:[^、,]|(?<=\d),(?=\d{3}(?!\d)))+/g : /"((?:[^"]|"")*)"|[^、，,]+/g
  return [...(numbers ? text.normalize('NFKC') : text).matchAll(pattern)].flatMap(([whole, inner]): Part[] => {
    if (inner !== undefined) return [{ text: inner.replaceAll('""', '"'), quoted: true }]
    const plain = whole.trim()
    return plain === '' ? [] : [{ text: plain, quoted: false }]
  })
}
