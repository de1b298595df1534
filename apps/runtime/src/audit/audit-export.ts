import { readAuditBody } from './audit-body.ts'
import type { StoredEntry } from './audit-search.ts'

export type ExportFormat = 'csv' | 'jsonl'

export interface ExportOptions {
  language: 'ja' | 'en'
  /** On whose clock times are written in the CSV. */
  timeZone: string
  /** Whether this is the first page: a CSV then begins with a byte-order mark and its header. */
  first: boolean
}

const headers = {
  ja: ['番号', '日時', '利用者ID', '氏名', '所属', '役割', '代行', '操作', '対象', '理由', '接続元', '詳細', '前のハッシュ', 'ハッシュ'],
  en: ['number', 'time', 'person id', 'name', 'organisation', 'roles', 'acting for', 'action', 'subject', 'reason', 'from', 'detail', 'previous hash', 'hash'],
} as const

/**
 * Entries as a text for auditors. `csv`: RFC 4180, UTF-8 with a byte-order mark, so that Excel reads it. `jsonl`: one object a line with the
 * stored body as a string, so that the hashes can be computed again anywhere (see audit-hash.ts).
 */
export function toExport(format: ExportFormat, entries: readonly StoredEntry[], { language, timeZone, first }: ExportOptions): string {
  if (format === 'jsonl') return entries.map(({ n, previous_hash: previousHash, hash, body }) => `${JSON.stringify({ n: Number(n), previousHash, hash, body })}\n`).join('')
  const time = timeFormat(timeZone)
  const header = headers[language].map((name) => (name === headers[language][1] ? `${name} (${timeZone})` : name))
  return (first ? `\uFEFF${toCsvLine(header)}` : '') + entries.map((entry) => toCsvLine(toCells(entry, time))).join('')
}

function toCells({ n, at, body, previous_hash: previousHash, hash }: StoredEntry, time: (at: Date) => string): string[] {
  const told = readAuditBody(body)
  if (told === undefined) return [n, time(at), '', '', '', '', '', '', '', '', '', body, previousHash, hash]
  const { who, action, subject, reason, from, detail } = told
  return [
    n, time(new Date(told.at)), who.id, who.name, who.organisation, who.roles.join(' '), who.actingFor ?? '', action, subject, reason ?? '', from,
    detail === undefined ? '' : JSON.stringify(detail), previousHash, hash,
  ]
}

const toCsvLine = (cells: readonly string[]) => `${cells.map(toCell).join(',')}\r\n`

/** What begins like a formula would be computed by a spreadsheet; an apostrophe in front makes it text again. */
function toCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

function timeFormat(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 })
  return (at) => format.format(at).replace(',', '.')
}
