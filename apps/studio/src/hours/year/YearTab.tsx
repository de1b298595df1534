import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import shared from '../../documents/documents.module.css'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { DayDialog } from '../dated/DayDialog.tsx'
import type { HoursView } from '../use-hours.ts'
import { useMinute } from '../use-minute.ts'
import { words } from '../words.ts'
import { YearCalendar } from './YearCalendar.tsx'
import { type DayMark, dayMark } from './day-mark.ts'
import { datesOf, fiscalYearOf, fiscalYearText } from './fiscal-year.ts'
import styles from './year.module.css'

const legend: readonly DayMark[] = ['weekday-off', 'holiday', 'closure', 'rule', 'exception', 'emergency', 'error']
// Years whose dates can be written with four digits, with a margin.
const [firstYear, lastYear] = [1950, 2150]

/** The fiscal year day by day: what is closed and why, and the way to a dated exception. */
export function YearTab({ view, readOnly }: { view: HoursView; readOnly: boolean }) {
  const t = useWords(words)
  const language = useLanguage()
  const today = view.table.isoOf(useMinute()).slice(0, 10)
  const [year, setYear] = useState(() => fiscalYearOf(today))
  const [opened, setOpened] = useState<string>()
  const days = useMemo(() => {
    const { from, to } = datesOf(year)
    return new Map(view.table.days(from, to).map((day) => [day.date, { ...day, mark: dayMark(day) }]))
  }, [view.table, year])
  const estimated = useMemo(() => {
    const dates = view.inherited.holidays && view.lookups.holidays(view.inherited.holidays.value)?.dates
    return new Set(Object.entries(dates ?? {}).flatMap(([date, holiday]) => (holiday.estimated ? [date] : [])))
  }, [view])
  const go = (to: number) => setYear(Math.min(Math.max(to, firstYear), lastYear))
  return (
    <section className={shared.section} aria-labelledby="hours-year">
      <div className={shared.heading}>
        <div className={styles.yearNav}>
          <ActionIcon variant="outline" size={36} aria-label={t('yearBefore')} onClick={() => go(year - 1)}>
            <IconChevronLeft aria-hidden size={20} />
          </ActionIcon>
          <h2 id="hours-year" aria-live="polite">
            {fiscalYearText(year, language)}
          </h2>
          <ActionIcon variant="outline" size={36} aria-label={t('yearAfter')} onClick={() => go(year + 1)}>
            <IconChevronRight aria-hidden size={20} />
          </ActionIcon>
          {year !== fiscalYearOf(today) && (
            <Button variant="subtle" size="xs" onClick={() => setYear(fiscalYearOf(today))}>
              {t('thisYear')}
            </Button>
          )}
        </div>
        <p>{t('yearSums', { open: [...days.values()].filter(({ state }) => state === 'open').length, closed: [...days.values()].filter(({ state }) => state !== 'open').length })}</p>
      </div>
      <p>{t(readOnly ? 'yearLook' : 'yearHelp')}</p>
      <ul className={styles.legend} aria-label={t('legend')}>
        {legend.map((mark) => (
          <li key={mark}>
            <span className={styles.mark} data-mark={mark} aria-hidden>
              {t(`mark.${mark}`)}
            </span>
            {t(`kind.${mark}`)}
          </li>
        ))}
        <li>
          <span className={styles.mark} data-mark="holiday" data-estimated aria-hidden>
            {t('mark.holiday')}
          </span>
          {t('estimatedHoliday')}
        </li>
      </ul>
      <YearCalendar year={year} days={days} estimated={estimated} today={today} onOpen={setOpened} />
      {opened !== undefined && <DayDialog view={view} date={opened} today={today} readOnly={readOnly} onClose={() => setOpened(undefined)} />}
    </section>
  )
}
