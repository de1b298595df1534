import { parse } from 'csv-parse/browser/esm/sync'
import type { BothLanguages } from '@madoguchi/schemas'
import { readCalendar } from './read-calendar.ts'

export interface HolidayRow {
  /** Line of the file, from 1. */
  line: number
  date: string
  name: string
}

/** Something that keeps a file from being taken, at a line where there is one. */
export interface HolidayFault {
  line?: number | undefined
  said: BothLanguages
}

export interface HolidayFile {
  rows: readonly HolidayRow[]
  faults: readonly HolidayFault[]
}

/** Holidays of a century are 2,000 lines; more is another file. */
const mostBytes = 1_000_000
const header = ['国民の祝日・休日月日', '国民の祝日・休日名称']

/**
 * Reads the CSV of the Cabinet Office (Shift_JIS or UTF-8, header 国民の祝日・休日月日,国民の祝日・休日名称, dates as 2026/1/1) or an iCalendar
 * file (RFC 5545, whole-day events). Everything wrong is told at its line; with one fault nothing should be taken.
 */
export function readHolidayFile(name: string, bytes: Uint8Array): HolidayFile {
  if (bytes.length > mostBytes) return refused({ ja: `「${name}」は大きすぎます（1 MBまで）。内閣府の syukujitsu.csv か、祝日だけのカレンダーを選んでください。`, en: `"${name}" is too large (at most 1 MB). Choose the Cabinet Office's syukujitsu.csv or a calendar of holidays only.` })
  const decoded = decode(bytes)
  if ('fault' in decoded) return { rows: [], faults: [decoded.fault] }
  const text = decoded.text.replace(/^\uFEFF/, '')
  const read = /^BEGIN:VCALENDAR/i.test(text.trimStart()) ? readCalendar(text) : readCsv(name, text)
  return { rows: read.rows, faults: [...read.faults, ...repeated(read.rows)] }
}

const refused = (said: BothLanguages): HolidayFile => ({ rows: [], faults: [{ said }] })

function decode(bytes: Uint8Array): { text: string } | { fault: HolidayFault } {
  const utf8 = tryDecode('utf-8', bytes)
  if (utf8 !== undefined) return looksLike('iso-2022-jp', bytes) ? { fault: wrongEncoding('ISO-2022-JP') } : { text: utf8 }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return { fault: wrongEncoding('UTF-16') }
  // Most of EUC-JP can be read as Shift_JIS as well, as nonsense; the header tells which it is.
  if (looksLike('euc-jp', bytes)) return { fault: wrongEncoding('EUC-JP') }
  const shiftJis = tryDecode('shift_jis', bytes)
  if (shiftJis !== undefined) return { text: shiftJis }
  const line = lineOfFault(bytes)
  return { fault: { line, said: { ja: `${line}行目に、Shift_JISでもUTF-8でもない文字があります。ファイルが壊れているか、別の文字コードです。内閣府のサイトからもう一度ダウンロードしてください。`, en: `Line ${line} holds characters that are neither Shift_JIS nor UTF-8. The file is damaged or in another encoding; download it again from the Cabinet Office.` } } }
}

function tryDecode(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function looksLike(encoding: string, bytes: Uint8Array): boolean {
  return tryDecode(encoding, bytes)?.startsWith(header[0] ?? '') === true
}

function wrongEncoding(encoding: string): HolidayFault {
  return { said: { ja: `文字コードが${encoding}です。Shift_JISかUTF-8で保存し直してから、もう一度選んでください。何も変更していません。`, en: `The file is in ${encoding}. Save it as Shift_JIS or UTF-8 and choose it again. Nothing was changed.` } }
}

function lineOfFault(bytes: Uint8Array): number {
  let from = 0
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(0x0a, from)
    if (tryDecode('shift_jis', bytes.subarray(from, end === -1 ? undefined : end)) === undefined || end === -1) return line
    from = end + 1
  }
}

function readCsv(name: string, text: string): HolidayFile {
  let lines: { record: string[]; info: { lines: number } }[]
  try {
    lines = parse(text, { relax_column_count: true, skip_empty_lines: true, info: true }) as unknown as typeof lines
  } catch {
    return refused({ ja: `「${name}」はCSVとして読めません。引用符「"」の数を確かめてください。`, en: `"${name}" cannot be read as CSV. Look whether quotation marks match.` })
  }
  const [first, ...rest] = lines
  if (!first || header.some((title, column) => first.record[column]?.trim() !== title)) {
    const found = (first?.record ?? []).join(',').slice(0, 60)
    return refused({ ja: `見出しが内閣府のCSVと違います。1行目は「${header.join(',')}」のはずですが、「${found}」でした。別のファイルか、文字コードが違います。`, en: `The header is not that of the Cabinet Office's CSV: the first line should be "${header.join(',')}" and is "${found}". It is another file, or in another encoding.` })
  }
  const rows: HolidayRow[] = []
  const faults: HolidayFault[] = []
  for (const { record: [dateCell = '', nameCell = ''], info } of rest) {
    const date = readDate(dateCell)
    const title = nameCell.trim()
    if (date === undefined) faults.push({ line: info.lines, said: { ja: `日付「${dateCell}」は暦にないか、読めません。2026/1/1 のような日付に直してください。`, en: `The date "${dateCell}" does not exist or cannot be read. Write it like 2026/1/1.` } })
    else if (title === '') faults.push({ line: info.lines, said: { ja: `${date} の名称がありません。`, en: `${date} has no name.` } })
    else rows.push({ line: info.lines, date, name: title })
  }
  if (rows.length === 0 && faults.length === 0) return refused({ ja: `「${name}」に祝日が一つもありません。`, en: `"${name}" holds no holiday.` })
  return { rows, faults }
}

/** `2026/1/1` or `2026-01-01` as `2026-01-01`; undefined for what no calendar has. */
export function readDate(text: string): string | undefined {
  const [, year, month = '', day = ''] = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/.exec(text.trim()) ?? []
  return year === undefined ? undefined : realDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

export function realDate(date: string): string | undefined {
  const ms = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date) ? date : undefined
}

function repeated(rows: readonly HolidayRow[]): HolidayFault[] {
  const seen = new Map<string, HolidayRow>()
  return rows.flatMap((row) => {
    const first = seen.get(row.date)
    if (!first) seen.set(row.date, row)
    if (!first) return []
    return [{ line: row.line, said: { ja: `${row.date} が${first.line}行目（${first.name}）にもあります。どちらかを消してください。`, en: `${row.date} is in line ${first.line} (${first.name}) as well. Remove one of them.` } }]
  })
}
