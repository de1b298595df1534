import { IconAlertTriangle, IconCircleCheck, IconPencil, IconRoute } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useLiveRelease } from '../app/live-release.ts'
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

/** What is live, what is being changed, what is wrong with it, and who called. */
export default function HomePage() {
  const t = useWords(words)
  const mayReadDraft = usePermission('draft.read')
  const mayReadCalls = usePermission('session.read')
  return (
    <div className={styles.page}>
      <h1>{t('heading')}</h1>
      <div className={styles.cards}>
        <LiveCard />
        {mayReadDraft && <DraftCard />}
        {mayReadDraft && <ProblemsCard />}
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
