import { type HalfHours, type HoursState, type StateDifference, type StateRun, clockText, stateBits, statesOf } from '@madoguchi/engine'
import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { words } from '../words.ts'
import { dateText } from '../year/fiscal-year.ts'
import styles from './year-map.module.css'
import { dayWidth, differencePath, differentDays, halfHeight, statePaths } from './year-paths.ts'

interface YearMapDrawingProps {
  halves: HalfHours
  runs: readonly StateRun[]
  differences: readonly StateDifference[]
}

const states: readonly HoursState[] = ['open', 'closed', 'holiday', 'exception', 'emergency', 'error']
const [left, top] = [34, 18]

/** Days from left to right, the day from top to bottom. Pointing at it, or arrow keys, tell what a half-hour is. */
export function YearMapDrawing({ halves, runs, differences }: YearMapDrawingProps) {
  const t = useWords(words)
  const language = useLanguage()
  const paths = useMemo(() => statePaths(halves, runs), [halves, runs])
  const cells = useMemo(() => statesOf(halves, runs), [halves, runs])
  const [cell, setCell] = useState<number>()
  const width = halves.dates.length * dayWidth
  const inWords = (of: number) => {
    const found = states.filter((state) => ((cells[of] ?? 0) & stateBits[state]) !== 0)
    const minutes = (of % 48) * 30
    return `${dateText(halves.dates[Math.floor(of / 48)] ?? '', language)} ${clockText(minutes)}–${clockText(minutes + 30)} ${found.length === 0 ? t('skipped') : found.map((state) => t(`state.${state}`)).join(' / ')}`
  }
  const point = (event: PointerEvent<SVGRectElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const day = Math.floor(((event.clientX - box.left) / box.width) * halves.dates.length)
    const half = Math.floor(((event.clientY - box.top) / box.height) * 48)
    if (day >= 0 && day < halves.dates.length && half >= 0 && half < 48) setCell(day * 48 + half)
  }
  const press = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -48, ArrowRight: 48, PageUp: -48 * 28, PageDown: 48 * 28 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    setCell(Math.min(Math.max((cell ?? 0) + by, 0), cells.length - 1))
  }
  return (
    <div>
      <ul className={styles.legend} aria-label={t('legend')}>
        {states.filter((state) => paths[state] !== undefined).map((state) => (
          <li key={state}>
            <svg width={22} height={18} aria-hidden>
              <rect width={22} height={18} className={styles.ground} />
              <rect width={22} height={18} fill={fillOf(state)} />
            </svg>
            {t(`state.${state}`)}
          </li>
        ))}
        {differences.length > 0 && <li>▼ {t('differs')}</li>}
      </ul>
      {/* One stop for the keyboard: arrows walk over the half-hours, and the line below tells them. */}
      <div
        className={styles.scroll} tabIndex={0} role="slider" aria-label={t('mapLabel')} aria-orientation="horizontal" aria-valuemin={0} aria-valuemax={cells.length - 1} aria-valuenow={cell ?? 0}
        aria-valuetext={inWords(cell ?? 0)} onKeyDown={press}
      >
        <svg width={left + width + 8} height={top + 48 * halfHeight + 22} className={styles.map} aria-hidden>
          <Patterns />
          <Axes dates={halves.dates} />
          <g transform={`translate(${left} ${top})`}>
            <rect width={width} height={48 * halfHeight} className={styles.ground} />
            {states.map((state) => paths[state] !== undefined && <path key={state} d={paths[state]} fill={fillOf(state)} />)}
            {differences.length > 0 && <path d={differencePath(halves, differences)} className={styles.difference} />}
            {differentDays(halves, differences).map((day) => (
              <path key={day} d={`M${day * dayWidth - 3} -10h${dayWidth + 6}l${-(dayWidth / 2 + 3)} 8z`} className={styles.pin} />
            ))}
            {cell !== undefined && <rect x={Math.floor(cell / 48) * dayWidth - 1} y={(cell % 48) * halfHeight} width={dayWidth + 2} height={halfHeight} className={styles.cursor} />}
            <rect width={width} height={48 * halfHeight} fill="transparent" onPointerMove={point} onPointerLeave={() => setCell(undefined)} />
          </g>
        </svg>
      </div>
      <p className={styles.told}>{cell === undefined ? t('mapHelp') : inWords(cell)}</p>
    </div>
  )
}

const fillOf = (state: HoursState) => (state === 'open' ? 'var(--lit)' : `url(#hours-${state})`)

/** Told apart by pattern as well as by colour. */
function Patterns() {
  return (
    <defs>
      <pattern id="hours-closed" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" className={styles.closed} /></pattern>
      <pattern id="hours-holiday" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" className={styles.holiday} /><path d="M0 6L6 0" className={styles.holidayLine} /></pattern>
      <pattern id="hours-exception" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" className={styles.exception} /><path d="M0 2H4" className={styles.exceptionLine} /></pattern>
      <pattern id="hours-emergency" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" className={styles.emergency} /><path d="M0 0L6 6M6 0L0 6" className={styles.paperLine} /></pattern>
      <pattern id="hours-error" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" className={styles.error} /><path d="M0 0h3v3h-3zM3 3h3v3h-3z" className={styles.paper} /></pattern>
    </defs>
  )
}

function Axes({ dates }: { dates: readonly string[] }) {
  const language = useLanguage()
  const months = dates.flatMap((date, day) => (date.endsWith('-01') ? [{ day, month: Number(date.slice(5, 7)) }] : []))
  const name = (month: number) => (language === 'ja' ? `${month}月` : new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, month - 1, 1)))
  return (
    <g className={styles.axis}>
      {[0, 6, 9, 12, 15, 18, 24].map((hour) => (
        <text key={hour} x={left - 6} y={top + hour * 2 * halfHeight + 5} textAnchor="end">
          {hour}
        </text>
      ))}
      {months.map(({ day, month }) => (
        <g key={day}>
          <path d={`M${left + day * dayWidth} ${top}V${top + 48 * halfHeight + 6}`} className={styles.rule} />
          <text x={left + day * dayWidth + 4} y={top + 48 * halfHeight + 16}>
            {name(month)}
          </text>
        </g>
      ))}
    </g>
  )
}
