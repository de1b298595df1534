import { useLocation, useParams } from 'wouter'
import { useWords } from '../i18n/words.ts'
import { SessionDetail } from './SessionDetail.tsx'
import type { SessionSource } from './session-list.ts'
import { SessionList } from './SessionList.tsx'
import { runtimeSessions } from './session-source.ts'
import css from './sessions.module.css'
import { sessionWords } from './words.ts'

/** The calls that came in, and what happened in one of them. */
export function SessionsPage({ source = runtimeSessions }: { source?: SessionSource }) {
  const say = useWords(sessionWords)
  const { id } = useParams<{ id?: string }>()
  const [, go] = useLocation()
  if (id !== undefined) return <SessionDetail key={id} id={id} source={source} onBack={() => go('/sessions')} />
  return (
    <div className={css.page}>
      <h1>{say('heading')}</h1>
      <p>{say('intro')}</p>
      <SessionList source={source} onOpen={(session) => go(`/sessions/${session}`)} />
    </div>
  )
}

export default SessionsPage
