import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { lastCoveredYear } from '@madoguchi/engine'
import type { Holidays } from '@madoguchi/schemas'
import { type FormEvent, useState } from 'react'
import { Link, useParams } from 'wouter'
import { problemsOf, useProblems } from '../../check/problems-store.ts'
import { DeleteDocument } from '../../documents/DeleteDocument.tsx'
import shared from '../../documents/documents.module.css'
import { words as documentWords } from '../../documents/words.ts'
import { useDraft, useReadOnly } from '../../draft/draft.ts'
import { UndoRedo } from '../../editor/UndoRedo.tsx'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { Field } from '../../theme/Field.tsx'
import { Table, TableCell, TableRow } from '../../theme/Table.tsx'
import { DocumentNames } from '../DocumentNames.tsx'
import { TextCell } from '../TextCell.tsx'
import { UnreadableDocument } from '../UnreadableDocument.tsx'
import { holidaysOf, holidaysPage, holidaysPath, runOnHolidays } from '../hours-document.ts'
import styles from '../hours.module.css'
import { useMinute } from '../use-minute.ts'
import { words } from '../words.ts'
import { dateText, eraYear } from '../year/fiscal-year.ts'
import { ImportHolidays } from './ImportHolidays.tsx'
import { realDate } from './read-holiday-file.ts'

/** One list of holidays: by year, imported or typed, each fixed or estimated. */
export default function HolidaysPage() {
  const t = useWords(words)
  const sayShared = useWords(documentWords)
  const language = useLanguage()
  const { id = '' } = useParams()
  const readOnly = useReadOnly()
  const documents = useDraft((state) => state.documents)
  const problems = problemsOf(useProblems((state) => state.problems), holidaysPath(id))
  const holidays = holidaysOf(documents, id)
  if (documents[holidaysPath(id)] === undefined) {
    return (
      <div className={shared.page}>
        <h1>{t('holidaysNotFound', { id })}</h1>
        <p>{sayShared('notFoundText')}</p>
        <Link href="/hours">{t('all')}</Link>
      </div>
    )
  }
  return (
    <div className={shared.page}>
      <div className={shared.heading}>
        <nav className={shared.row}>
          <Link href="/hours">{t('all')}</Link>
          <span aria-hidden>›</span>
          <h1>{holidays ? (holidays.title[language] ?? holidays.title.ja) : id}</h1>
        </nav>
        {!readOnly && <UndoRedo />}
      </div>
      {problems.map(({ code, pointer, message }) => (
        <p key={`${code} ${pointer}`} role="note" className={shared.bad}>
          {inLanguage(message, language)}
        </p>
      ))}
      {holidays ? <Dates key={id} holidays={holidays} readOnly={readOnly} /> : <UnreadableDocument path={holidaysPath(id)} title={id} />}
      {holidays && !readOnly && <DocumentNames kind="holidays" id={id} title={holidays.title} page={holidaysPage} />}
      {!readOnly && <DeleteDocument kind="holidays" id={id} label={t('deleteHolidays')} list="/hours" />}
    </div>
  )
}

function Dates({ holidays, readOnly }: { holidays: Holidays; readOnly: boolean }) {
  const t = useWords(words)
  const language = useLanguage()
  const now = new Date(useMinute()).getFullYear()
  const years = [...new Set([...Object.keys(holidays.dates).map((date) => Number(date.slice(0, 4))), now])].toSorted((a, b) => a - b)
  const [year, setYear] = useState(now)
  const last = lastCoveredYear(Object.keys(holidays.dates), now)
  const dates = Object.entries(holidays.dates).filter(([date]) => date.startsWith(`${year}-`)).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const set = (date: string, change: Partial<Holidays['dates'][string]>) =>
    runOnHolidays(holidays.id, 'act.holiday', (before) => {
      const { name, estimated } = { ...before.dates[date], ...change }
      return name === undefined ? before : { ...before, dates: { ...before.dates, [date]: { name, ...(estimated ? { estimated } : {}) } } }
    })
  const remove = (date: string) => runOnHolidays(holidays.id, 'act.removeHoliday', ({ dates: { [date]: _removed, ...rest }, ...before }) => ({ ...before, dates: rest }))
  return (
    <section className={shared.section} aria-labelledby="holiday-dates">
      <div className={shared.heading}>
        <h2 id="holiday-dates">{t('holidayDates')}</h2>
        {!readOnly && <ImportHolidays holidays={holidays} />}
      </div>
      <p>{last === undefined ? t('coverNone', { year: now }) : t('coverUntil', { year: last, era: eraYear(`${last}-12-31`, language) })}</p>
      {holidays.source !== undefined && <p className={styles.soft}>{t('source', { source: holidays.source })}</p>}
      <div>
        <NativeSelect label={t('yearOf')} value={String(year)} data={years.map((one) => ({ value: String(one), label: `${one} (${eraYear(`${one}-12-31`, language)})` }))} onChange={({ currentTarget }) => setYear(Number(currentTarget.value))} w={240} />
      </div>
      {dates.length === 0 ? (
        <p>{t('noHolidays', { year })}</p>
      ) : (
        <Table label={t('holidayDates')} columns={[t('date'), t('name'), t('status'), ...(readOnly ? [] : [t('actions')])]}>
          {dates.map(([date, { name, estimated }]) => (
            <TableRow key={date} head={dateText(date, language)}>
              <TableCell column={t('name')}>{readOnly ? name : <TextCell hidden label={`${dateText(date, language)} ${t('name')}`} value={name} readOnly={false} onChange={(to) => set(date, { name: to })} />}</TableCell>
              <TableCell column={t('status')}>
                {readOnly ? t(estimated ? 'estimated' : 'fixed') : <Checkbox label={t('estimated')} aria-label={`${dateText(date, language)} ${t('estimated')}`} checked={estimated ?? false} onChange={({ currentTarget }) => set(date, { estimated: currentTarget.checked })} />}
              </TableCell>
              {!readOnly && (
                <TableCell column={t('actions')}>
                  <Button variant="subtle" color="red" size="xs" aria-label={`${dateText(date, language)} ${name} ${t('remove')}`} onClick={() => remove(date)}>
                    {t('remove')}
                  </Button>
                </TableCell>
              )}
            </TableRow>
          ))}
        </Table>
      )}
      {!readOnly && <AddHoliday year={year} holidays={holidays} onAdd={(date, name) => { set(date, { name }); setYear(Number(date.slice(0, 4))) }} />}
    </section>
  )
}

function AddHoliday({ year, holidays, onAdd }: { year: number; holidays: Holidays; onAdd(date: string, name: string): void }) {
  const t = useWords(words)
  const [date, setDate] = useState('')
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const dateError = realDate(date) === undefined ? t('fault.dateMissing') : Object.hasOwn(holidays.dates, date) ? t('holidayTaken', { name: holidays.dates[date]?.name ?? '' }) : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (dateError || !name.trim()) return
    onAdd(date, name.trim())
    setDate('')
    setName('')
    setTried(false)
  }
  return (
    <form onSubmit={submit} noValidate className={shared.row}>
      <Field label={t('date')} error={tried ? dateError : undefined}>
        {(control) => <TextInput {...control} type="date" min={`${year}-01-01`} value={date} onChange={({ currentTarget }) => setDate(currentTarget.value)} />}
      </Field>
      <Field label={t('name')} error={tried && !name.trim() ? t('textMissing') : undefined}>
        {(control) => <TextInput {...control} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />}
      </Field>
      <Button type="submit" variant="outline" style={{ alignSelf: 'end' }}>
        {t('addHoliday')}
      </Button>
    </form>
  )
}
