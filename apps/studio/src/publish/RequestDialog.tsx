import { Button, Modal, Radio, TextInput, Textarea } from '@mantine/core'
import type { Problem } from '@madoguchi/schemas'
import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import { useProblems } from '../check/problems-store.ts'
import { documentTitle } from '../draft/document-title.ts'
import { useDraftChanges } from '../draft/draft-changes.ts'
import { useDraft } from '../draft/draft.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { Field } from '../theme/Field.tsx'
import styles from './Publish.module.css'
import { readLocal } from '../telephone/call-settings.ts'
import { requestApproval } from './request-approval.ts'
import { words } from './words.ts'

/** Asks for a message and a time, and for somebody else's approval. What stands in the way is listed, not hidden behind a grey button. */
export default function RequestDialog({ onClose }: { onClose(): void }) {
  const t = useWords(words)
  const changes = useDraftChanges() ?? []
  const [made, setMade] = useState<number>()
  return (
    <Modal opened onClose={onClose} title={t('title')} size="lg" closeButtonProps={{ 'aria-label': t('cancel') }}>
      <div className={styles.dialog}>
        {made !== undefined ? <Made id={made} onClose={onClose} /> : changes.length === 0 ? <p>{t('nothing')}</p> : <RequestForm onClose={onClose} onMade={setMade} />}
      </div>
    </Modal>
  )
}

function Made({ id, onClose }: { id: number; onClose(): void }) {
  const t = useWords(words)
  return (
    <div role="status">
      <p>{t('made', { id })}</p>
      <p>
        <Link href={`/approvals/${id}`} onClick={onClose}>
          {t('toRequest', { id })}
        </Link>
      </p>
    </div>
  )
}

function RequestForm({ onClose, onMade }: { onClose(): void; onMade(id: number): void }) {
  const t = useWords(words)
  const language = useLanguage()
  const zone = useTimeZone()
  const [message, setMessage] = useState('')
  const [later, setLater] = useState(false)
  const [local, setLocal] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ text: string; problems: Problem[] }>()
  const atMs = later ? readLocal(local, zone ?? 'Asia/Tokyo') : undefined
  const [badTime, setBadTime] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const bad = later && (atMs === undefined || atMs <= Date.now())
    setTried(true)
    setBadTime(bad)
    if (busy || !message.trim() || bad) return
    setBusy(true)
    const result = await requestApproval(message.trim(), atMs === undefined ? undefined : new Date(atMs).toISOString())
    setBusy(false)
    if (result.ok) onMade(result.id)
    else setRefused(result.reason === 'not-saved' ? { text: t('notSaved'), problems: [] } : { text: inLanguage(result.failure.said, language), problems: result.problems })
  }
  return (
    <form onSubmit={(event) => void submit(event)} className={styles.dialog} noValidate>
      <Changes />
      {refused ? <Refused {...refused} /> : <KnownProblems />}
      <p>{t('effect')}</p>
      <Field label={t('message')} required requirement={t('required')} support={t('messageHelp')} error={tried && !message.trim() ? t('messageMissing') : undefined}>
        {(control) => <Textarea {...control} autosize minRows={3} maxLength={2000} value={message} onChange={(event) => setMessage(event.currentTarget.value)} required data-autofocus />}
      </Field>
      <Radio.Group label={t('when')} value={later ? 'later' : 'now'} onChange={(value) => setLater(value === 'later')}>
        <Radio value="now" label={t('whenApproved')} mt={8} />
        <Radio value="later" label={t('whenLater')} mt={8} />
      </Radio.Group>
      {later && (
        <Field label={t('effectiveAt')} support={t('effectiveHelp')} error={badTime ? t('effectiveBad') : undefined}>
          {(control) => <TextInput {...control} type="datetime-local" value={local} onChange={(event) => setLocal(event.currentTarget.value)} />}
        </Field>
      )}
      <div className={styles.actions}>
        <Button variant="outline" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" aria-busy={busy}>
          {busy ? t('requesting') : t('submit')}
        </Button>
      </div>
    </form>
  )
}

function Changes() {
  const t = useWords(words)
  const language = useLanguage()
  const changes = useDraftChanges() ?? []
  const documents = useDraft((state) => state.documents)
  return (
    <section>
      <h3>{t('what')}</h3>
      <ul className={styles.changes}>
        {changes.map(({ path, change }) => (
          <li key={path}>
            <span>{documentTitle(documents[path], path, language)}</span>
            <span>{t(change)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function KnownProblems() {
  const t = useWords(words)
  const problems = useProblems((state) => state.problems)
  const errors = problems.filter(({ severity }) => severity === 'error')
  const others = problems.length - errors.length
  if (errors.length > 0) return <ProblemBox title={t('errors', { count: errors.length })} problems={errors} />
  return others > 0 ? <p className={styles.warning}>{t('warnings', { count: others })}</p> : null
}

function Refused({ text, problems }: { text: string; problems: Problem[] }) {
  return <ProblemBox title={text} problems={problems.filter(({ severity }) => severity === 'error')} />
}

const shown = 5

function ProblemBox({ title, problems }: { title: string; problems: readonly Problem[] }) {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  return (
    <section className={styles.blocking} role="alert">
      <h3>{title}</h3>
      <ul>
        {problems.slice(0, shown).map(({ document, pointer, message }) => (
          <li key={`${document}${pointer}${message.ja}`}>
            {documentTitle(documents[`${document}.json`], document, language)}: {inLanguage(message, language)}
          </li>
        ))}
        {problems.length > shown && <li>{t('more', { count: problems.length - shown })}</li>}
      </ul>
    </section>
  )
}
