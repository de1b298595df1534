import type { DayHours } from '@madoguchi/engine'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { periodsText } from '../../telephone/hours-in-words.ts'
import { weekdayName } from '../../telephone/clock-text.ts'
import { words } from '../words.ts'
import type { DayMark } from './day-mark.ts'
import { type Month, dateText, daysOn, fiscalYearText, monthText, monthsOf } from './fiscal-year.ts'
import styles from './year.module.css'

export type MarkedDay = DayHours & { mark: DayMark }

interface YearCalendarProps {
  year: number
  days: ReadonlyMap<string, MarkedDay>
  /** Holidays that the official notice has not fixed yet. */
  estimated: ReadonlySet<string>
  today: string
  onOpen(date: string): void
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** Twelve months of buttons, one stop of the tabulator for all of them: arrow keys go from day to day and over the months. */
export function YearCalendar({ year, days, estimated, today, onOpen }: YearCalendarProps) {
  const language = useLanguage()
  const calendar = useRef<HTMLDivElement>(null)
  const months = monthsOf(year)
  const [wanted, setWanted] = useState(today)
  const cursor = days.has(wanted) ? wanted : days.has(today) ? today : (months[0]?.dates[0] ?? today)
  const press = (event: KeyboardEvent) => {
    const step = steps[event.key] ?? (event.key === 'PageUp' ? -28 : event.key === 'PageDown' ? 28 : 0)
    const next = daysOn(cursor, step)
    if (step === 0 || !days.has(next)) return
    event.preventDefault()
    setWanted(next)
    calendar.current?.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus()
  }
  return (
    <div className={styles.months} ref={calendar} role="group" aria-label={fiscalYearText(year, language)}>
      {months.map((month) => (
        <MonthTable key={month.id} month={month} days={days} estimated={estimated} today={today} cursor={cursor} onKeyDown={press} onOpen={(date) => { setWanted(date); onOpen(date) }} />
      ))}
    </div>
  )
}

interface MonthTableProps extends Omit<YearCalendarProps, 'year'> {
  month: Month
  cursor: string
  onKeyDown(event: KeyboardEvent): void
}

function MonthTable({ month, days, estimated, today, cursor, onKeyDown, onOpen }: MonthTableProps) {
  const language = useLanguage()
  const cells = [...Array.from<undefined>({ length: month.lead }), ...month.dates]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7))
  return (
    <table className={styles.month}>
      <caption>{monthText(month.id, language)}</caption>
      <thead>
        <tr>
          {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
            <th key={weekday} scope="col" abbr={weekdayName(weekday, language)}>
              {weekdayName(weekday, language).slice(0, language === 'ja' ? 1 : 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          <tr key={index}>
            {week.map((date, at) => (
              <td key={date ?? `lead ${at}`}>{date !== undefined && <DayButton date={date} day={days.get(date)} estimated={estimated.has(date)} isToday={date === today} isCursor={date === cursor} onKeyDown={onKeyDown} onOpen={onOpen} />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface DayButtonProps {
  date: string
  day: MarkedDay | undefined
  estimated: boolean
  isToday: boolean
  isCursor: boolean
  onKeyDown(event: KeyboardEvent): void
  onOpen(date: string): void
}

function DayButton({ date, day, estimated, isToday, isCursor, onKeyDown, onOpen }: DayButtonProps) {
  const t = useWords(words)
  const language = useLanguage()
  const mark = day?.mark ?? 'ordinary'
  const what = [t(`kind.${mark}`), day?.name, estimated ? t('estimated') : undefined, day && day.periods.length > 0 ? periodsText(day.periods.map(([from, until]) => [from, until])) : t('closedAllDay')]
  return (
    <button
      type="button" className={styles.date} data-date={date} data-today={isToday || undefined} aria-current={isToday ? 'date' : undefined} tabIndex={isCursor ? 0 : -1}
      aria-label={`${dateText(date, language)} ${what.filter((one) => one !== undefined).join(' ')}`} title={day?.name} onKeyDown={onKeyDown} onClick={() => onOpen(date)}
    >
      <span>{Number(date.slice(8))}</span>
      {mark !== 'ordinary' && (
        <span className={styles.mark} data-mark={mark} data-estimated={estimated || undefined} data-opens={(day?.state === 'open' && mark !== 'weekday-off') || undefined}>
          {t(`mark.${mark}`)}
        </span>
      )}
    </button>
  )
}
