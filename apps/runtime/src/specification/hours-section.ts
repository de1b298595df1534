import type { HoursTable, Program, ReadBundle } from '@madoguchi/engine'
import type { Hours, Period } from '@madoguchi/schemas'
import type { Content } from 'pdfmake/interfaces.js'
import type { FiscalYear, JapaneseDates } from './japanese-dates.ts'
import { documentName } from './names.ts'
import { type Cell, chapter, nothing, pairs, part, smaller, table, together } from './page-design.ts'

const weekdays = ['月曜日', '火曜日', '水曜日', '木曜日', '金曜日', '土曜日', '日曜日']
const stateJa: Record<string, string> = { open: '受付時間内', closed: '受付時間外', holiday: '休日', exception: '臨時の変更', emergency: '緊急閉所', error: '判定できない' }
const shownChanges = 12

interface HoursContext {
  read: ReadBundle
  program: Program | undefined
  dates: JapaneseDates
  printedAt: string
}

/** Each hours document: the week, what closes it, the days of this fiscal year that differ, and the next changes (次の切替, R13). */
export function hoursSection(number: number, context: HoursContext): Content[] {
  const documents = [...context.read.documents.hours.values()]
  if (documents.length === 0) return [chapter(number, '営業時間'), nothing('営業時間の設定はありません。')]
  return [chapter(number, '営業時間', { newPage: true }), ...documents.flatMap((hours) => oneDocument(number, hours, context))]
}

function oneDocument(number: number, hours: Hours, context: HoursContext): Content[] {
  const { read, program, dates, printedAt } = context
  const year = dates.fiscalYear(printedAt)
  const compiled = program?.hours.get(hours.id)
  const weekly = inherited(hours, 'weekly', read)
  const holidays = inherited(hours, 'holidays', read)
  return [
    part(`${hours.title.ja}（${hours.id}）`, number),
    ...(hours.description === undefined ? [] : [nothing(hours.description)]),
    pairs([
      ...weekdays.map((name, index) => [name, periodsJa(weekly?.[(index + 1) as 1])] as const),
      ['国民の祝日', holidays === undefined ? '曜日どおり（祝日も受け付けます）' : `休み（${documentName(read, 'holidays', holidays)}）`],
      ['毎年の休業', listOf(hours.closures?.map(({ title, from, until }) => `${title}: ${monthDay(from)}から${monthDay(until)}まで`))],
      ['第n曜日の規則', listOf(hours.rules?.map(({ title, nth, weekday, periods }) => `${title}: ${nth === -1 ? '最後' : `第${nth}`}${weekdays[weekday - 1] ?? ''} ${periodsJa(periods)}`))],
      ['緊急閉所', hours.emergency ? `${dates.short(hours.emergency.from)}から${dates.short(hours.emergency.until)}まで: ${hours.emergency.reason}` : 'なし'],
      ['引き継ぐ設定', hours.parent === undefined ? 'なし' : `${documentName(read, 'hours', hours.parent)}（この設定にない項目を引き継ぎます）`],
      ['タイムゾーン', inherited(hours, 'timeZone', read) ?? read.bundle?.timeZone ?? '－'],
    ]),
    smaller(`${year.title}の日付ごとの例外`),
    exceptionsOf(hours, year, dates),
    ...(compiled ? [smaller(`${year.title}の休日`), closedDays(compiled, year, dates), together(smaller('次の切替'), nextChanges(compiled, printedAt, dates))] : [nothing('この版は現在の製品で実行できないため、休日と次の切替は計算していません。')]),
  ]
}

/** A part of the document, else that of the nearest parent that has it. */
function inherited<Key extends 'weekly' | 'holidays' | 'timeZone'>(hours: Hours, key: Key, { documents }: ReadBundle): Hours[Key] {
  const seen = new Set<string>()
  for (let current: Hours | undefined = hours; current && !seen.has(current.id); current = current.parent === undefined ? undefined : documents.hours.get(current.parent)) {
    if (current[key] !== undefined) return current[key]
    seen.add(current.id)
  }
  return undefined
}

function periodsJa(periods: readonly Period[] | undefined): string {
  return periods && periods.length > 0 ? periods.map(([from, until]) => `${from}〜${until}`).join('、') : '休み'
}

function listOf(items: readonly string[] | undefined): string {
  return items && items.length > 0 ? items.join('\n') : 'なし'
}

function monthDay(text: string): string {
  const [month, day] = text.split('-').map(Number)
  return `${month}月${day}日`
}

function exceptionsOf(hours: Hours, { from, to }: FiscalYear, dates: JapaneseDates): Content {
  const rows = (hours.exceptions ?? [])
    .filter(({ date, until }) => (until ?? date) >= from && date <= to)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .map(({ date, until, periods, reason, approver }) => [until === undefined ? dates.date(date) : `${dates.date(date)}から\n${dates.date(until)}まで`, periods.length === 0 ? '終日休み' : periodsJa(periods), reason, approver ?? '－'])
  return rows.length === 0 ? nothing('例外はありません。') : table(['日付', '受付時間', '理由', '承認'], [176, 80, '*', 70], rows)
}

/** What the hours really decide on each day of the year: a holiday that falls on a Sunday is closed as a holiday, and said so. */
function closedDays(hours: HoursTable, { from, to }: FiscalYear, dates: JapaneseDates): Content {
  const days = hours.days(from, to).filter(({ state }) => state === 'holiday' || state === 'error')
  if (days.length === 0) return nothing('休日はありません。')
  const rows = days.map(({ date, state, name }): Cell[] => [dates.date(date), state === 'error' ? { text: '祝日の資料がない年です', bold: true } : (name ?? '－')])
  const half = Math.ceil(rows.length / 2)
  return { columns: [rows.slice(0, half), rows.slice(half)].map((part) => ({ ...table(['日付', '名称'], [143, '*'], part), fontSize: 8 })), columnGap: 10 }
}

function nextChanges(hours: HoursTable, printedAt: string, dates: JapaneseDates): Content {
  const now = Date.parse(printedAt)
  const changes = hours.changes(now, shownChanges)
  const rows = [
    [`${dates.instant(printedAt)}（印刷時）`, stateOf(hours, now)],
    ...changes.map(({ atMs }) => [dates.instant(new Date(atMs).toISOString()), stateOf(hours, atMs)]),
  ]
  return table(['日時', 'この時刻からの状態'], [230, '*'], rows)
}

function stateOf(hours: HoursTable, atMs: number): string {
  const { state, name } = hours.at(atMs)
  return `${stateJa[state] ?? state}${name === undefined ? '' : `（${name}）`}`
}
