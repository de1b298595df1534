import { Modal, SegmentedControl, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useDeferredValue, useId, useMemo, useState } from 'react'
import { useDraft } from '../../draft/draft.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { useEditor } from '../editor-store.ts'
import { usesOf } from '../references/uses.ts'
import styles from './FindDialog.module.css'
import { type Found, find, findEntries, usesAsFound } from './find-entries.ts'
import { useOpenPlace } from './use-open-place.ts'
import { words } from './words.ts'

const mostShown = 200

/** Ctrl+F and Ctrl+Shift+F, and the uses of a thing: a list by which each place is reached. */
export function FindDialog() {
  const t = useWords(words)
  const finding = useEditor((state) => state.finding)
  const close = () => useEditor.setState({ finding: undefined })
  const title = finding && 'uses' in finding ? t('usesTitle', { id: finding.uses.id }) : t('title')
  return (
    <Modal opened={finding !== undefined} onClose={close} title={title} size="xl" closeButtonProps={{ 'aria-label': t('close') }}>
      {finding && ('uses' in finding ? <Uses {...finding.uses} onDone={close} /> : <Search scope={finding.scope} onDone={close} />)}
    </Modal>
  )
}

function Search({ scope, onDone }: { scope: 'flow' | 'bundle'; onDone(): void }) {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const path = useEditor((state) => state.path)
  const [wanted, setWanted] = useState('')
  const [where, setWhere] = useState(scope)
  const entries = useMemo(() => findEntries(documents, language), [documents, language])
  const late = useDeferredValue(wanted)
  const found = useMemo(() => find(where === 'flow' ? entries.filter((entry) => entry.path === path) : entries, late), [entries, where, path, late])
  // What is listed may still be what fits an earlier text; nobody is led to that.
  const lagging = late !== wanted
  const list = useList(lagging ? [] : found.slice(0, mostShown), onDone)
  return (
    <div className={styles.find}>
      <TextInput
        type="search" role="combobox" data-autofocus label={t('label')} description={t('help')} leftSection={<IconSearch aria-hidden size={18} />} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)}
        aria-controls={list.id} aria-expanded={found.length > 0} aria-autocomplete="list" aria-activedescendant={list.active >= 0 ? `${list.id}-${list.active}` : undefined} onKeyDown={list.onKeyDown}
      />
      <SegmentedControl aria-label={t('scope')} value={where} onChange={(next) => setWhere(next === 'flow' ? 'flow' : 'bundle')} data={[{ value: 'flow', label: t('flow') }, { value: 'bundle', label: t('bundle') }]} />
      <p role="status" className={styles.count}>
        {late.trim() === '' ? '' : found.length === 0 ? t('none') : found.length > mostShown ? t('more', { count: found.length, shown: mostShown }) : t('count', { count: found.length })}
      </p>
      <Results {...list} />
    </div>
  )
}

function Uses({ kind, id, onDone }: { kind: string; id: string; onDone(): void }) {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const found = useMemo(() => usesAsFound(documents, usesOf(documents, kind, id), language), [documents, kind, id, language])
  const list = useList(found, onDone)
  return (
    <div className={styles.find}>
      <p role="status" className={styles.count}>{found.length === 0 ? t('unused') : t('count', { count: found.length })}</p>
      <Results {...list} />
    </div>
  )
}

interface List {
  id: string
  found: readonly Found[]
  active: number
  open(index: number): void
  onKeyDown(event: KeyboardEvent): void
}

/** The keys of a list whose focus stays in the search field (ARIA combobox). */
function useList(found: readonly Found[], onDone: () => void): List {
  const id = useId()
  const openPlace = useOpenPlace()
  const [chosen, setChosen] = useState(0)
  const active = Math.min(chosen, found.length - 1)
  const open = (index: number) => {
    const place = found[index]
    if (!place) return
    onDone()
    openPlace(place)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const next = Math.max(0, Math.min(found.length - 1, active + step))
      setChosen(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      open(active)
    }
  }
  return { id, found, active, open, onKeyDown }
}

function Results({ id, found, active, open, onKeyDown }: List) {
  const t = useWords(words)
  if (found.length === 0) return null
  return (
    <div id={id} role="listbox" aria-label={t('results')} className={styles.results} tabIndex={0} aria-activedescendant={`${id}-${active}`} onKeyDown={onKeyDown}>
      {found.map((place, index) => (
        <div key={`${place.path} ${place.at.join('/')}`} id={`${id}-${index}`} role="option" aria-selected={index === active} tabIndex={-1} className={styles.result} onClick={() => open(index)} onKeyDown={(event) => event.key === 'Enter' && open(index)}>
          <span className={styles.where}>
            {place.where} ・ {place.field}
          </span>
          <strong>{place.text.length > 160 ? `${place.text.slice(0, 160)}…` : place.text}</strong>
        </div>
      ))}
    </div>
  )
}
