import { useEffect, useRef } from 'react'
import { useWords } from '../../i18n/words.ts'
import { commonOptions, monaco } from '../../monaco/monaco.ts'
import { compareWords } from '../words.ts'
import styles from './Json.module.css'

const options: monaco.editor.IDiffEditorConstructionOptions = {
  ...commonOptions, readOnly: true, originalEditable: false, useInlineViewWhenSpaceIsLimited: true, renderSideBySideInlineBreakpoint: 700,
  hideUnchangedRegions: { enabled: true }, renderMarginRevertIcon: false, renderGutterMenu: false, wordWrap: 'on', diffWordWrap: 'on',
}

/** The editor's own colours, with grounds light enough for the text on them (WCAG 1.4.3). */
const theme = 'madoguchi-diff'
monaco.editor.defineTheme(theme, {
  base: 'vs', inherit: true, rules: [],
  colors: { 'diffEditor.removedTextBackground': '#ff4b4b30', 'diffEditor.removedLineBackground': '#ff4b4b14', 'diffEditor.insertedTextBackground': '#55a63055', 'diffEditor.insertedLineBackground': '#55a6301c' },
})

/** Two texts side by side, or one under the other where there is little room. Loaded when the view is opened: monaco is large. */
export default function MonacoDiff({ path, title, before, after }: { path: string; title: string; before: string; after: string }) {
  const t = useWords(compareWords)
  const host = useRef<HTMLDivElement>(null)
  const label = t('jsonLabel', { title })
  useEffect(() => {
    if (!host.current) return undefined
    const model = (side: string, text: string) => monaco.editor.createModel(text, 'json', monaco.Uri.parse(`madoguchi-compare:///${side}/${path}`))
    const [original, modified] = [model('before', before), model('after', after)]
    monaco.editor.setTheme(theme)
    const editor = monaco.editor.createDiffEditor(host.current, options)
    keepLabel(editor.getOriginalEditor(), `${t('before')} ${label}`)
    keepLabel(editor.getModifiedEditor(), `${t('after')} ${label}`)
    editor.setModel({ original, modified })
    return () => {
      editor.dispose()
      original.dispose()
      modified.dispose()
    }
  }, [path, before, after, label, t])
  return <div ref={host} className={styles.host} data-panel="json-diff" />
}

/** The diff editor takes the label of its two editors away whenever it changes an option of theirs, as between side by side and inline. */
function keepLabel(editor: monaco.editor.ICodeEditor, ariaLabel: string): void {
  const put = () => {
    if (editor.getRawOptions().ariaLabel !== ariaLabel) editor.updateOptions({ ariaLabel })
  }
  put()
  editor.onDidChangeConfiguration(put)
}
