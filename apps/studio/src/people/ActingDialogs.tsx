import { Button, Modal, NativeSelect, TextInput, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { notify } from '../app/notices.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { useWords } from '../i18n/words.ts'
import { useMe } from '../log-in/me.ts'
import { useAttempt } from '../log-in/use-attempt.ts'
import { readLocal } from '../telephone/call-settings.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Field } from '../theme/Field.tsx'
import styles from './People.module.css'
import type { ActingPeriod, PeopleServer, PersonSummary } from './people-server.ts'
import { words } from './words.ts'

interface StartProps {
  server: Pick<PeopleServer, 'startActing'>
  people: readonly PersonSummary[]
  onClose(): void
  onDone(): void
}

/** Nobody starts a period for themselves, so the person at this page is not offered. */
export function StartActingDialog({ server, people, onClose, onDone }: StartProps) {
  const t = useWords(words)
  const oneself = useMe(({ person }) => person?.id)
  const timeZone = useTimeZone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const deputies = people.filter(({ id, roles, state }) => id !== oneself && roles.includes('deputy') && (state === 'active' || state === 'locked'))
  const [form, setForm] = useState({ personId: deputies.length === 1 ? (deputies[0]?.id ?? '') : '', reason: '', until: '' })
  const [openedMs] = useState(() => Date.now())
  const [tried, setTried] = useState(false)
  const { busy, failure, attempt } = useAttempt()
  const until = form.until === '' ? undefined : readLocal(form.until, timeZone)
  const past = form.until !== '' && (until === undefined || until <= openedMs)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (form.personId === '' || form.reason.trim() === '' || past) return
    if (!(await attempt(() => server.startActing({ personId: form.personId, reason: form.reason.trim(), ...(until === undefined ? {} : { until: new Date(until).toISOString() }) })))) return
    notify('done', { ja: '代替期間を開始しました。', en: 'The acting period has started.' })
    onDone()
    onClose()
  }
  const required = { required: true, requirement: t('required') }
  return (
    <Modal opened onClose={onClose} title={t('startActing')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      {deputies.length === 0 ? (
        <p>{t('noDeputy')}</p>
      ) : (
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          <Field label={t('deputy')} {...required} error={tried && form.personId === '' ? t('deputyMissing') : undefined}>
            {(control) => (
              <NativeSelect
                {...control} data-autofocus required value={form.personId} onChange={(event) => setForm({ ...form, personId: event.currentTarget.value })}
                data={[...(deputies.length > 1 ? [{ value: '', label: '' }] : []), ...deputies.map(({ id, name, organisation }) => ({ value: id, label: `${name}（${organisation}）` }))]}
              />
            )}
          </Field>
          <Field label={t('startReason')} {...required} support={t('startReasonHelp')} error={tried && form.reason.trim() === '' ? t('startReasonMissing') : undefined}>
            {(control) => <Textarea {...control} required autosize minRows={2} maxLength={1000} value={form.reason} onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })} />}
          </Field>
          <Field label={t('startUntil')} requirement={t('optional')} support={t('startUntilHelp')} error={tried && past ? t('untilPast') : undefined}>
            {(control) => <TextInput {...control} type="datetime-local" maw={260} value={form.until} onChange={(event) => setForm({ ...form, until: event.currentTarget.value })} />}
          </Field>
          <p>{t('startEffect')}</p>
          <FailureLine failure={failure} />
          <div className={styles.ends}>
            <Button variant="outline" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" aria-busy={busy}>
              {busy ? t('working') : t('startNow')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}

interface EndProps {
  server: Pick<PeopleServer, 'endActing'>
  period: ActingPeriod
  onClose(): void
  onDone(): void
}

export function EndActingDialog({ server, period: { id, name }, onClose, onDone }: EndProps) {
  const t = useWords(words)
  const { busy, failure, attempt } = useAttempt()
  const end = async () => {
    if (!(await attempt(() => server.endActing(id)))) return
    notify('done', { ja: '代替期間を終了しました。', en: 'The acting period has ended.' })
    onDone()
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('endActing')} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className={styles.form}>
        <p>{t('endActingText', { name })}</p>
        <FailureLine failure={failure} />
        <div className={styles.ends}>
          <Button variant="outline" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" aria-busy={busy} onClick={() => void end()}>
            {busy ? t('working') : t('endNow')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
