import { Button, Modal, TextInput, Textarea } from '@mantine/core'
import type { Problem } from '@madoguchi/schemas'
import { type FormEvent, useState } from 'react'
import { useLiveRelease } from '../app/live-release.ts'
import { notify } from '../app/notices.ts'
import { readPerson } from '../app/person.ts'
import { useProblems } from '../check/problems-store.ts'
import { documentTitle } from '../draft/document-title.ts'
import { useDraftChanges } from '../draft/draft-changes.ts'
import { useDraft } from '../draft/draft.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { Field } from '../theme/Field.tsx'
import styles from './Publish.module.css'
import { publishDraft } from './publish-draft.ts'
import { words } from './words.ts'

/** Asks for a message and makes the draft the next release. What stands in the way is listed, not hidden behind a grey button. */
export default function PublishDialog({ onClose }: { onClose(): void }) {
  const t = useWords(words)
  const { release } = useLiveRelease()
  const changes = useDraftChanges() ?? []
  const [number] = useState((release?.number ?? 0) + 1)
  return (
    <Modal opened onClose={onClose} title={t('title', { number })} size="lg" closeButtonProps={{ 'aria-label': t('cancel') }}>
      <div className={styles.dialog}>{changes.length === 0 ? <p>{t('nothing')}</p> : <PublishForm number={number} onClose={onClose} />}</div>
    </Modal>
  )
}

function PublishForm({ number, onClose }: { number: number; onClose(): void }) {
  const t = useWords(words)
  const language = useLanguage()
  const [message, setMessage] = useState('')
  const [author, setAuthor] = useState(readPerson())
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ text: string; problems: Problem[] }>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (busy || !message.trim() || !author.trim()) return
    setBusy(true)
    const result = await publishDraft(message.trim(), author.trim())
    setBusy(false)
    if (result.ok) {
      notify('done', { ja: `第${result.number}版を公開しました。次の着信から、この版で応対します。`, en: `Release ${result.number} is live. It answers from the next call on.` })
      onClose()
    } else setRefused(result.reason === 'not-saved' ? { text: t('notSaved'), problems: [] } : { text: inLanguage(result.failure.said, language), problems: result.problems })
  }
  return (
    <form onSubmit={(event) => void submit(event)} className={styles.dialog} noValidate>
      <Changes />
      {refused ? <Refused {...refused} /> : <KnownProblems />}
      <p>{t('effect')}</p>
      <Field label={t('message')} required requirement={t('required')} support={t('messageHelp')} error={tried && !message.trim() ? t('messageMissing') : undefined}>
        {(control) => <Textarea {...control} autosize minRows={3} maxLength={2000} value={message} onChange={(event) => setMessage(event.currentTarget.value)} required data-autofocus />}
      </Field>
      <Field label={t('author')} required requirement={t('required')} support={t('authorHelp')} error={tried && !author.trim() ? t('authorMissing') : undefined}>
        {(control) => <TextInput {...control} maxLength={100} maw={280} autoComplete="name" value={author} onChange={(event) => setAuthor(event.currentTarget.value)} required />}
      </Field>
      <div className={styles.actions}>
        <Button variant="outline" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" aria-busy={busy}>
          {busy ? t('publishing') : t('submit', { number })}
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
