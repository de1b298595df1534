import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { toFailure } from '../app/failure.ts'
import { timeText } from '../app/time-text.ts'
import { compareLink } from '../compare/compare-link.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { usePermission } from '../log-in/use-permission.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { StateBadge } from './ApprovalStateBadge.tsx'
import type { ApprovalDetail, ApprovalsServer } from './approvals-server.ts'
import styles from './approvals.module.css'
import { Comments } from './Comments.tsx'
import { DecisionPanel } from './DecisionPanel.tsx'
import { RequestChanges } from './RequestChanges.tsx'
import { words } from './words.ts'

/** One request: what it is for, what it changes, what people say about it, and the decision. */
export function RequestDetail({ server, id }: { server: ApprovalsServer; id: number }) {
  const t = useWords(words)
  const queries = useQueryClient()
  const mayCompare = usePermission('release.compare')
  const { data: request, error } = useQuery({ queryKey: ['approvals', 'get', id], queryFn: () => server.get(id), enabled: Number.isSafeInteger(id) && id > 0 })
  const { data: texts, error: textsError } = useQuery({ queryKey: ['approvals', 'files', id, request?.snapshot, request?.state], queryFn: () => server.files(id), enabled: request !== undefined })
  const again = () => void queries.invalidateQueries({ queryKey: ['approvals'] })
  return (
    <div className={styles.page}>
      <p>
        <Link href="/approvals">← {t('back')}</Link>
      </p>
      <h1>{t('title', { id })}</h1>
      <FailureLine failure={error ? toFailure(error) : undefined} />
      {!request && !error && <p role="status">{t(Number.isSafeInteger(id) && id > 0 ? 'loading' : 'notFound')}</p>}
      {request && (
        <>
          <About request={request} />
          <DecisionPanel server={server} request={request} onDone={again} />
          <section>
            <div className={styles.heading}>
              <h2>{t('changes')}</h2>
              {request.baseRelease !== null && mayCompare && (
                <nav className={styles.links}>
                  <Link href={compareLink({ kind: 'release', number: request.baseRelease }, { kind: 'request', id })}>{t('compare')}</Link>
                  <Link href={compareLink({ kind: 'release', number: request.baseRelease }, { kind: 'request', id }, 'behaviour')}>{t('behaviour')}</Link>
                </nav>
              )}
            </div>
            {textsError && <p role="alert">{t('comparisonFailed')}</p>}
            {texts && <RequestChanges texts={texts} />}
          </section>
          <Comments server={server} request={request} files={texts?.files} onDone={again} />
        </>
      )}
    </div>
  )
}

function About({ request }: { request: ApprovalDetail }) {
  const t = useWords(words)
  const language = useLanguage()
  const zone = useTimeZone()
  const { state, message, authorName, createdAt, effectiveAt, decidedByName, decidedAt, decision, releaseNumber, needsPrefecture, baseRelease } = request
  return (
    <section className={styles.about}>
      <p>
        <StateBadge state={state} />
      </p>
      <h2 className={styles.small}>{t('message')}</h2>
      <p className={styles.message}>{message}</p>
      <dl className={styles.facts}>
        <dt>{t('author')}</dt>
        <dd>
          {authorName}（{timeText(createdAt, zone, language)}）
        </dd>
        <dt>{t('effective')}</dt>
        <dd>{effectiveAt === null ? t('atOnce') : timeText(effectiveAt, zone, language)}</dd>
        {decidedByName !== null && decidedAt !== null && (
          <>
            <dt>{t('decision')}</dt>
            <dd>
              {t('decided', { name: decidedByName, at: timeText(decidedAt, zone, language) })}
              {decision && <span className={styles.message}>{decision}</span>}
            </dd>
          </>
        )}
      </dl>
      <p className={styles.soft}>{releaseNumber !== null ? t('release', { number: releaseNumber }) : baseRelease !== null && t('base', { number: baseRelease })}</p>
      {needsPrefecture && <p className={styles.note}>{t('prefecture')}</p>}
    </section>
  )
}
