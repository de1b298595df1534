import type { CallFlow } from '@madoguchi/schemas'
import { useEffect, useRef, useState } from 'react'
import { say, useNotices } from '../../app/notices.ts'
import { countBySeverity, problemsOf, useProblems } from '../../check/problems-store.ts'
import { draft, useDraft } from '../../draft/draft.ts'
import { type Language, inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { itemOf } from '../commands/index.ts'
import { useEditor } from '../editor-store.ts'
import { exitTitle, nodeTitle } from '../names.ts'
import { words } from './words.ts'

/**
 * Tells screen readers what a command did, what is selected now and how many problems the flow has, once the check knows. Nothing is said while
 * somebody types: what they type is read to them anyway.
 */
export function Announcer({ path, flow }: { path: string; flow: CallFlow | undefined }) {
  useSaidCommands()
  const state = useStateInWords(path, flow)
  return (
    <div className="visually-hidden" aria-live="polite" aria-atomic="true" data-testid="announced">
      {state}
    </div>
  )
}

const waitMs = 60

/** A command whose doer said nothing is named; most say it better themselves. */
function useSaidCommands(): void {
  const last = useDraft(({ history }) => history.done.at(-1))
  const count = useDraft(({ history }) => history.done.length)
  const known = useRef({ last, count })
  useEffect(() => {
    const grown = count > known.current.count || (count === known.current.count && last !== known.current.last)
    const undone = draft.getState().history.undone.length > 0
    known.current = { last, count }
    if (!grown || undone || !last || isTyping()) return undefined
    // Whoever ran the command speaks right after it; both clocks are the page's.
    const timer = setTimeout(() => {
      if (useNotices.getState().saidAtMs < last.atMs) say({ ja: `${last.label.ja}をしました`, en: `Done: ${last.label.en}` })
    }, waitMs)
    return () => clearTimeout(timer)
  }, [last, count])
}

function isTyping(): boolean {
  return document.activeElement?.matches('input, textarea, select, [contenteditable]') === true
}

/** What is selected and how many problems there are: said after each command, and when the number changes. */
function useStateInWords(path: string, flow: CallFlow | undefined): string {
  const t = useWords(words)
  const language = useLanguage()
  const history = useDraft((state) => state.history)
  const { problems, checking } = useProblems()
  const { error, warning, info } = countBySeverity(problemsOf(problems, path))
  const advice = warning + info
  const [state, setState] = useState('')
  const due = useRef(false)
  const said = useRef('')
  useEffect(() => {
    due.current = history.done.length + history.undone.length > 0
  }, [history])
  useEffect(() => {
    const counted = error + advice === 0 ? t('noProblems') : t('problems', { count: error, advice })
    // A check that was on its way when the command came still counts without it; the next one puts that right.
    if (checking || !flow || (!due.current && (said.current === '' || said.current === counted))) return
    due.current = false
    said.current = counted
    const selection = isTyping() ? '' : selectionInWords(flow, language, t)
    setState([selection, counted].filter(Boolean).join(language === 'ja' ? '。' : '. '))
  }, [checking, error, advice, flow, language, t, history])
  return state
}

function selectionInWords(flow: CallFlow, language: Language, t: ReturnType<typeof useWords<NonNullable<(typeof words)['keys']>>>): string {
  const { selected, wire } = useEditor.getState()
  const [first] = selected
  if (selected.length > 1) return t('selectedMany', { count: selected.length })
  if (wire) return t('selectedWire', { what: `${nodeTitle(flow.nodes[wire.from], language)} ${exitTitle(flow.nodes[wire.from], wire.exit, language)}` })
  if (first === undefined) return t('selectedNone')
  const { kind, id } = itemOf(first)
  const what = kind === 'node' ? nodeTitle(flow.nodes[id], language) : kind === 'group' ? inLanguage(flow.canvas?.groups?.[id]?.title, language) : (flow.canvas?.notes?.[id]?.text.slice(0, 40) ?? '')
  return t('selectedNode', { what: what || id })
}
