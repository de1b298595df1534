import { Button, Modal, TextInput } from '@mantine/core'
import { idPattern } from '@madoguchi/schemas'
import { type FormEvent, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { toFailure } from '../app/failure.ts'
import { notify } from '../app/notices.ts'
import { draft, useDraft } from '../draft/draft.ts'
import { applyPatches, flowPath, freeKey, replaceDocument } from '../editor/commands/index.ts'
import { Gallery, TemplateAbout } from '../gallery/Gallery.tsx'
import galleryStyles from '../gallery/Gallery.module.css'
import { planTaking, takeTemplate } from '../gallery/take-template.ts'
import { storeTemplateAudio } from '../gallery/template-audio.ts'
import type { GalleryTemplate } from '../gallery/templates.ts'
import { galleryWords } from '../gallery/words.ts'
import { useWords } from '../i18n/words.ts'
import type { Choice } from '../import/plan-import.ts'
import { PlanTable } from '../import/PlanTable.tsx'
import { AudioNotStored } from '../prompts/store-audio.ts'
import { Field } from '../theme/Field.tsx'
import styles from './FlowsPage.module.css'
import { words } from './words.ts'

/** Makes a flow, empty or from a template of the gallery, and opens it. Whatever it brings, it is one step of undo. */
export function NewFlowDialog({ onClose }: { onClose(): void }) {
  const t = useWords(words)
  const [template, setTemplate] = useState<GalleryTemplate>()
  const [title, setTitle] = useState('')
  const [id, setId] = useState('')
  const [tried, setTried] = useState(false)
  const [choices, setChoices] = useState<Record<string, Choice>>({})
  const { making, make } = useMaking(onClose)
  const idError = !new RegExp(idPattern).test(id) ? t('idWrong') : draft.getState().files[flowPath(id)] ? t('idTaken') : undefined
  const choose = (next: GalleryTemplate | undefined) => {
    // What a person typed stays; what the last template suggested follows the next.
    if (next && (title === '' || title === template?.title.ja)) setTitle(next.title.ja)
    if (next && (id === '' || (template && id === freeId(template.flow.id)))) setId(freeId(next.flow.id))
    setTemplate(next)
    setChoices({})
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!idError && title.trim()) void make(template, { id, title: title.trim(), choices })
  }
  return (
    <Modal opened onClose={onClose} title={t('create')} size="xl" closeButtonProps={{ 'aria-label': t('cancel') }}>
      <form onSubmit={submit} className={styles.form} noValidate>
        <Gallery chosen={template} onChoose={choose} />
        <div className={galleryStyles.two}>
          {template && <TemplateAbout template={template} />}
          <div className={styles.form}>
            <Field label={t('newTitle')} required requirement={t('required')} error={tried && !title.trim() ? t('titleMissing') : undefined}>
              {(control) => <TextInput {...control} value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus required />}
            </Field>
            <Field label={t('newId')} required requirement={t('required')} support={t('newIdHelp')} error={tried ? idError : undefined}>
              {(control) => <TextInput {...control} value={id} onChange={(event) => setId(event.currentTarget.value)} required />}
            </Field>
          </div>
        </div>
        {template && <Clashes template={template} choices={choices} onChoose={setChoices} />}
        <div className={styles.actions}>
          <Button variant="outline" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={making}>{t('make')}</Button>
        </div>
      </form>
    </Modal>
  )
}

/** Things of the template that are here under the same name and say something else. */
function Clashes({ template, choices, onChoose }: { template: GalleryTemplate; choices: Record<string, Choice>; onChoose(choices: Record<string, Choice>): void }) {
  const t = useWords(galleryWords)
  const documents = useDraft((state) => state.documents)
  const items = useMemo(() => planTaking(documents, template).items.filter(({ key, kind, state }) => state === 'clash' && kind !== 'bundle' && key !== `call/${template.flow.id}`), [documents, template])
  if (items.length === 0) return null
  return (
    <section className={galleryStyles.about}>
      <h3>{t('clashes')}</h3>
      <p>{t('clashesHelp')}</p>
      <PlanTable items={items} choices={choices} otherwise={() => 'keep'} onChoose={onChoose} />
    </section>
  )
}

function useMaking(onClose: () => void) {
  const [, go] = useLocation()
  const [making, setMaking] = useState(false)
  const make = async (template: GalleryTemplate | undefined, taking: { id: string; title: string; choices: Record<string, Choice> }) => {
    const { documents, run } = draft.getState()
    if (template) {
      const command = takeTemplate(template, planTaking(documents, template), taking)
      setMaking(true)
      try {
        await storeTemplateAudio(template, applyPatches(documents, command.patches(documents)))
      } catch (error) {
        setMaking(false)
        notify('failed', error instanceof AudioNotStored ? error.said : toFailure(error).said)
        return
      }
      run(command)
    } else {
      const document = { $schema: '../../../schemas/json/call.schema.json', kind: 'call', id: taking.id, title: { ja: taking.title }, entry: 'start', nodes: {}, layout: {} }
      run({ ...replaceDocument(flowPath(taking.id), document), label: { ja: 'フローの作成', en: 'making a flow' } })
    }
    onClose()
    go(`/flows/${taking.id}`)
  }
  return { making, make }
}

function freeId(id: string): string {
  const taken = Object.keys(draft.getState().files).flatMap((path) => (path.startsWith('call/') ? [[path.slice('call/'.length, -'.json'.length), true] as const] : []))
  return freeKey(Object.fromEntries(taken), id)
}
