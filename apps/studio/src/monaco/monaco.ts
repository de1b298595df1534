import * as monaco from 'monaco-editor/editor'
import 'monaco-editor/features/register.all'
import { jsonDefaults } from 'monaco-editor/languages/features/json/register'
// oxlint-disable-next-line import/default -- Vite makes a module of it whose default export starts the worker
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
// oxlint-disable-next-line import/default -- as above
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker'

globalThis.MonacoEnvironment = { getWorker: (_: string, language: string) => (language === 'json' ? new JsonWorker() : new EditorWorker()) }

// What is wrong with a document is said by the engine, in the words and at the places of the problem list, not a second time by the editor.
jsonDefaults.setModeConfiguration({ ...jsonDefaults.modeConfiguration, diagnostics: false })

/** How every text editor of the studio looks. */
export const commonOptions = {
  automaticLayout: true, fontSize: 14, lineHeight: 22, fontFamily: "'Noto Sans Mono', ui-monospace, Menlo, Consolas, monospace", fullwidthCharacterWidth: 'twoCells', minimap: { enabled: false },
  scrollBeyondLastLine: false, unicodeHighlight: { ambiguousCharacters: false },
} as const satisfies monaco.editor.IStandaloneEditorConstructionOptions

export { jsonDefaults, monaco }
