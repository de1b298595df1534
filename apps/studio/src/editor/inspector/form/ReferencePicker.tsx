import { Button, Select } from '@mantine/core'
import type { WidgetProps } from '@rjsf/utils'
import { IconExternalLink, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { notify } from '../../../app/notices.ts'
import { useWords } from '../../../i18n/words.ts'
import { useReadOnly } from '../../../draft/draft.ts'
import { promptWords } from '../../../prompts/words.ts'
import { useEditor } from '../../editor-store.ts'
import { isDocumentKind } from '../../rename/rename.ts'
import { words } from '../../words.ts'
import { UsedBy } from '../UsedBy.tsx'
import styles from './Form.module.css'
import { PromptTools, useStale } from './PromptTools.tsx'
import { type Referable, refOf, useReferables } from './references.ts'

/** Picks a prompt, hours, queue, flow … of the draft by id, title or what it says; a prompt can be heard on the spot. */
export function ReferencePicker({ schema, value, onChange, required, options, control }: WidgetProps & { control: { id: string } }) {
  const t = useWords(words)
  const things = useReferables(refOf(schema) ?? '')
  const chosen = things.find(({ id }) => id === value)
  const known = things.map((thing) => ({ value: thing.id, label: labelOf(thing) }))
  const missing = typeof value === 'string' && value !== '' && !chosen
  return (
    <>
      <Select
        {...control} searchable required={required} clearable={!required} allowDeselect={false} nothingFoundMessage={t('noMatch')} maxDropdownHeight={300}
        data={missing ? [...known, { value, label: value }] : known} value={typeof value === 'string' ? value : null}
        clearButtonProps={{ 'aria-label': t('refNone') }}
        onChange={(next) => onChange(next ?? options.emptyValue)}
        onFocus={(event) => event.currentTarget.select()}
        // While a choice is shown, its own label is the search text; then everything is offered.
        filter={({ options: listed, search }) => (chosen && search === labelOf(chosen) ? listed : listed.filter((option) => 'value' in option && matches(things, option.value, search)))}
        renderOption={({ option }) => <Option thing={things.find(({ id }) => id === option.value)} label={option.label} />}
      />
      {missing && <p className={styles.wrong}>{t('refMissing', { id: value })}</p>}
      {chosen && <Chosen thing={chosen} kind={refOf(schema) ?? ''} />}
      {refOf(schema) === 'prompt' && <PromptTools thing={chosen} things={things} onPick={onChange} />}
    </>
  )
}

const labelOf = ({ id, title }: Referable) => (title === id ? id : `${title}（${id}）`)

function matches(things: readonly Referable[], value: string, search: string): boolean {
  const thing = things.find(({ id }) => id === value)
  const text = `${value} ${thing?.title ?? ''} ${thing?.text ?? ''}`.normalize('NFKC').toLowerCase()
  const wanted = search.normalize('NFKC').toLowerCase().trim()
  return wanted.split(/\s+/).every((part) => text.includes(part))
}

function Option({ thing, label }: { thing: Referable | undefined; label: string }) {
  const say = useWords(promptWords)
  const stale = useStale(thing?.languages && thing.id)
  return (
    <span className={styles.option}>
      <span>{label}{stale && <strong className={styles.stale}> {say('audio-stale')}</strong>}</span>
      {thing?.text && <small>{thing.text.length > 60 ? `${thing.text.slice(0, 60)}…` : thing.text}</small>}
    </span>
  )
}

function Chosen({ thing, kind }: { thing: Referable; kind: string }) {
  const t = useWords(words)
  const readOnly = useReadOnly()
  // Pickers also stand in forms of other pages, which have none of the dialogs of the editor.
  const [location] = useLocation()
  const inEditor = location.startsWith('/flows/')
  return (
    <div className={styles.under}>
      {thing.text && <p className={styles.quote}>{thing.text}</p>}
      {thing.audio ? <PlayButton key={thing.audio} sha={thing.audio} title={thing.title} /> : thing.text && <span>{t('noAudio')}</span>}
      {thing.page && (
        <Link href={thing.page}>
          <IconExternalLink aria-hidden size={16} /> {t('refOpen')}
          <span className="visually-hidden">: {thing.title}</span>
        </Link>
      )}
      {inEditor && !thing.page && isDocumentKind(kind) && (
        <Button variant="outline" size="compact-sm" leftSection={<IconExternalLink aria-hidden size={16} />} aria-haspopup="dialog" aria-label={`${t('refOpen')}: ${thing.title}`} onClick={() => useEditor.setState({ asking: { kind: 'document', path: `${kind}/${thing.id}.json`, at: [] } })}>
          {t('refOpen')}
        </Button>
      )}
      {inEditor && <UsedBy kind={kind} id={thing.id} title={thing.title} />}
      {inEditor && !readOnly && (isDocumentKind(kind) || kind === 'prompt') && (
        <Button variant="outline" size="compact-sm" aria-haspopup="dialog" aria-label={`${t('changeId')}: ${thing.title}`} onClick={() => useEditor.setState({ asking: { kind: 'rename', what: { kind }, id: thing.id } })}>
          {t('changeId')}
        </Button>
      )}
    </div>
  )
}

function PlayButton({ sha, title }: { sha: string; title: string }) {
  const t = useWords(words)
  const audio = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  useEffect(() => () => audio.current?.pause(), [])
  const toggle = () => {
    if (playing) return audio.current?.pause()
    audio.current ??= new Audio(`/audio/${sha}.wav`)
    audio.current.currentTime = 0
    audio.current.onpause = () => setPlaying(false)
    setPlaying(true)
    audio.current.play().catch(() => {
      setPlaying(false)
      notify('failed', { ja: '音声を再生できません。音声ファイルがあるか、音声案内の画面で確かめてください。', en: 'The audio cannot be played. Look on the page of prompts whether its file is there.' })
    })
  }
  return (
    <Button variant="outline" size="compact-sm" leftSection={playing ? <IconPlayerStop aria-hidden size={16} /> : <IconPlayerPlay aria-hidden size={16} />} onClick={toggle} aria-label={`${playing ? t('stop') : t('play')}: ${title}`}>
      {playing ? t('stop') : t('play')}
    </Button>
  )
}
