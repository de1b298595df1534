import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { server } from '../app/server.ts'
import { isObject } from '../draft/json.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import styles from './HomePage.module.css'
import { words } from './words.ts'

const shown = 8
const outcomes = ['hangup', 'transfer', 'agent', 'voicemail', 'abandoned', 'failover', 'error'] as const

/** The newest calls; callers' numbers stay on the page of calls. */
export function LatestCalls() {
  const t = useWords(words)
  const { data: sessions, isError } = useQuery({ ...server.sessions.list.queryOptions({ limit: shown }), refetchInterval: 10_000 })
  return (
    <section className={styles.calls}>
      <h2>{t('callsTitle')}</h2>
      {isError && <p role="alert">{t('callsFailed')}</p>}
      {sessions?.length === 0 && <p>{t('noCalls')}</p>}
      {sessions && sessions.length > 0 && (
        <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('callsTitle')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('when')}</th>
                <th scope="col">{t('line')}</th>
                <th scope="col">{t('outcome')}</th>
                <th scope="col">{t('release')}</th>
              </tr>
            </thead>
            <tbody>
              {sessions.map((session) => (
                <CallRow key={session.id} {...session} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Link href="/sessions" className={styles.action}>
        {t('allCalls')}
      </Link>
    </section>
  )
}

function CallRow({ id, startedAt, dialledLine, outcome, releaseNumber }: { id: string; startedAt: string; dialledLine: string; outcome?: unknown; releaseNumber: number }) {
  const t = useWords(words)
  const language = useLanguage()
  const timeZone = useTimeZone()
  const kind = isObject(outcome) ? outcomes.find((known) => known === outcome.kind) : undefined
  return (
    <tr>
      <td>
        <Link href={`/sessions/${id}`}>{new Date(startedAt).toLocaleString(language === 'ja' ? 'ja-JP' : 'en-GB', { timeZone, month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' })}</Link>
      </td>
      <td>{dialledLine}</td>
      <td>{kind ? t(kind) : t('inProgress')}</td>
      <td className={styles.number}>{releaseNumber}</td>
    </tr>
  )
}
