import { Button, Checkbox } from '@mantine/core'
import type { Hours, Period } from '@madoguchi/schemas'
import { useRef, useState } from 'react'
import shared from '../../documents/documents.module.css'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { weekdayName } from '../../telephone/clock-text.ts'
import { Inherited } from '../Inherited.tsx'
import { PeriodsEditor } from '../PeriodsEditor.tsx'
import { runOnHours } from '../hours-document.ts'
import type { HoursView } from '../use-hours.ts'
import { words } from '../words.ts'
import { WeekGrid } from './WeekGrid.tsx'
import { type Weekday, weekdays } from './use-week-drag.ts'
import { inOrder, overMidnight, replaced } from './week-edit.ts'
import styles from './week.module.css'

type Weekly = NonNullable<Hours['weekly']>

/** The ordinary week: the grid, and beside it the exact times of one day. */
export function WeekTab({ view, readOnly }: { view: HoursView; readOnly: boolean }) {
  const t = useWords(words)
  const language = useLanguage()
  const [day, setDay] = useState<Weekday>(1)
  const exact = useRef<HTMLDivElement>(null)
  const weekly = view.inherited.weekly
  const fromParent = weekly !== undefined && weekly.pointer !== '/weekly'
  const lookOnly = readOnly || fromParent
  const periodsOf = (of: Weekday): readonly Period[] => weekly?.value[of] ?? noPeriods
  const set = (of: Weekday, periods: readonly Period[], merge?: string) => runOnHours(view.id, 'act.week', (hours) => ({ ...hours, weekly: withDay(hours.weekly ?? {}, of, periods) }), merge)
  const split = (index: number) => {
    const parts = overMidnight(periodsOf(day)[index] ?? ['', ''])
    if (!parts) return
    const { today, tomorrow } = parts
    const next = weekdays[day % 7] ?? 1
    runOnHours(view.id, 'act.week', (hours) => {
      const here = withDay(hours.weekly ?? {}, day, replaced(periodsOf(day), index, today))
      return { ...hours, weekly: tomorrow ? withDay(here, next, [tomorrow, ...(here[next] ?? [])]) : here }
    })
  }
  const toExact = (of: Weekday) => {
    setDay(of)
    exact.current?.querySelector('input')?.focus()
  }
  return (
    <section className={shared.section} aria-labelledby="hours-week">
      <h2 id="hours-week">{t('weekHeading')}</h2>
      <Inherited view={view} part="weekly" readOnly={readOnly} />
      <div className={styles.columns}>
        <WeekGrid periodsOf={periodsOf} chosen={day} readOnly={lookOnly} onChoose={setDay} onChange={set} onExact={toExact} />
        <div className={shared.fields} ref={exact}>
          <h3>{weekdayName(day, language)}</h3>
          <PeriodsEditor
            key={day} label={weekdayName(day, language)} periods={periodsOf(day)} readOnly={lookOnly} problems={view.problems} pointer={`/weekly/${day}`}
            onChange={(periods) => set(day, inOrder(periods))} onSplit={split}
          />
          {!lookOnly && <CopyDay key={`copy ${day}`} day={day} onCopy={(to) => runOnHours(view.id, 'act.copy', (hours) => ({ ...hours, weekly: to.reduce((all, one) => withDay(all, one, periodsOf(day)), hours.weekly ?? {}) }))} />}
          <p className={styles.help}>{t('midnightHelp')}</p>
        </div>
      </div>
    </section>
  )
}

const noPeriods: readonly Period[] = []

/** A day without periods is left out: that is what closed is. */
function withDay(weekly: Weekly, day: Weekday, periods: readonly Period[]): Weekly {
  const { [day]: _before, ...others } = weekly
  return periods.length === 0 ? others : { ...others, [day]: periods.map(([from, until]): Period => [from, until]) }
}

function CopyDay({ day, onCopy }: { day: Weekday; onCopy(to: readonly Weekday[]): void }) {
  const t = useWords(words)
  const language = useLanguage()
  const [to, setTo] = useState<readonly Weekday[]>(weekdays.filter((one) => one <= 5 && one !== day))
  return (
    <details>
      <summary className={styles.summary}>{t('copyHeading', { day: weekdayName(day, language) })}</summary>
      <div className={shared.fields}>
        <div className={shared.row}>
          {weekdays.filter((one) => one !== day).map((one) => (
            <Checkbox key={one} label={weekdayName(one, language)} checked={to.includes(one)} onChange={({ currentTarget }) => setTo(currentTarget.checked ? [...to, one] : to.filter((other) => other !== one))} />
          ))}
        </div>
        <div>
          <Button variant="outline" aria-disabled={to.length === 0} onClick={() => to.length > 0 && onCopy(to)}>
            {t('copyRun', { count: to.length })}
          </Button>
        </div>
      </div>
    </details>
  )
}
