import { type HolidayFault, type HolidayFile, type HolidayRow, realDate } from './read-holiday-file.ts'

interface ContentLine {
  line: number
  name: string
  parameters: string
  value: string
}

/** The longest whole-day event that is read as holidays; longer ones are seasons, not holidays. */
const mostDays = 31

/** Whole-day events of an iCalendar text (RFC 5545 §3.6.1). Repeating events and times of the day are no dates of holidays, and are told. */
export function readCalendar(text: string): HolidayFile {
  const rows: HolidayRow[] = []
  const faults: HolidayFault[] = []
  let event: ContentLine[] | undefined
  for (const line of unfolded(text)) {
    if (line.name === 'BEGIN' && line.value.toUpperCase() === 'VEVENT') event = []
    else if (line.name === 'END' && line.value.toUpperCase() === 'VEVENT') {
      const read = event && readEvent(event, line.line)
      rows.push(...(read?.rows ?? []))
      faults.push(...(read?.faults ?? []))
      event = undefined
    } else event?.push(line)
  }
  if (event) faults.push({ said: { ja: 'カレンダーが途中で終わっています（END:VEVENT がありません）。もう一度ダウンロードしてください。', en: 'The calendar ends inside an event (no END:VEVENT). Download it again.' } })
  else if (rows.length === 0 && faults.length === 0) faults.push({ said: { ja: 'カレンダーに終日の予定が一つもありません。', en: 'The calendar holds no whole-day event.' } })
  return { rows, faults }
}

/** Content lines: a line that begins with a blank goes on with the one before (RFC 5545 §3.1). */
function unfolded(text: string): ContentLine[] {
  const lines: { line: number; text: string }[] = []
  for (const [index, part] of text.split(/\r\n|\n|\r/).entries()) {
    const last = lines.at(-1)
    if (/^[ \t]/.test(part) && last) last.text += part.slice(1)
    else lines.push({ line: index + 1, text: part })
  }
  return lines.flatMap(({ line, text: whole }) => {
    // A parameter may hold a colon inside quotation marks.
    const [, name, parameters = '', value = ''] = /^([A-Za-z0-9-]+)((?:;[^=;:]+=(?:"[^"]*"|[^";:]*))*):(.*)$/s.exec(whole) ?? []
    return name === undefined ? [] : [{ line, name: name.toUpperCase(), parameters: parameters.toUpperCase(), value }]
  })
}

function readEvent(event: readonly ContentLine[], endLine: number): { rows: HolidayRow[]; faults: HolidayFault[] } {
  const get = (name: string) => event.find((line) => line.name === name)
  const start = get('DTSTART')
  const name = unescaped(get('SUMMARY')?.value ?? '').trim()
  const at = start?.line ?? endLine
  const fault = (ja: string, en: string) => ({ rows: [], faults: [{ line: at, said: { ja, en } }] })
  if (get('STATUS')?.value.toUpperCase() === 'CANCELLED') return { rows: [], faults: [] }
  if (!start) return fault('予定に開始日（DTSTART）がありません。', 'An event has no beginning (DTSTART).')
  if (get('RRULE')) return fault(`「${name}」は繰り返しの予定です。祝日は年ごとの日付で登録します（春分の日などは計算で決まらないため）。`, `"${name}" repeats. Holidays are dates of their year, since equinoxes cannot be computed.`)
  if (start.value.includes('T') || /VALUE=DATE-TIME/.test(start.parameters)) return fault(`「${name}」は終日の予定ではありません。`, `"${name}" is no whole-day event.`)
  const from = readBasicDate(start.value)
  if (from === undefined) return fault(`日付「${start.value}」は暦にないか、読めません。`, `The date "${start.value}" does not exist or cannot be read.`)
  if (name === '') return fault(`${from} の予定に名称（SUMMARY）がありません。`, `The event of ${from} has no name (SUMMARY).`)
  const dates = datesOf(from, get('DTEND')?.value)
  return dates ? { rows: dates.map((date) => ({ line: at, date, name })), faults: [] } : fault(`「${name}」の終わり（DTEND）が読めないか、長すぎます（${mostDays}日まで）。`, `The end (DTEND) of "${name}" cannot be read, or is too far (at most ${mostDays} days).`)
}

const readBasicDate = (text: string) => (/^\d{8}$/.test(text) ? realDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`) : undefined)

/** The end of an event is the first day outside; left out it is one day (RFC 5545 §3.6.1). */
function datesOf(from: string, end: string | undefined): string[] | undefined {
  const dayMs = 86_400_000
  const until = end === undefined ? undefined : readBasicDate(end)
  if (end !== undefined && until === undefined) return undefined
  const days = until === undefined ? 1 : Math.max(1, (Date.parse(until) - Date.parse(from)) / dayMs)
  return days > mostDays ? undefined : Array.from({ length: days }, (_, day) => new Date(Date.parse(from) + day * dayMs).toISOString().slice(0, 10))
}

/** RFC 5545 §3.3.11 */
function unescaped(text: string): string {
  return text.replaceAll(/\\([\\;,Nn])/g, (_, character: string) => (character.toLowerCase() === 'n' ? ' ' : character))
}
