import type { Program } from '@madoguchi/engine'
import { Button, Drawer, NativeSelect, Stack, Text, TextInput, Textarea } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useDraftAccess } from '../draft/draft-access.ts'
import { sameJson } from '../draft/json.ts'
import { nodeTypes } from '../editor/node-types.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { AudioSection } from './AudioSection.tsx'
import { type PromptForm, emptyForm, formFault, toForm, toPrompt } from './prompt-form.ts'
import { type PromptEntry, withPrompt, withoutPrompt } from './prompt-document.ts'
import { promptUses } from './prompt-uses.ts'
import { PromptPreview } from './PromptPreview.tsx'
import { PromptUses } from './PromptUses.tsx'
import css from './prompts.module.css'
import { useFilled } from './use-filled.ts'
import { useReadings } from './use-readings.ts'
import { promptWords } from './words.ts'

export interface PromptEditorProps {
  program: Program
  /** Left out: a new prompt. */
  entry: PromptEntry | undefined
  /** A name for the new prompt, made of the place that wants it. */
  suggestedId?: string | undefined
  /** The prompt is in the draft. */
  onSaved?: ((id: string) => void) | undefined
  onClose(): void
}

/** Edits one prompt aside from the draft; "apply" is one command of the draft and so one step of undo. */
export function PromptEditor({ program, entry, suggestedId = '', onSaved, onClose }: PromptEditorProps) {
  const say = useWords(promptWords)
  const language = useLanguage()
  const { update } = useDraftAccess()
  const first = useMemo(() => (entry ? toForm(entry.id, entry.prompt) : { ...emptyForm, id: suggestedId }), [entry, suggestedId])
  const [form, setForm] = useState(first)
  const [leaving, setLeaving] = useState(false)
  const [tried, setTried] = useState(false)
  const taken = useMemo(() => new Set(entry ? [] : program.prompts.keys()), [program, entry])
  const changed = !sameJson(toPrompt(form), toPrompt(first)) || form.id !== first.id
  const fault = formFault(form, taken)
  const target = entry ?? firstDocument(program)
  const save = () => {
    setTried(true)
    if (fault || !changed || !target) return
    const title = form.titleJa || form.id
    update(target.path, withPrompt(target.document, form.id, toPrompt(form)), say(entry ? 'labelChange' : 'labelAdd', { title }))
    onSaved?.(form.id)
    onClose()
  }
  return (
    <Drawer opened onClose={() => (changed ? setLeaving(true) : onClose())} position="right" size="min(720px, 100vw)" title={<strong>{entry ? say('editTitle', { title: inLanguage(entry.prompt.title, language) || entry.id }) : say('newTitle')}</strong>} closeButtonProps={{ 'aria-label': say('cancel') }} classNames={{ content: css.drawer, body: css.drawerBody }}>
      <Stack gap="md" className={css.drawerFields}>
        <PromptFields form={form} set={(part) => setForm({ ...form, ...part })} isNew={!entry} fault={tried ? fault : undefined} program={program} />
        {entry && target && <Removal entry={entry} program={program} onRemove={() => {
          update(entry.path, withoutPrompt(entry.document, entry.id), say('labelRemove', { title: entry.prompt.title?.ja ?? entry.id }))
          onClose()
        }} />}
      </Stack>
      <div className={css.footer}>
        {leaving ? (
          <>
            <strong role="alert">{say('discardAsk')}</strong>
            <Button color="red" onClick={onClose}>{say('discardYes')}</Button>
            <Button variant="outline" onClick={() => setLeaving(false)}>{say('discardNo')}</Button>
          </>
        ) : (
          <>
            <Button aria-disabled={!changed} onClick={save}>{say('save')}</Button>
            <Button variant="outline" onClick={() => (changed ? setLeaving(true) : onClose())}>{say('cancel')}</Button>
            {(fault && tried) || !changed ? <Text size="sm" c="dimmed">{say('cannotSave', { why: say(changed ? (fault ?? 'textMissing') : 'nothingChanged') })}</Text> : null}
          </>
        )}
      </div>
    </Drawer>
  )
}

interface FieldsProps {
  form: PromptForm
  set(part: Partial<PromptForm>): void
  isNew: boolean
  fault: ReturnType<typeof formFault>
  program: Program
}

