import { NativeSelect } from '@mantine/core'
import { type HoursLookups, type HoursTable, compileHours, halfHoursOf, readBundle, stateDifferences, stateRuns } from '@madoguchi/engine'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { toFailure } from '../../app/failure.ts'
import { client } from '../../app/server.ts'
import shared from '../../documents/documents.module.css'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { usePermission } from '../../log-in/use-permission.ts'
import { releasesServer } from '../../releases/releases-server.ts'
import { localDay } from '../../telephone/clock-text.ts'
import { FailureLine } from '../../theme/FailureLine.tsx'
import { StateChange } from '../StateChange.tsx'
import styles from '../hours.module.css'
import { useMinute } from '../use-minute.ts'
import type { HoursView } from '../use-hours.ts'
import { words } from '../words.ts'
import { datesOf, fiscalYearOf, fiscalYearText } from '../year/fiscal-year.ts'
import { groupDifferences } from './group-differences.ts'
import { YearMapDrawing } from './YearMapDrawing.tsx'

const mostListed = 40

/** The fiscal year as a map of states, of the draft or a release, with its differences from another. */
export function YearMap({ view }: { view: HoursView }) {
  const t = useWords(words)
  const language = useLanguage()
  const mayCompare = usePermission('release.compare')
  const thisYear = fiscalYearOf(view.table.isoOf(useMinute()).slice(0, 10))
  const [year, setYear] = useState(thisYear)
  const [shown, setShown] = useState('draft')
  const [other, setOther] = useState('')
  const releases = useQuery({ queryKey: ['releases', 'list', 'hours'], queryFn: () => releasesServer.list(undefined), enabled: mayCompare })
  const main = useTable(view, shown)
  const against = useTable(view, other)
  const drawn = useYear(main.table, year)
  const compared = useYear(against.table, year, drawn?.halves)
  const differences = useMemo(() => (drawn && compared ? stateDifferences(compared.runs, drawn.runs) : []), [drawn, compared])
  const groups = useMemo(() => {
    const wall = (ms: number) => ({ weekday: localDay(ms, view.table.timeZone).weekday, clock: view.table.isoOf(ms).slice(11, 16) })
    return groupDifferences(differences, wall)
  }, [differences, view.table])
  const names = [{ value: 'draft', label: t('draft') }, ...(releases.data ?? []).map(({ number }) => ({ value: String(number), label: t('releaseN', { n: number }) }))]
  const failure = main.error ?? against.error
  return (
    <section className={shared.section} aria-labelledby="hours-map">
      <h2 id="hours-map">{t('mapHeading')}</h2>
      <div className={shared.row}>
        <NativeSelect label={t('mapYear')} value={String(year)} data={[-1, 0, 1, 2].map((by) => ({ value: String(thisYear + by), label: fiscalYearText(thisYear + by, language) }))} onChange={({ currentTarget }) => setYear(Number(currentTarget.value))} />
        {mayCompare && <NativeSelect label={t('mapOf')} value={shown} data={names} onChange={({ currentTarget }) => setShown(currentTarget.value)} />}
        {mayCompare && <NativeSelect label={t('mapAgainst')} value={other} data={[{ value: '', label: t('mapAlone') }, ...names.filter(({ value }) => value !== shown)]} onChange={({ currentTarget }) => setOther(currentTarget.value)} />}
      </div>
      <FailureLine failure={failure ? toFailure(failure) : undefined} />
      {(main.missing || against.missing) && <p role="alert">{t('notInRelease', { n: main.missing ? shown : other })}</p>}
      {drawn && <YearMapDrawing halves={drawn.halves} runs={drawn.runs} differences={differences} />}
      {compared && (
        <div role="status">
          <p>{differences.length === 0 ? t('noDifference') : t('differences', { count: differences.length })}</p>
          {groups.length > 0 && (
            <div className={styles.effect}>
              <ul>
                {groups.slice(0, mostListed).map(({ differences: same }) => (
                  <StateChange key={same[0]?.fromMs} same={same} timeZone={view.table.timeZone} />
                ))}
              </ul>
              {groups.length > mostListed && <p>{t('moreEffects', { count: groups.length - mostListed })}</p>}
            </div>
          )}
        </div>
      )}
    </section>
  )
}

interface Chosen {
  table: HoursTable | undefined
  /** The release has no such hours. */
  missing: boolean
  error: unknown
}

/** The hours of the draft, or of a release by its number; nothing for an empty choice. */
function useTable(view: HoursView, choice: string): Chosen {
  const number = /^\d+$/.test(choice) ? Number(choice) : undefined
  const files = useQuery({ queryKey: ['release-files', number], queryFn: () => client.releases.files.query({ number: number ?? 0 }), enabled: number !== undefined, staleTime: Infinity })
  const released = useMemo(() => (files.data ? tableIn(files.data, view.id) : undefined), [files.data, view.id])
  if (choice === 'draft') return { table: view.table, missing: false, error: undefined }
  return { table: released, missing: number !== undefined && files.data !== undefined && !released, error: files.error }
}

function tableIn(files: Readonly<Record<string, string>>, id: string): HoursTable | undefined {
  const { bundle, documents } = readBundle(Object.entries(files))
  const hours = documents.hours.get(id)
  const lookups: HoursLookups = { timeZone: bundle?.timeZone ?? 'Asia/Tokyo', hours: (one) => documents.hours.get(one), holidays: (one) => documents.holidays.get(one) }
  return hours && compileHours(hours, lookups)
}

/** The runs of a year; of the same instants as another year where that is given, so that both can be compared. */
function useYear(table: HoursTable | undefined, year: number, like?: ReturnType<typeof halfHoursOf>) {
  return useMemo(() => {
    if (!table) return undefined
    const { from, to } = datesOf(year)
    const halves = like ?? halfHoursOf(table.timeZone, from, to)
    return { halves, runs: stateRuns(table, halves.bounds[0] ?? 0, halves.bounds.at(-1) ?? 0) }
  }, [table, year, like])
}
