import { useLanguage, useWords } from '../i18n/words.ts'
import { durationText } from '../telephone/clock-text.ts'
import { maskedNumber } from '../telephone/masked-number.ts'
import { type SessionSummary, isPretended, outcomeKind, placedAt } from './session-list.ts'
import css from './sessions.module.css'
import { sessionWords } from './words.ts'

/** Calls, newest first. */
export function SessionTable({ sessions, onOpen }: { sessions: readonly SessionSummary[]; onOpen(id: string): void }) {
  const say = useWords(sessionWords)
  return (
    <table className={css.table} role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">{say('colTime')}</th>
          <th role="columnheader" scope="col">{say('colLine')}</th>
          <th role="columnheader" scope="col">{say('colCaller')}</th>
          <th role="columnheader" scope="col">{say('colOutcome')}</th>
          <th role="columnheader" scope="col" className={css.number}>{say('colSeconds')}</th>
          <th role="columnheader" scope="col">{say('colRelease')}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {sessions.map((session) => <SessionRow key={session.id} session={session} onOpen={() => onOpen(session.id)} />)}
      </tbody>
    </table>
  )
}

function SessionRow({ session, onOpen }: { session: SessionSummary; onOpen(): void }) {
  const say = useWords(sessionWords)
  const language = useLanguage()
  const { id, startedAt, endedAt, dialledLine, callerNumber, channel, releaseNumber } = session
  const time = timeText(placedAt(id), language)
  const kind = outcomeKind(session)
  return (
    <tr role="row">
      <td role="cell">
        <a href={`/sessions/${id}`} aria-label={say('open', { time })} onClick={(event) => { if (event.ctrlKey || event.metaKey || event.shiftKey) return; event.preventDefault(); onOpen() }}>{time}</a>
        {channel === 'simulated' && <span className={css.mark}>{say('simulated')}</span>}
        {isPretended(session) && <span className={css.soft}>{say('pretended', { time: timeText(Date.parse(startedAt), language) })}</span>}
      </td>
      <td role="cell">{dialledLine}</td>
      <td role="cell" className={css.digits}>{callerNumber === null ? say('anonymous') : maskedNumber(callerNumber)}</td>
      <td role="cell"><span className={css.outcome} data-kind={kind}>{kind && say(`outcome-${kind}`)}</span></td>
      <td role="cell" className={css.number}>{endedAt === null ? '' : durationText(Date.parse(endedAt) - Date.parse(startedAt))}</td>
      <td role="cell">{say('release', { number: releaseNumber })}</td>
    </tr>
  )
}

/** An instant to the second, on the clock of the person who reads. */
export function timeText(epochMs: number, language: 'ja' | 'en'): string {
  return new Date(epochMs).toLocaleString(language === 'ja' ? 'ja-JP' : 'en-GB', { year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' })
}
