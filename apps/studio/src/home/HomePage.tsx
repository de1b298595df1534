import { IconAlertTriangle, IconCircleCheck, IconPencil, IconRoute } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useLiveRelease } from '../app/live-release.ts'
import { server } from '../app/server.ts'
import { countBySeverity, useProblems } from '../check/problems-store.ts'
import { SetAside } from '../draft/SetAside.tsx'
import { documentTitle } from '../draft/document-title.ts'
import { useDraftChanges } from '../draft/draft-changes.ts'
import { useDraft } from '../draft/draft.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { usePermission } from '../log-in/use-permission.ts'
import styles from './HomePage.module.css'
import { LatestCalls } from './LatestCalls.tsx'
import { words } from './words.ts'

/** What is live, what is being changed, what is wrong with it, what waits for approval, and who called. */
export default function HomePage() {
  const t = useWords(words)
  const mayReadDraft = usePermission('draft.read')
  const mayReadCalls = usePermission('session.read')
  const mayReadApprovals = usePermission('approval.read')
  return (
    <div className={styles.page}>
      <h1>{t('heading')}</h1>
      <div className={styles.cards}>
        <LiveCard />
        {mayReadDraft && <DraftCard />}
        {mayReadDraft && <ProblemsCard />}
        {mayReadApprovals && <ApprovalsCard />}
      </div>
      {mayReadCalls && <LatestCalls />}
    </div>
  )
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.card}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function LiveCard() {
  const t = useWords(words)
  const language = useLanguage()
  const timeZone = useTimeZone()
  const { release } = useLiveRelease()
  const at = release && new Date(release.effectiveAt).toLocaleString(language === 'ja' ? 'ja-JP' : 'en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' })
  return (
    <Card title={t('liveTitle')}>
      {release && at ? (
        <>
          <p className={styles.big}>{t('releaseNumber', { number: release.number })}</p>
          <p>{t('since', { at })}</p>
          <p>{release.message}</p>
          <p className={styles.soft}>{t('by', { name: release.author })}</p>
        </>
      ) : (
        <p>{t('none')}</p>
      )}
    </Card>
  )
}

function DraftCard() {
  const t = useWords(words)
  const language = useLanguage()
  const changes = useDraftChanges()
  const documents = useDraft((state) => state.documents)
  const mayEdit = usePermission('draft.edit')
  return (
    <Card title={t('draftTitle')}>
      <p className={styles.state}>
        {changes?.length ? <IconPencil aria-hidden size={22} /> : <IconCircleCheck aria-hidden size={22} className={styles.good} />}
        <span>{changes?.length ? t('differs', { count: changes.length }) : t('same')}</span>
      </p>
      {changes && changes.length > 0 && (
        <ul>
          {changes.slice(0, 4).map(({ path }) => (
            <li key={path}>{documentTitle(documents[path], path, language)}</li>
          ))}
        </ul>
      )}
      <SetAside />
      <Link href="/flows" className={styles.action}>
        <IconRoute aria-hidden size={20} />
        {mayEdit ? t('edit') : t('look')}
      </Link>
    </Card>
  )
}

function ProblemsCard() {
  const t = useWords(words)
  const { problems, checking } = useProblems()
  const { error, warning } = countBySeverity(problems)
  const sound = error === 0 && warning === 0
  return (
    <Card title={t('problemsTitle')}>
      {checking && problems.length === 0 ? (
        <p>{t('checking')}…</p>
      ) : sound ? (
        <p className={styles.state}>
          <IconCircleCheck aria-hidden size={22} className={styles.good} />
          <span>{t('noProblems')}</span>
        </p>
      ) : (
        <dl className={styles.counts}>
          <div className={error > 0 ? styles.bad : undefined}>
            <dt>
              {error > 0 && <IconAlertTriangle aria-hidden size={20} />}
              {t('errors')}
            </dt>
            <dd>{error}</dd>
          </div>
          <div>
            <dt>{t('warnings')}</dt>
            <dd>{warning}</dd>
          </div>
        </dl>
      )}
    </Card>
  )
}

const undecided = ['open', 'stale', 'waiting'] as const
const mostCounted = 100

/** What waits for somebody's decision, or for its time. */
function ApprovalsCard() {
  const t = useWords(words)
  const { data: requests } = useQuery(server.approvals.list.queryOptions({ states: [...undecided], limit: mostCounted }))
  const waiting = requests?.filter(({ state }) => state === 'waiting').length ?? 0
  const open = (requests?.length ?? 0) - waiting
  return (
    <Card title={t('approvalsTitle')}>
      {requests && (
        <p className={styles.state}>
          {open > 0 ? <IconAlertTriangle aria-hidden size={22} /> : <IconCircleCheck aria-hidden size={22} className={styles.good} />}
          <span>{open > 0 ? t('approvalsOpen', { count: open }) : t('approvalsNone')}</span>
        </p>
      )}
      {waiting > 0 && <p>{t('approvalsWaiting', { count: waiting })}</p>}
      <Link href="/approvals" className={styles.action}>
        {t('approvalsAll')}
      </Link>
    </Card>
  )
}
