import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { DeleteDocument } from '../documents/DeleteDocument.tsx'
import shared from '../documents/documents.module.css'
import { documentTitle } from '../draft/document-title.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { Field } from '../theme/Field.tsx'
import { DocumentNames } from './DocumentNames.tsx'
import { Inherited } from './Inherited.tsx'
import { holidaysPath, hoursPage, hoursPath, runOnHours } from './hours-document.ts'
import { type HoursView, idsOf, useHoursDocuments } from './use-hours.ts'
import { words } from './words.ts'

/** Names, what is inherited from, which holidays, which zone; and deleting. */
export function SettingsTab({ view, readOnly }: { view: HoursView; readOnly: boolean }) {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useHoursDocuments()
  const { hours, id } = view
  const parents = idsOf(documents, 'hours').filter((one) => one !== id && !descendsFrom(view, one))
  const titleOf = (path: (id: string) => string, one: string) => `${documentTitle(documents[path(one)], one, language)} (${one})`
  const options = (ids: readonly string[], path: (id: string) => string, chosen: string | undefined) => [...new Set([...ids, ...(chosen === undefined ? [] : [chosen])])].map((one) => ({ value: one, label: titleOf(path, one) }))
  const withoutHolidays = t(hours.parent === undefined ? 'noHolidaysUsed' : 'holidaysInherited')
  const set = (part: 'parent' | 'holidays', value: string) => runOnHours(id, 'act.settings', ({ [part]: _before, ...rest }) => (value === '' ? rest : { ...rest, [part]: value }))
  return (
    <>
      <section className={shared.section} aria-labelledby="hours-settings">
        <h2 id="hours-settings">{t('settings')}</h2>
        <Field label={t('parent')} support={t('parentHelp')}>
          {(control) => readOnly ? <TextInput {...control} value={hours.parent === undefined ? t('noParent') : titleOf(hoursPath, hours.parent)} readOnly maw={420} /> : <NativeSelect {...control} value={hours.parent ?? ''} data={[{ value: '', label: t('noParent') }, ...options(parents, hoursPath, hours.parent)]} onChange={({ currentTarget }) => set('parent', currentTarget.value)} maw={420} />}
        </Field>
        <Field label={t('holidaysUsed')} support={t('holidaysUsedHelp')}>
          {(control) => readOnly ? <TextInput {...control} value={hours.holidays === undefined ? withoutHolidays : titleOf(holidaysPath, hours.holidays)} readOnly maw={420} /> : <NativeSelect {...control} value={hours.holidays ?? ''} data={[{ value: '', label: withoutHolidays }, ...options(idsOf(documents, 'holidays'), holidaysPath, hours.holidays)]} onChange={({ currentTarget }) => set('holidays', currentTarget.value)} maw={420} />}
        </Field>
        <Inherited view={view} part="holidays" readOnly={readOnly} />
        <ZoneField view={view} readOnly={readOnly} />
      </section>
      {!readOnly && <DocumentNames key={id} kind="hours" id={id} title={hours.title} page={(to) => `${hoursPage(to)}?view=settings`} />}
      {!readOnly && <DeleteDocument kind="hours" id={id} label={t('deleteHours')} list="/hours" />}
    </>
  )
}

/** Whether other hours inherit from these: they cannot be their parent, or the inheritance would lead back. */
function descendsFrom({ id, lookups }: HoursView, other: string): boolean {
  const seen = new Set<string>()
  for (let current: string | undefined = other; current !== undefined && !seen.has(current); current = lookups.hours(current)?.parent) {
    if (current === id) return true
    seen.add(current)
  }
  return false
}

function ZoneField({ view: { id, hours, lookups }, readOnly }: { view: HoursView; readOnly: boolean }) {
  const t = useWords(words)
  const [typed, setTyped] = useState<string>()
  const take = () => {
    if (typed !== undefined && typed.trim() !== (hours.timeZone ?? '')) runOnHours(id, 'act.settings', ({ timeZone: _before, ...rest }) => (typed.trim() === '' ? rest : { ...rest, timeZone: typed.trim() }))
    setTyped(undefined)
  }
  return (
    <Field label={t('zone')} support={t('zoneHelp', { zone: lookups.timeZone })}>
      {(control) => <TextInput {...control} value={typed ?? hours.timeZone ?? ''} readOnly={readOnly} onChange={({ currentTarget }) => setTyped(currentTarget.value)} onBlur={take} maw={320} />}
    </Field>
  )
}
