import { Button, Checkbox, FileInput, Modal } from '@mantine/core'
import { bundleFileLimits, readBundleFile } from '@madoguchi/engine'
import type { BothLanguages } from '@madoguchi/schemas'
import { useState } from 'react'
import { notify } from '../app/notices.ts'
import { draft } from '../draft/draft.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { AudioNotStored, storeAudio } from '../prompts/store-audio.ts'
import { type CarriedAudio, namedAudio, readAudio, withoutAudio } from './carried-audio.ts'
import { importCommand, imported } from './import-command.ts'
import styles from './Import.module.css'
import { type Choice, type ImportItem, type ImportPlan, planImport } from './plan-import.ts'
import { PlanTable } from './PlanTable.tsx'
import { importWords } from './words.ts'

interface Read {
  plan: ImportPlan
  audio: CarriedAudio
  whole: boolean
}

type State = { phase: 'choosing' } | { phase: 'reading' } | { phase: 'refused'; said: BothLanguages } | ({ phase: 'planned' } & Read) | ({ phase: 'storing' } & Read)

/** Takes documents from a file, after showing what would change. All of it is one step of undo; what is not taken leaves nothing behind. */
export function ImportDialog({ onClose }: { onClose(): void }) {
  const t = useWords(importWords)
  const language = useLanguage()
  const [state, setState] = useState<State>({ phase: 'choosing' })
  const read = async (file: File | null) => {
    if (!file) return
    setState({ phase: 'reading' })
    setState(await look(file).catch((): State => ({ phase: 'refused', said: unreadable })))
  }
  return (
    <Modal opened onClose={onClose} title={t('importTitle')} size="xl" closeButtonProps={{ 'aria-label': t('cancel') }}>
      <div className={styles.form}>
        <p>{t('intro')}</p>
        <FileInput label={t('file')} accept="application/json,.json" onChange={(file) => void read(file)} data-autofocus clearable={false} />
        {state.phase === 'reading' && <p role="status">{t('reading')}</p>}
        {state.phase === 'refused' && (
          <div className={styles.refused} role="alert">
            <strong>{t('refusedTitle')}</strong>
            <p>{inLanguage(state.said, language)}</p>
            <p>{t('another')}</p>
          </div>
        )}
        {(state.phase === 'planned' || state.phase === 'storing') && <Planned read={state} storing={state.phase === 'storing'} onStoring={(storing) => setState({ ...state, phase: storing ? 'storing' : 'planned' })} onClose={onClose} />}
      </div>
    </Modal>
  )
}

const unreadable = { ja: 'ファイルを読み出せませんでした。何も変更していません。ファイルを選び直してください。', en: 'The file could not be read. Nothing was changed. Choose it again.' }

async function look(file: File): Promise<State> {
  // The size is known before anything is read.
  const limit = bundleFileLimits.characters
  if (file.size > limit) return { phase: 'refused', said: { ja: `ファイルが大きすぎます（${Math.ceil(file.size / 1e6)} MB、上限 ${limit / 1e6} MB）。読み込んでいません。音声を除くか、フローごとに分けて書き出してください。`, en: `The file is too large (${Math.ceil(file.size / 1e6)} MB, limit ${limit / 1e6} MB) and was not read. Export it without audio, or flow by flow.` } }
  const found = readBundleFile(await file.text())
  if ('refused' in found) return { phase: 'refused', said: found.refused }
  const planned = planImport(draft.getState().documents, found.file.files)
  if ('refused' in planned) return { phase: 'refused', said: planned.refused }
  return { phase: 'planned', plan: planned.plan, audio: await readAudio(found.file.audio, namedAudio(planned.plan.incoming)), whole: found.file.files['bundle.json'] !== undefined && found.file.files['numbers/lines.json'] !== undefined }
}

function Planned({ read: { plan, audio, whole }, storing, onStoring, onClose }: { read: Read; storing: boolean; onStoring(storing: boolean): void; onClose(): void }) {
  const t = useWords(importWords)
  const language = useLanguage()
  const [choices, setChoices] = useState<Record<string, Choice>>({})
  const [removeOthers, setRemoveOthers] = useState(false)
  const count = plan.items.filter((item) => item.state === 'new' || (item.state === 'clash' && (choices[item.key] ?? usual(item)) !== 'keep')).length
  const take = async () => {
    if (count === 0 && !removeOthers) return
    onStoring(true)
    const decided = Object.fromEntries(plan.items.filter(({ state }) => state === 'clash').map((item) => [item.key, choices[item.key] ?? usual(item)]))
    const decision = { choices: decided, removeOthers }
    const { documents } = imported(draft.getState().documents, plan, decision)
    try {
      const named = namedAudio(documents)
      for (const [sha256, bytes] of audio.sound) if (named.has(sha256)) await storeAudio({ bytes, sha256 })
    } catch (error) {
      notify('failed', error instanceof AudioNotStored ? error.said : unreadable)
      onStoring(false)
      return
    }
    const absent = await missingAudio(plan, audio)
    draft.getState().run(importCommand(plan, decision, (after) => withoutAudio(after.documents, absent)))
    notify('done', { ja: `${count}件を取り込みました。フローの画面の「元に戻す」で取り消せます。`, en: `Imported ${count}. "Undo" in the flow editor takes it back.` })
    onClose()
  }
  return (
    <>
      {plan.migrated.map((said) => <p key={said.en}>{t('migratedTitle')}: {inLanguage(said, language)}</p>)}
      <PlanTable items={plan.items} choices={choices} otherwise={usual} onChoose={setChoices} />
      {audio.sound.size > 0 && <p>{t('audio', { count: audio.sound.size })}</p>}
      {audio.left && <p className={styles.reason}>{t('audioLeft', { count: audio.left.count, why: inLanguage(audio.left.why, language) })}</p>}
      {whole && <Checkbox label={t('removeOthers')} checked={removeOthers} onChange={(event) => setRemoveOthers(event.currentTarget.checked)} />}
      <div className={styles.actions}>
        <Button variant="outline" onClick={onClose}>{t('cancel')}</Button>
        <Button loading={storing} onClick={() => void take()} aria-disabled={count === 0 && !removeOthers} data-disabled={(count === 0 && !removeOthers) || undefined} title={count === 0 && !removeOthers ? t('nothing') : undefined}>
          {t('take')}
        </Button>
      </div>
    </>
  )
}

/** The settings of the whole centre stay unless somebody says so; documents are what the file is for. */
function usual({ kind }: Pick<ImportItem, 'kind'>): Choice {
  return kind === 'bundle' ? 'keep' : 'replace'
}

/** What incoming prompts name, the file lacks, and the server does not have either. */
async function missingAudio({ incoming }: ImportPlan, { sound }: CarriedAudio): Promise<Set<string>> {
  const absent = new Set<string>()
  for (const sha256 of namedAudio(incoming)) {
    if (sound.has(sha256)) continue
    const there = await fetch(`/audio/${sha256}.wav`, { headers: { range: 'bytes=0-43' } }).then(({ ok }) => ok, () => true)
    if (!there) absent.add(sha256)
  }
  return absent
}
