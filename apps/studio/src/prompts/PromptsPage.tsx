import { Alert, Button, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useSearch } from 'wouter'
import type { Program } from '@madoguchi/engine'
import type { Prompt } from '@madoguchi/schemas'
import { useDraftAccess } from '../draft/draft-access.ts'
import { useReadOnly } from '../draft/draft.ts'
import { useCompiled } from '../draft/use-compiled.ts'
import { UndoRedo } from '../editor/UndoRedo.tsx'
import { useWords } from '../i18n/words.ts'
import { matches, promptEntries } from './prompt-document.ts'
import { PromptEditor } from './PromptEditor.tsx'
import { PromptRow } from './PromptRow.tsx'
import css from './prompts.module.css'
import { ReadingsSection } from './ReadingsSection.tsx'
import { useFilled } from './use-filled.ts'
import { promptWords } from './words.ts'

/** What callers hear: every guidance with its text, length, and whether its audio is right (R18, R19). */
export function PromptsPage() {
  const say = useWords(promptWords)
  const { files } = useDraftAccess()
  const readOnly = useReadOnly()
  const compiled = useCompiled(files)
  return (
    <div className={css.page}>
      <h1>{say('heading')}</h1>
      <p>{say('intro')}</p>
      {readOnly && <p role="note">{say('readOnly')}</p>}
      {compiled?.program ? <><PromptList program={compiled.program} /><ReadingsSection program={compiled.program} /></> : compiled ? <Alert color="red" variant="outline">{say('blocked')}</Alert> : <Text c="dimmed">{say('loading')}</Text>}
    </div>
  )
}

export default PromptsPage

/** What is spoken where a prompt has no text in that language: the Japanese. */
function spokenText({ text }: Prompt, spoken: 'ja' | 'en'): string {
  return text[spoken] ?? text.ja
}

/** `edited` is the id of a prompt, `new`, or nothing. */
function PromptList({ program }: { program: Program }) {
  const say = useWords(promptWords)
  // `?id=` names one prompt: pickers and problems lead here.
  const [search, setSearch] = useState(new URLSearchParams(useSearch()).get('id') ?? '')
  const [edited, setEdited] = useState<{ id: string } | 'new'>()
  const readOnly = useReadOnly()
  const spoken = program.bundle.language === 'en' ? 'en' : 'ja'
  const entries = useMemo(() => promptEntries(program.documents.prompts), [program])
  const filled = useFilled(program, entries.map(({ prompt }) => spokenText(prompt, spoken)))
  const shown = entries.filter((entry) => matches(entry, search))
  const canAdd = program.documents.prompts.size > 0
  return (
    <>
      <div className={css.tools}>
        <TextInput type="search" label={say('search')} description={say('searchHelp')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
        {!readOnly && <Button leftSection={<IconPlus size={20} aria-hidden />} aria-disabled={!canAdd} onClick={() => canAdd && setEdited('new')}>{say('add')}</Button>}
        {!readOnly && <UndoRedo />}
        <span role="status">{say('shown', { shown: shown.length, all: entries.length })}</span>
      </div>
      {!canAdd && <Alert color="orange" variant="outline">{say('noDocument')}</Alert>}
      {canAdd && entries.length === 0 && <p>{say('empty')}</p>}
      {entries.length > 0 && shown.length === 0 && <p>{say('nothingFound', { search })}</p>}
      {shown.length > 0 && filled && (
        <table role="table" className={css.table}>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">{say('colPrompt')}</th>
              <th role="columnheader" scope="col">{say('colText')}</th>
              <th role="columnheader" scope="col" className={css.number}>{say('colSeconds')}</th>
              <th role="columnheader" scope="col">{say('colAudio')}</th>
              <th role="columnheader" scope="col">{say('colOwner')}</th>
              <th role="columnheader" scope="col">{say('colActions')}</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {shown.map((entry) => (
              <PromptRow
                key={`${entry.path} ${entry.id}`} entry={entry} spoken={spoken} onEdit={readOnly ? undefined : () => setEdited({ id: entry.id })}
                filled={filled.get(spokenText(entry.prompt, spoken)) ?? { kind: 'varies', text: spokenText(entry.prompt, spoken) }}
              />
            ))}
          </tbody>
        </table>
      )}
      {edited && <PromptEditor key={edited === 'new' ? '' : edited.id} program={program} entry={edited === 'new' ? undefined : entries.find(({ id }) => id === edited.id)} onClose={() => setEdited(undefined)} />}
    </>
  )
}
