import { Button, Textarea } from '@mantine/core'
import type { BothLanguages } from '@madoguchi/schemas'
import { useState } from 'react'
import { notify } from '../app/notices.ts'
import { timeText } from '../app/time-text.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { useMe } from '../log-in/me.ts'
import { useAttempt } from '../log-in/use-attempt.ts'
import { usePermission } from '../log-in/use-permission.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Field } from '../theme/Field.tsx'
import type { ApprovalDetail, ApprovalsServer } from './approvals-server.ts'
import styles from './approvals.module.css'
import { Rebase } from './Rebase.tsx'
import { words } from './words.ts'

export interface PanelProps {
  server: ApprovalsServer
  request: ApprovalDetail
  onDone(): void
}

const undecided = new Set(['open', 'stale', 'waiting'])

/** What may be done with a request now, and why not where it may not. */
export function DecisionPanel({ server, request, onDone }: PanelProps) {
  const me = useMe(({ person }) => person)
  const mayDecide = usePermission('approval.decide')
  if (!undecided.has(request.state)) return null
  const mine = me?.id === request.author
  return (
    <>
      {request.rebase !== 'not-needed' && request.state !== 'waiting' && <Rebase server={server} request={request} onDone={onDone} />}
      {mayDecide && !mine && request.state !== 'waiting' && <Decide server={server} request={request} onDone={onDone} />}
      {mine && <Withdraw server={server} request={request} onDone={onDone} />}
    </>
  )
}

function Decide({ server, request, onDone }: PanelProps) {
  const t = useWords(words)
  const language = useLanguage()
  const zone = useTimeZone()
  const { busy, failure, attempt } = useAttempt()
  const [message, setMessage] = useState('')
  const [missing, setMissing] = useState(false)
  const { ok, why } = request.decidable
  const approve = () =>
    attempt(async () => {
      const release = await server.approve(request.id, request.snapshot, message.trim())
      notify('done', release === null ? notices.approvedLater : { ja: `承認しました。第${release}版を公開しました。`, en: `Approved. Release ${release} is live.` })
      onDone()
    })
  const sendBack = () => {
    setMissing(message.trim() === '')
    if (message.trim() === '') return
    void attempt(async () => {
      await server.sendBack(request.id, message.trim())
      notify('done', notices.sentBack)
      onDone()
    })
  }
  return (
    <section className={styles.decision}>
      <h2>{t('decision')}</h2>
      {!ok && why && <p className={styles.note}>{inLanguage(why, language)}</p>}
      <Field label={t('decisionMessage')} requirement={t('optional')} support={t('decisionHelp')} error={missing ? t('messageMissing') : undefined}>
        {(control) => <Textarea {...control} autosize minRows={2} maxLength={2000} value={message} onChange={(event) => setMessage(event.currentTarget.value)} />}
      </Field>
      <FailureLine failure={failure} />
      <div className={styles.actions}>
        <Button variant="outline" onClick={sendBack} aria-busy={busy}>
          {t('sendBack')}
        </Button>
        <Button onClick={() => ok && void approve()} aria-busy={busy} aria-disabled={!ok}>
          {busy ? t('working') : request.effectiveAt === null ? t('approve') : t('approveLater', { at: timeText(request.effectiveAt, zone, language) })}
        </Button>
      </div>
    </section>
  )
}

function Withdraw({ server, request, onDone }: PanelProps) {
  const t = useWords(words)
  const { busy, failure, attempt } = useAttempt()
  const withdraw = () =>
    attempt(async () => {
      await server.withdraw(request.id)
      notify('done', notices.withdrawn)
      onDone()
    })
  return (
    <section className={styles.decision}>
      <p>{t('withdrawHelp')}</p>
      <FailureLine failure={failure} />
      <div>
        <Button variant="outline" color="red" onClick={() => void withdraw()} aria-busy={busy}>
          {busy ? t('working') : t('withdraw')}
        </Button>
      </div>
    </section>
  )
}

const notices = {
  approvedLater: { ja: '承認しました。予約した日時に公開します。', en: 'Approved. It takes effect at the time that was set.' },
  sentBack: { ja: '差し戻しました。依頼した人に表示されます。', en: 'Sent back. Its author will see it.' },
  withdrawn: { ja: '依頼を取り下げました。下書きは変わっていません。', en: 'The request was withdrawn. The draft is unchanged.' },
} as const satisfies Record<string, BothLanguages>

