import { Alert, Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { toFailure } from '../app/failure.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import type { AuditAnchors, AuditSource } from './audit-source.ts'
import css from './audit.module.css'
import { auditWords } from './words.ts'

type Place = AuditAnchors['places'][number]

/** Where the state of the log is kept outside the database, newest first. */
export function AnchorSection({ source }: { source: AuditSource }) {
  const say = useWords(auditWords)
  const language = useLanguage()
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['audit-anchors'], queryFn: () => source.anchors() })
  return (
    <section className={css.card} aria-labelledby="audit-anchors">
      <h2 id="audit-anchors">{say('anchors')}</h2>
      <p>{say('anchorsWhat')}</p>
      {isPending && <Text c="dimmed">{say('loading')}</Text>}
      {error && <Alert color="red" variant="outline" role="alert">{toFailure(error).said[language]} <Button variant="outline" size="compact-sm" onClick={() => void refetch()}>{say('retry')}</Button></Alert>}
      {data && !data.appendOnly && <Alert color="orange" variant="outline">{say('oneRole')}</Alert>}
      {data?.places.map((place) => <AnchorPlace key={place.path} place={place} />)}
    </section>
  )
}

function AnchorPlace({ place: { path, count, newest, fault, unreadable } }: { place: Place }) {
  const say = useWords(auditWords)
  return (
    <div className={css.place}>
      <h3 className={css.code}>{say('anchorsIn', { path, count })}</h3>
      {fault !== null && <Alert color="red" variant="outline" role="alert">{say('anchorFault', { fault })}</Alert>}
      {unreadable.length > 0 && <Alert color="orange" variant="outline">{say('anchorUnreadable', { lines: unreadable.join(', ') })}</Alert>}
      {newest.length === 0 ? <p>{say('anchorNone')}</p> : <AnchorTable anchors={newest} path={path} />}
    </div>
  )
}

function AnchorTable({ anchors, path }: { anchors: Place['newest']; path: string }) {
  const say = useWords(auditWords)
  return (
    <div className={css.scroll} role="region" aria-label={path} tabIndex={0}>
      <table className={css.anchors}>
        <thead>
          <tr>
            <th scope="col">{say('anchorDate')}</th>
            <th scope="col" className={css.number}>{say('anchorEntries')}</th>
            <th scope="col">{say('anchorHash')}</th>
            <th scope="col" className={css.number}>{say('anchorReleases')}</th>
          </tr>
        </thead>
        <tbody>
          {anchors.map(({ date, madeAt, entries, hash, releases }) => (
            <tr key={`${date} ${madeAt} ${entries}`}>
              <th scope="row">{date}</th>
              <td className={css.number}>{entries}</td>
              <td className={css.code}>{hash}</td>
              <td className={css.number}>{releases}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
