import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLanguage, useWords } from '../i18n/words.ts'
import { actionName } from './action-names.ts'
import { auditChoices } from './audit-choices.ts'
import type { AuditSource } from './audit-source.ts'
import { type Filter, noFilter, searchAudit, toQuery, useAuditView } from './audit-view.ts'
import css from './audit.module.css'
import { auditWords } from './words.ts'

/** By what the log is searched. Nothing is asked before the button (or Enter): each search is itself an entry. */
export function AuditFilters({ source }: { source: AuditSource }) {
  const say = useWords(auditWords)
  const language = useLanguage()
  const applied = useAuditView((state) => state.filter)
  const [filter, setFilter] = useState<Filter>(applied)
  const { data } = useQuery(auditChoices(source))
  const set = (part: Partial<Filter>) => setFilter({ ...filter, ...part })
  const bad = toQuery(filter) === undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!bad) searchAudit(filter)
  }
  const clear = () => {
    setFilter(noFilter)
    searchAudit(noFilter)
  }
  const all = { value: '', label: say('all') }
  return (
    <form className={css.tools} role="search" aria-label={say('filter')} onSubmit={submit} noValidate>
      <NativeSelect label={say('person')} value={filter.person} onChange={(event) => set({ person: event.currentTarget.value })} data={[all, ...(data?.people ?? []).map(({ id, name }) => ({ value: id, label: name }))]} />
      <NativeSelect label={say('action')} value={filter.action} onChange={(event) => set({ action: event.currentTarget.value })} data={[all, ...(data?.actions ?? []).map((action) => ({ value: action, label: actionName(action, language) }))]} />
      <TextInput label={say('subject')} description={say('subjectHelp')} maxLength={300} value={filter.subject} onChange={(event) => set({ subject: event.currentTarget.value })} />
      <TextInput type="date" label={say('from')} value={filter.from} onChange={(event) => set({ from: event.currentTarget.value })} />
      <TextInput type="date" label={say('until')} value={filter.until} error={bad && say('dateBad')} onChange={(event) => set({ until: event.currentTarget.value })} />
      <TextInput label={say('text')} maxLength={100} value={filter.text} onChange={(event) => set({ text: event.currentTarget.value })} />
      <Button type="submit">{say('search')}</Button>
      <Button variant="outline" onClick={clear}>{say('clear')}</Button>
    </form>
  )
}
