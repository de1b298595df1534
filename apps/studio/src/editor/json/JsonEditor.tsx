import { escapePointer } from '@madoguchi/engine'
import { useEffect, useMemo, useRef, useState } from 'react'
import { draft, useDraft, useReadOnly } from '../../draft/draft.ts'
import { parse, sameJson } from '../../draft/json.ts'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { commonOptions, jsonDefaults, monaco } from '../../monaco/monaco.ts'
import { replaceDocument } from '../commands/index.ts'
import { useEditor } from '../editor-store.ts'
import { referenceTitles } from '../names.ts'
import { nodeTypes } from '../node-types.ts'
import { words } from '../words.ts'
import styles from './JsonEditor.module.css'
import { JsonPlaces } from './json-places.ts'
import { jsonSchemas } from './json-schemas.ts'
import { type Edited, readEdited } from './read-edited.ts'
import { useMarkers } from './use-markers.ts'

type Fault = Extract<Edited, { reason: unknown }>

const pauseMs = 400
const options: monaco.editor.IStandaloneEditorConstructionOptions = { ...commonOptions, tabSize: 2, tabFocusMode: true, formatOnPaste: true, theme: 'vs', 'semanticHighlighting.enabled': false }

/** The document as text. What is valid goes into the draft as a command; what is not stays here, marked, and the draft is untouched. */
export default function JsonEditor({ path, title, reveal }: { path: string; title: string; reveal?: readonly string[] }) {
  const t = useWords(words)
  const language = useLanguage()
  const host = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<monaco.editor.IStandaloneCodeEditor>()
  const [fault, setFault] = useState<Fault>()
  const text = useDraft(({ files }) => files[path]?.text ?? '')
  const readOnly = useReadOnly()
  const wanted = useEditor((state) => (state.path === path ? state.wanted : undefined))
  useSchemas(language)
  useEffect(() => {
    if (!host.current) return undefined
    const { made, dispose } = open(host.current, path, setFault)
    setEditor(made)
    if (reveal) showPlace(made, toPointer(reveal))
    return dispose
  }, [path, reveal])
  useEffect(() => editor?.updateOptions({ ariaLabel: t('jsonLabel', { title }), readOnly, domReadOnly: readOnly }), [editor, title, readOnly, t])
  useEffect(() => {
    const model = editor?.getModel()
    if (!model) return
    // A change from elsewhere (undo, the canvas) is taken over; what is being typed here and not valid yet is not thrown away.
    const shown = parse(model.getValue())
    if (fault !== undefined || unfinished.has(path)) return
    if (!sameJson(shown, parse(text))) model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
  }, [editor, path, text, fault])
  useMarkers(editor, path, text, fault)
  useEffect(() => {
    if (editor && wanted && wanted !== answered) showPlace(editor, wanted.pointer)
    answered = wanted
  }, [editor, wanted])
  return (
    <div className={styles.editor}>
      <p className={fault ? styles.wrong : styles.right} role="status">
        {fault ? t('jsonInvalid', { reason: inLanguage(fault.reason, language) }) : t(readOnly ? 'jsonReadOnly' : 'jsonSynced')}
      </p>
      <div ref={host} className={styles.host} data-panel="json" />
    </div>
  )
}

/** The last place that somebody wanted to see: opening the view again does not lead there once more. */
let answered: { pointer: string } | undefined

/** Puts the cursor where a place of the document begins. */
function showPlace(made: monaco.editor.IStandaloneCodeEditor, pointer: string): void {
  const model = made.getModel()
  if (!model) return
  const position = model.getPositionAt(new JsonPlaces(model.getValue()).rangeOf(pointer).start)
  made.setPosition(position)
  made.revealPositionInCenter(position)
  made.focus()
}

const toPointer = (keys: readonly string[]) => keys.map((key) => `/${escapePointer(key)}`).join('')

/** Texts that were not valid when the view was left, with the text of the draft that they were made from. They come back while that still holds. */
const unfinished = new Map<string, { text: string; over: string }>()

function textFor(path: string): string {
  const now = draft.getState().files[path]?.text ?? ''
  const left = unfinished.get(path)
  return left && left.over === now ? left.text : now
}

function open(host: HTMLElement, path: string, onFault: (fault: Fault | undefined) => void) {
  const model = monaco.editor.createModel(textFor(path), 'json', monaco.Uri.parse(`madoguchi:///${path}`))
  const made = monaco.editor.create(host, { ...options, model })
  let timer: ReturnType<typeof setTimeout> | undefined
  const apply = () => {
    clearTimeout(timer)
    timer = undefined
    const text = model.getValue()
    const edited = readEdited(path, text)
    onFault('reason' in edited ? edited : undefined)
    if ('value' in edited) {
      unfinished.delete(path)
      draft.getState().run(replaceDocument(path, edited.value))
    } else unfinished.set(path, { text, over: draft.getState().files[path]?.text ?? '' })
  }
  const listening = model.onDidChangeContent(() => {
    clearTimeout(timer)
    timer = setTimeout(apply, pauseMs)
  })
  if (unfinished.has(path)) apply()
  const dispose = () => {
    // Leaving the view right after the last key must not lose that key.
    if (timer !== undefined) apply()
    listening.dispose()
    made.dispose()
    model.dispose()
  }
  return { made, dispose }
}

/** Completion knows the node types and the ids of the draft. */
function useSchemas(language: 'ja' | 'en'): void {
  const documents = useDraft((state) => state.documents)
  const titles = useMemo(() => referenceTitles(documents, language), [documents, language])
  const known = JSON.stringify([...titles])
  useEffect(() => {
    const schemas = jsonSchemas(nodeTypes, titles, language).map(({ kind, schema }) => ({ uri: `madoguchi:///schemas/json/${kind}.schema.json`, fileMatch: [`**/${kind}/*.json`], schema }))
    jsonDefaults.setDiagnosticsOptions({ validate: false, allowComments: false, enableSchemaRequest: false, schemas })
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `known` says whether the titles differ; a new map with the same ones is none
  }, [known, language])
}
