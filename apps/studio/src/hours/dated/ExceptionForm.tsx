import { Button, Radio, TextInput } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import shared from '../../documents/documents.module.css'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { Field, FieldError } from '../../theme/Field.tsx'
import { PeriodsEditor } from '../PeriodsEditor.tsx'
import { StateChange } from '../StateChange.tsx'
import { runOnHours } from '../hours-document.ts'
import styles from '../hours.module.css'
import type { HoursView } from '../use-hours.ts'
import { inOrder } from '../week/week-edit.ts'
import { words } from '../words.ts'
import { type ExceptionDraft, type ExceptionFault, draftOf, exceptionOf, faultsOf, foresee, withException } from './exception-draft.ts'

interface ExceptionFormProps {
  view: HoursView
  /** The exception that is edited; left out for a new one. */
  index?: number | undefined
  /** The date that a new one begins with. */
  date: string
  today: string
  onDone(): void
}

const mostTold = 6

/** Makes or changes a dated exception. What is wrong with it, and what callers will meet, is told before it is taken. */
export function ExceptionForm({ view, index, date, today, onDone }: ExceptionFormProps) {
  const t = useWords(words)
  const language = useLanguage()
  const given = index === undefined ? undefined : view.hours.exceptions?.[index]
  const [draft, setDraft] = useState<ExceptionDraft>(() => (given ? draftOf(given) : { date, until: '', open: false, periods: [], reason: '', approver: '' }))
  const [tried, setTried] = useState(false)
  const set = (change: Partial<ExceptionDraft>) => setDraft({ ...draft, ...change })
  const faults = faultsOf(draft, today, given)
  const { problems, differences } = useMemo(() => foresee(view, draft, index), [view, draft, index])
  const errorOf = (...wanted: ExceptionFault[]) => {
    const fault = wanted.find((one) => faults.includes(one))
    // A past date is refused as soon as it is chosen; what is still empty is asked for when one is done.
    return fault !== undefined && (tried || fault === 'datePast' || fault === 'begun') ? t(`fault.${fault}`) : undefined
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (faults.length > 0 || problems.some(({ severity }) => severity === 'error')) return
    runOnHours(view.id, 'act.exception', (hours) => withException(hours, exceptionOf(draft), index).hours)
    onDone()
  }
  const periodProblems = problems.filter(({ pointer }) => pointer.includes('/periods'))
  const listPointer = `${periodProblems[0]?.pointer.replace(/\/periods.*/, '') ?? ''}/periods`
  return (
    <form onSubmit={submit} className={styles.dialog} noValidate>
      <div className={shared.row}>
        <Field label={t('exceptionDate')} required requirement={t('required')} error={errorOf('dateMissing', 'datePast', 'begun')}>
          {(control) => <TextInput {...control} type="date" min={today} value={draft.date} onChange={({ currentTarget }) => set({ date: currentTarget.value })} data-autofocus />}
        </Field>
        <Field label={t('exceptionUntil')} requirement={t('optional')} error={errorOf('untilBefore', 'untilWrong', 'untilPast')}>
          {(control) => <TextInput {...control} type="date" min={draft.date} value={draft.until} onChange={({ currentTarget }) => set({ until: currentTarget.value })} />}
        </Field>
      </div>
      <Radio.Group label={t('exceptionKind')} value={draft.open ? 'open' : 'closed'} onChange={(kind) => set({ open: kind === 'open', periods: kind === 'open' && draft.periods.length === 0 ? [['08:30', '17:15']] : draft.periods })}>
        <div className={shared.row}>
          <Radio value="closed" label={t('closedAllDay')} />
          <Radio value="open" label={t('openAt')} />
        </div>
      </Radio.Group>
      {draft.open && <PeriodsEditor label={t('exceptionTimes')} periods={draft.periods} readOnly={false} problems={periodProblems} pointer={listPointer} onChange={(periods) => set({ periods: inOrder(periods) })} />}
      {errorOf('periodsMissing') && <FieldError error={errorOf('periodsMissing') ?? ''} />}
      <Field label={t('reason')} required requirement={t('required')} support={t('reasonHelp')} error={errorOf('reasonMissing')}>
        {(control) => <TextInput {...control} value={draft.reason} onChange={({ currentTarget }) => set({ reason: currentTarget.value })} required />}
      </Field>
      <Field label={t('approver')} requirement={t('optional')}>
        {(control) => <TextInput {...control} value={draft.approver} onChange={({ currentTarget }) => set({ approver: currentTarget.value })} />}
      </Field>
      {problems.filter((problem) => !periodProblems.includes(problem)).map((problem) => (
        <p key={problem.code} className={styles.fault} role="note">
          {inLanguage(problem, language)}
        </p>
      ))}
      {differences.length > 0 && (
        <div className={styles.effect} role="status">
          <strong>{t('effect')}</strong>
          <ul>
            {differences.slice(0, mostTold).map((difference) => (
              <StateChange key={difference.fromMs} same={[difference]} timeZone={view.table.timeZone} />
            ))}
          </ul>
          {differences.length > mostTold && <p>{t('moreEffects', { count: differences.length - mostTold })}</p>}
        </div>
      )}
      <div className={shared.row}>
        <Button variant="outline" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button type="submit">{t(given ? 'takeChange' : 'addException')}</Button>
      </div>
    </form>
  )
}
