import { useLanguage, useWords } from '../i18n/words.ts'
import { timeText } from '../sessions/SessionTable.tsx'
import { actionName } from './action-names.ts'
import type { AuditLine } from './audit-source.ts'
import css from './audit.module.css'
import { auditWords } from './words.ts'

export interface AuditTableProps {
  entries: readonly AuditLine[]
  /** Of people by their id, for subjects that are people. */
  names: ReadonlyMap<string, string>
  onOpen(n: number): void
}

/** Entries, newest first. */
export function AuditTable({ entries, names, onOpen }: AuditTableProps) {
  const say = useWords(auditWords)
  return (
    <table className={css.table} role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className={css.number}>{say('colNumber')}</th>
          <th role="columnheader" scope="col">{say('colTime')}</th>
          <th role="columnheader" scope="col">{say('colPerson')}</th>
          <th role="columnheader" scope="col">{say('colAction')}</th>
          <th role="columnheader" scope="col">{say('colSubject')}</th>
          <th role="columnheader" scope="col">{say('colReason')}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {entries.map((entry) => <AuditRow key={entry.n} entry={entry} subjectName={names.get(entry.subject.replace(/^person\//, ''))} onOpen={() => onOpen(entry.n)} />)}
      </tbody>
    </table>
  )
}

function AuditRow({ entry: { n, at, who, action, subject, reason }, subjectName, onOpen }: { entry: AuditLine; subjectName: string | undefined; onOpen(): void }) {
  const say = useWords(auditWords)
  const language = useLanguage()
  return (
    <tr role="row">
      <td role="cell" className={css.number}>
        <a href={`/audit/${n}`} aria-label={say('open', { number: n })} onClick={(event) => { if (event.ctrlKey || event.metaKey || event.shiftKey) return; event.preventDefault(); onOpen() }}>{n}</a>
      </td>
      <td role="cell" className={css.digits}>{timeText(Date.parse(at), language)}</td>
      <td role="cell">
        {who.name}
        <span className={css.soft}>{who.organisation}</span>
        {who.actingFor !== undefined && <span className={css.acting}>{say('acting', { name: who.actingFor })}</span>}
      </td>
      <td role="cell">{actionName(action, language)}</td>
      <td role="cell">{subjectName}<span className={css.code}>{subjectName === undefined ? subject : ` ${subject}`}</span></td>
      <td role="cell">{reason}</td>
    </tr>
  )
}