const purposes = ['hours', 'web', 'menu', 'item', 'recording', 'waiting', 'transfer', 'retry', 'closing', 'failure', 'disaster', 'other'] as const
const owners = ['prefecture', 'contractor'] as const

function PromptFields({ form, set, isNew, fault, program }: FieldsProps) {
  const say = useWords(promptWords)
  const filled = useFilled(program, [form.ja, form.en])
  const readings = useReadings(program)
  const spoken = program.bundle.language === 'en' ? 'en' : 'ja'
  const variables = Object.keys(program.variables).map((name) => `{{${name}}}`).join(' ')
  const label = (text: string, required: boolean) => `${text} ${say(required ? 'required' : 'optional')}`
  const title = form.titleJa || form.id
  return (
    <>
      {isNew && <TextInput label={label(say('id'), true)} description={say('idHelp')} w={320} value={form.id} error={(fault === 'idBad' || fault === 'idTaken') && say(fault)} onChange={(event) => set({ id: event.currentTarget.value.trim() })} />}
      <div className={css.line} style={{ alignItems: 'flex-start' }}>
        <TextInput label={label(say('titleJa'), false)} w={280} value={form.titleJa} onChange={(event) => set({ titleJa: event.currentTarget.value })} />
        <TextInput label={label(say('titleEn'), false)} w={280} value={form.titleEn} onChange={(event) => set({ titleEn: event.currentTarget.value })} />
        <NativeSelect label={say('purpose')} w={180} value={form.purpose} data={purposes.map((value) => ({ value, label: say(`purpose-${value}`) }))} onChange={(event) => set({ purpose: purposes.find((value) => value === event.currentTarget.value) ?? 'other' })} />
        <NativeSelect label={say('owner')} w={140} value={form.owner} data={owners.map((value) => ({ value, label: say(`owner-${value}`) }))} onChange={(event) => set({ owner: owners.find((value) => value === event.currentTarget.value) ?? 'prefecture' })} />
      </div>
      {(['ja', 'en'] as const).map((each) => {
        const text = form[each]
        const heard = filled?.get(text)
        const audio = form.audio[each]
        return (
          <section key={each} className={css.section} aria-label={say(each === 'ja' ? 'textJa' : 'textEn')}>
            <Textarea
              label={label(say(each === 'ja' ? 'textJa' : 'textEn'), each === 'ja')} description={say('textHelp', { example: '{{…}}', variables })} autosize minRows={3} lang={each} value={text}
              error={each === 'ja' && fault === 'textMissing' && say('textMissing')} onChange={(event) => set({ [each]: event.currentTarget.value })}
            />
            {text.trim() !== '' && heard && <PromptPreview filled={heard} />}
            {(each === spoken || text.trim() !== '' || audio) && (
              <AudioSection language={each} audio={audio} filled={heard} title={title} readings={readings} onAudio={(next) => set({ audio: { ...form.audio, [each]: next } })} />
            )}
          </section>
        )
      })}
    </>
  )
}

function Removal({ entry, program, onRemove }: { entry: PromptEntry; program: Program; onRemove(): void }) {
  const say = useWords(promptWords)
  const uses = useMemo(() => promptUses(program.bundle, program.documents, nodeTypes).get(entry.id) ?? [], [program, entry])
  const [asked, setAsked] = useState(false)
  return (
    <section className={css.section}>
      <h3>{say('uses')}</h3>
      {uses.length === 0 ? <Text>{say('usesNone')}</Text> : <PromptUses uses={uses} program={program} />}
      {asked && uses.length > 0 && <span className={css.bad} role="alert">{say('removeRefused')}</span>}
      {asked && uses.length === 0 ? (
        <div className={css.line} role="alert">
          <span>{say('removeAsk', { title: entry.prompt.title?.ja ?? entry.id })}</span>
          <Button color="red" onClick={onRemove}>{say('removeYes')}</Button>
          <Button variant="outline" onClick={() => setAsked(false)}>{say('textOnlyNo')}</Button>
        </div>
      ) : (
        <div><Button variant="outline" color="red" onClick={() => setAsked(true)}>{say('remove')}</Button></div>
      )}
    </section>
  )
}

/** Where a new prompt goes: the first prompts document, which in most bundles is the only one. */
function firstDocument(program: Program): Pick<PromptEntry, 'path' | 'document'> | undefined {
  const [first] = program.documents.prompts
  return first && { path: `prompts/${first[0]}.json`, document: first[1] }
}
