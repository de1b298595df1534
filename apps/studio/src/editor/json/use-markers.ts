import type { Problem } from '@madoguchi/schemas'
import { useEffect } from 'react'
import { useProblems, problemsOf } from '../../check/problems-store.ts'
import { inLanguage, useLanguage } from '../../i18n/words.ts'
import { monaco } from '../../monaco/monaco.ts'
import { JsonPlaces, type TextRange } from './json-places.ts'
import type { Edited } from './read-edited.ts'

type Fault = Extract<Edited, { reason: unknown }>

const severities = { error: monaco.MarkerSeverity.Error, warning: monaco.MarkerSeverity.Warning, info: monaco.MarkerSeverity.Info } as const

/**
 * Marks in the text what the problem list says, at the same places. While the text is not a document (`fault`), that alone is marked:
 * the problems are those of the draft, whose text is another one then.
 */
export function useMarkers(editor: monaco.editor.IStandaloneCodeEditor | undefined, path: string, text: string, fault: Fault | undefined): void {
  const language = useLanguage()
  const problems = useProblems((state) => state.problems)
  useEffect(() => {
    const model = editor?.getModel()
    if (!model) return
    const places = new JsonPlaces(model.getValue())
    const mark = (range: TextRange, message: string, severity: Problem['severity']) => {
      const { lineNumber: startLineNumber, column: startColumn } = model.getPositionAt(range.start)
      const { lineNumber: endLineNumber, column: endColumn } = model.getPositionAt(range.end)
      return { startLineNumber, startColumn, endLineNumber, endColumn, message, severity: severities[severity] }
    }
    const found = fault
      ? [mark((fault.pointer === undefined ? places.fault : undefined) ?? places.rangeOf(fault.pointer ?? ''), inLanguage(fault.reason, language), 'error')]
      : problemsOf(problems, path).map(({ pointer, message, severity }) => mark(places.rangeOf(pointer), inLanguage(message, language), severity))
    monaco.editor.setModelMarkers(model, 'madoguchi', found)
  }, [editor, path, text, fault, problems, language])
}
