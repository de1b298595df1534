import * as monaco from 'monaco-editor/editor'
import 'monaco-editor/features/register.all'
import { jsonDefaults } from 'monaco-editor/languages/features/json/register'
// oxlint-disable-next-line import/default -- Vite makes a module of it whose default export starts the worker
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
// oxlint-disable-next-line import/default -- as above
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker'
import { useEffect, useRef, useState } from 'react'
import { draft, useDraft, useReadOnly } from '../../draft/draft.ts'
import { parse, sameJson } from '../../draft/json.ts'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { replaceDocument } from '../commands/index.ts'
import { words } from '../words.ts'
import styles from './JsonEditor.module.css'
import { flowJsonSchema } from './json-schemas.ts'
import { type Edited, readEdited } from './read-edited.ts'

globalThis.MonacoEnvironment = { getWorker: (_: string, language: string) => (language === 'json' ? new JsonWorker() : new EditorWorker()) }

type Fault = Extract<Edited, { reason: unknown }>['reason']

const pauseMs = 400
const options: monaco.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true, fontSize: 14, lineHeight: 22, fontFamily: "'Noto Sans Mono', ui-monospace, Menlo, Consolas, monospace", fullwidthCharacterWidth: 'twoCells', minimap: { enabled: false },
  scrollBeyondLastLine: false, tabSize: 2, tabFocusMode: true, formatOnPaste: true, unicodeHighlight: { ambiguousCharacters: false }, theme: 'vs', 'semanticHighlighting.enabled': false,
}

/** The document as text. What is valid goes into the draft as a command; what is not stays here, marked, and the draft is untouched. */
export default function JsonEditor({ path, title, reveal }: { path: string; title: string; reveal?: readonly string[] }) {
  const t = useWords(words)
  const language = useLanguage()
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(undefined)
  const [fault, setFault] = useState<Fault>()
  const text = useDraft(({ files }) => files[path]?.text ?? '')
  const readOnly = useReadOnly()
  useSchemas(language)
  useEffect(() => {
    if (!host.current) return undefined
    const { made, dispose } = open(host.current, path, setFault)
    editor.current = made
    if (reveal) showPlace(made, reveal)
    return dispose
  }, [path, reveal])
  useEffect(() => editor.current?.updateOptions({ ariaLabel: t('jsonLabel', { title }), readOnly, domReadOnly: readOnly }), [path, title, readOnly, t])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model) return
    // A change from elsewhere (undo, the canvas) is taken over; what is being typed here and not valid yet is not thrown away.
    const shown = parse(model.getValue())
    if (fault !== undefined || unfinished.has(path)) return
    if (!sameJson(shown, parse(text))) model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
  }, [path, text, fault])
  return (
    <div className={styles.editor}>
      <p className={fault ? styles.wrong : styles.right} role="status">
        {fault ? t('jsonInvalid', { reason: inLanguage(fault, language) }) : t(readOnly ? 'jsonReadOnly' : 'jsonSynced')}
      </p>
      <div ref={host} className={styles.host} data-panel="json" />
    </div>
  )
}

/** Puts the cursor where a place of the document begins: each of its keys, found one after the other. */
function showPlace(made: monaco.editor.IStandaloneCodeEditor, keys: readonly string[]): void {
  const model = made.getModel()
  let position = new monaco.Position(1, 1)
  for (const key of keys) {
    const match = model?.findNextMatch(`${JSON.stringify(key)}:`, position, false, true, null, false)
    if (match && !match.range.getStartPosition().isBefore(position)) position = match.range.getEndPosition()
  }
  made.setPosition(position)
  made.revealPositionInCenter(position)
  made.focus()
}

/** Texts that were not valid when the view was left, with the text of the draft that they were made from. They come back while that still holds. */
const unfinished = new Map<string, { text: string; over: string }>()

function textFor(path: string): string {
  const now = draft.getState().files[path]?.text ?? ''
  const left = unfinished.get(path)
  return left && left.over === now ? left.text : now
}

function open(host: HTMLElement, path: string, onFault: (reason: Fault | undefined) => void) {
  const model = monaco.editor.createModel(textFor(path), 'json', monaco.Uri.parse(`madoguchi:///${path}`))
  const made = monaco.editor.create(host, { ...options, model })
  let timer: ReturnType<typeof setTimeout> | undefined
  const apply = () => {
    clearTimeout(timer)
    timer = undefined
    const text = model.getValue()
    const edited = readEdited(path, text)
    onFault('reason' in edited ? edited.reason : undefined)
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

function useSchemas(language: 'ja' | 'en'): void {
  useEffect(() => {
    jsonDefaults.setDiagnosticsOptions({ validate: true, allowComments: false, enableSchemaRequest: false, schemas: [{ uri: 'madoguchi:///schemas/json/call.schema.json', fileMatch: ['**/call/*.json'], schema: flowJsonSchema(language) }] })
  }, [language])
}
