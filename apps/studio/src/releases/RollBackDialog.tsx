import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import { notify } from '../app/notices.ts'
import { compareLink } from '../compare/compare-link.ts'
import { useWords } from '../i18n/words.ts'
import { useAttempt } from '../log-in/use-attempt.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Field } from '../theme/Field.tsx'
import styles from './releases.module.css'
import type { Release, ReleasesServer } from './releases-server.ts'
import { words } from './words.ts'

interface RollBackProps {
  server: ReleasesServer
  release: Release
  /** The number of the live release. */
  live: number | undefined
  onClose(): void
  onDone(): void
}

/** Says what going back does, asks why, and publishes the old content as a new release. */
export function RollBackDialog({ server, release: { number }, live, onClose, onDone }: RollBackProps) {
  const t = useWords(words)
  const { busy, failure, attempt } = useAttempt()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setMissing(reason.trim() === '')
    if (reason.trim() === '') return
    const worked = await attempt(async () => {
      const made = await server.rollBack(number, reason.trim())
      notify('done', { ja: `第${number}版の内容を、第${made}版として公開しました。`, en: `The content of release ${number} is live as release ${made}.` })
    })
    if (!worked) return
    onDone()
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('rollBackTitle', { number })} size="lg" closeButtonProps={{ 'aria-label': t('cancel') }}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <p>{t('rollBackText', { number })}</p>
        {live !== undefined && <Link href={compareLink({ kind: 'release', number: live }, { kind: 'release', number }, 'behaviour')}>{t('see')}</Link>}
        <Field label={t('reason')} required requirement={t('required')} support={t('reasonHelp')} error={missing ? t('reasonMissing') : undefined}>
          {(control) => <Textarea {...control} autosize minRows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />}
        </Field>
        <FailureLine failure={failure} />
        <div className={styles.ends}>
          <Button variant="outline" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" aria-busy={busy}>
            {busy ? t('working') : t('doRollBack', { number })}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
