import { Alert, Button, Text } from '@mantine/core'
import { IconAlertTriangle, IconArrowLeft, IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { toFailure } from '../app/failure.ts'
import { type Language, useLanguage, useWords } from '../i18n/words.ts'
import { allRoles, roleName } from '../people/role-words.ts'
import { timeText } from '../sessions/SessionTable.tsx'
import { actionName } from './action-names.ts'
import type { AuditDetail, AuditSource } from './audit-source.ts'
import css from './audit.module.css'
import { auditWords } from './words.ts'

export interface AuditEntryProps {
  n: number
  source: AuditSource
  onOpen(n: number): void
  onBack(): void
}

/** One entry with everything it tells, and where it stands in the chain. */
export function AuditEntry({ n, source, onOpen, onBack }: AuditEntryProps) {
  const say = useWords(auditWords)
  const language = useLanguage()
  const known = Number.isSafeInteger(n) && n > 0
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['audit-entry', n], queryFn: () => source.get(n), enabled: known })
  const missing = !known || (error !== null && toFailure(error).code === 'NO_SUCH_AUDIT_ENTRY')
  return (
    <div className={css.page}>
      <div><Button variant="subtle" leftSection={<IconArrowLeft size={20} aria-hidden />} onClick={onBack}>{say('back')}</Button></div>
      <h1>{say('entry', { number: known ? n : '?' })}</h1>
      {missing && <Alert color="orange" variant="outline">{say('noEntry')}</Alert>}
      {known && isPending && <Text c="dimmed">{say('loading')}</Text>}
      {error && !missing && <Alert color="red" variant="outline" role="alert">{say('failed', { said: toFailure(error).said[language] })} <Button variant="outline" size="compact-sm" onClick={() => void refetch()}>{say('retry')}</Button></Alert>}
      {data && <Facts entry={data} />}
      {data && <Chain entry={data} onOpen={onOpen} />}
    </div>
  )
}

function Facts({ entry: { at, who, action, subject, reason, from, detail } }: { entry: AuditDetail }) {
  const say = useWords(auditWords)
  const language = useLanguage()
  const code = (text: string) => <span className={css.code}>{text}</span>
  const facts: [string, ReactNode][] = [
    [say('colTime'), timeText(Date.parse(at), language)],
    [say('who'), who.actingFor === undefined ? who.name : <>{who.name} <span className={css.acting}>{say('acting', { name: who.actingFor })}</span></>],
    [say('organisation'), who.organisation],
    [say('roles'), who.roles.map((held) => roleIn(held, language)).join(language === 'ja' ? '、' : ', ')],
    [say('action'), <>{actionName(action, language)} {code(action)}</>],
    [say('subject'), code(subject)],
    [say('fromWhere'), code(from)],
    [say('reason'), reason ?? say('noReason')],
  ]
  return (
    <section className={css.card}>
      <h2>{say('facts')}</h2>
      <dl className={css.facts}>
        {facts.map(([name, value]) => value !== '' && <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
      {detail !== undefined && <><h3>{say('detail')}</h3><pre className={css.body} tabIndex={0}>{JSON.stringify(detail, null, 2)}</pre></>}
    </section>
  )
}

/** An entry may name a role that a later version does not have any more. */
function roleIn(held: string, language: Language): string {
  const role = allRoles.find((one) => one === held)
  return role === undefined ? held : roleName(role, language)
}

function Chain({ entry: { n, sound, previousHash, hash, body }, onOpen }: { entry: AuditDetail; onOpen(n: number): void }) {
  const say = useWords(auditWords)
  return (
    <section className={css.card}>
      <h2>{say('chain')}</h2>
      <ul className={css.marks}>
        <Mark good={sound.previous} text={say(sound.previous ? 'soundPrevious' : 'badPrevious')} />
        <Mark good={sound.hash} text={say(sound.hash ? 'soundHash' : 'badHash')} />
        {sound.next === null ? <li>{say('last')}</li> : <Mark good={sound.next} text={say(sound.next ? 'soundNext' : 'badNext')} />}
      </ul>
      <dl className={css.facts}>
        <div><dt>{say('previous')}</dt><dd className={css.code}>{previousHash}</dd></div>
        <div><dt>{say('hash')}</dt><dd className={css.code}>{hash}</dd></div>
      </dl>
      <h3>{say('body')}</h3>
      <pre className={css.body} tabIndex={0}>{body}</pre>
      <div className={css.tools}>
        {n > 1 && <Button variant="outline" onClick={() => onOpen(n - 1)}>{say('toPrevious', { number: n - 1 })}</Button>}
        {sound.next !== null && <Button variant="outline" onClick={() => onOpen(n + 1)}>{say('toNext', { number: n + 1 })}</Button>}
      </div>
    </section>
  )
}

function Mark({ good, text }: { good: boolean; text: string }) {
  return (
    <li data-good={good}>
      {good ? <IconCheck size={20} aria-hidden /> : <IconAlertTriangle size={20} aria-hidden />}
      <span>{text}</span>
    </li>
  )
}
