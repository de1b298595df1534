import type { Period } from '@madoguchi/schemas'
import { type KeyboardEvent, useId, useRef } from 'react'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { weekdayName } from '../../telephone/clock-text.ts'
import { words } from '../words.ts'
import { type Weekday, useWeekDrag, weekdays } from './use-week-drag.ts'
import { dayMinutes, moved, openMinutes, resized, spanOf, stepMinutes, without } from './week-edit.ts'
import styles from './week.module.css'

interface WeekGridProps {
  periodsOf(day: Weekday): readonly Period[]
  /** The day whose exact times stand beside the grid. */
  chosen: Weekday
  readOnly: boolean
  onChoose(day: Weekday): void
  /** @param merge what one run of arrow keys has in common */
  onChange(day: Weekday, periods: readonly Period[], merge?: string): void
  /** Enter on a period: to its exact times. */
  onExact(day: Weekday): void
}

const hourMarks = Array.from({ length: 13 }, (_, index) => index * 2)

/** Monday to Sunday with the periods of each day, drawn, moved and resized with the mouse or with arrow keys. */
export function WeekGrid({ periodsOf, chosen, readOnly, onChoose, onChange, onExact }: WeekGridProps) {
  const t = useWords(words)
  const language = useLanguage()
  const help = useId()
  const grid = useRef<HTMLDivElement>(null)
  const drag = useWeekDrag(periodsOf, onChange)
  const neighbour = (day: Weekday, by: 1 | -1) => {
    const other = weekdays[(weekdays.indexOf(day) + by + 7) % 7] ?? day
    onChoose(other)
    grid.current?.querySelector<HTMLElement>(`[data-day="${other}"] [data-period], [data-head="${other}"]`)?.focus()
  }
  return (
    <div className={styles.frame}>
      <div id={help} className={styles.help}>
        {readOnly ? <p>{t('gridLook')}</p> : (
          <>
            <p className={styles.withMouse}>{t('gridMouse')}</p>
            <p className={styles.withMouse}>{t('gridKeys')}</p>
            <p className={styles.withFinger}>{t('gridFinger')}</p>
          </>
        )}
      </div>
      <div className={styles.grid} ref={grid} role="group" aria-label={t('grid')} aria-describedby={help}>
        <div className={styles.axis} aria-hidden>
          {hourMarks.map((hour) => (
            <span key={hour} style={{ top: `${(hour / 24) * 100}%` }}>
              {hour}
            </span>
          ))}
        </div>
        {weekdays.map((day) => {
          const periods = drag.shown(day)
          return (
            <div key={day} className={styles.day} data-chosen={day === chosen || undefined}>
              <button type="button" className={styles.head} data-head={day} aria-pressed={day === chosen} onClick={() => onChoose(day)}>
                <span aria-hidden>{weekdayName(day, language).slice(0, language === 'ja' ? 1 : 3)}</span>
                <span className="visually-hidden">{weekdayName(day, language)}</span>
                <small>{periods.length === 0 ? t('closedShort') : t('hoursShort', { hours: Math.round(openMinutes(periods) / 6) / 10 })}</small>
              </button>
              {/* The pointer works on the column; the keyboard on its periods and on the exact times. */}
              <div
                className={styles.column} data-day={day} data-dragging={drag.dragging === day || undefined} data-look={readOnly || undefined}
                onPointerDown={readOnly ? undefined : (event) => { onChoose(day); drag.begin(day, event) }} onPointerMove={drag.go} onPointerUp={drag.end} onPointerCancel={drag.giveUp}
              >
                {periods.map((period, index) => (
                  <PeriodBlock
                    key={index} index={index} period={period} label={t('periodLabel', { day: weekdayName(day, language), from: period[0], until: period[1] })} readOnly={readOnly}
                    onFocus={() => onChoose(day)} onNeighbour={(by) => neighbour(day, by)} onEnter={() => onExact(day)}
                    onEdit={(edit) => onChange(day, edit(periodsOf(day)), `${day} ${index}`)} onRemove={() => onChange(day, without(periodsOf(day), index))}
                  />
                ))}
              </div>
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface PeriodBlockProps {
  index: number
  period: Period
  label: string
  readOnly: boolean
  onFocus(): void
  onNeighbour(by: 1 | -1): void
  onEnter(): void
  onEdit(edit: (periods: readonly Period[]) => readonly Period[]): void
  onRemove(): void
}

function PeriodBlock({ index, period, label, readOnly, onFocus, onNeighbour, onEnter, onEdit, onRemove }: PeriodBlockProps) {
  const span = spanOf(period)
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -stepMinutes : event.key === 'ArrowDown' ? stepMinutes : 0
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') onNeighbour(event.key === 'ArrowLeft' ? -1 : 1)
    else if (event.key === 'Enter') onEnter()
    else if (readOnly || !span) return
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove()
    else if (by === 0) return
    else if (event.shiftKey) onEdit((periods) => resized(periods, index, 'end', span.end + by))
    else if (event.altKey) onEdit((periods) => resized(periods, index, 'start', span.start + by))
    else onEdit((periods) => moved(periods, index, by))
    event.preventDefault()
  }
  // A period that cannot be drawn is told beside the grid, with what is wrong with it.
  if (!span) return null
  return (
    <button
      type="button" className={styles.period} data-period={index} aria-label={label} onFocus={onFocus} onKeyDown={press}
      style={{ top: `${(span.start / dayMinutes) * 100}%`, height: `${((span.end - span.start) / dayMinutes) * 100}%` }}
    >
      <span aria-hidden>{period[0]}</span>
      <span aria-hidden>{period[1]}</span>
    </button>
  )
}
