import { Textarea, type TextareaProps } from '@mantine/core'
import { useId, useRef, useState } from 'react'
import type { TextKind } from '../../check/evaluate-text.ts'
import { useDraft } from '../../draft/draft.ts'
import { useWords } from '../../i18n/words.ts'
import { Completions } from './Completions.tsx'
import { type Completion, complete, offeredAt, placeAt } from './completions.ts'
import { EvaluatedLine } from './EvaluatedLine.tsx'
import styles from './expressions.module.css'
import { SampleValues } from './SampleValues.tsx'
import { TemplateParts } from './TemplateParts.tsx'
import { useEvaluated } from './use-evaluated.ts'
import { VariableMenu } from './VariableMenu.tsx'
import { type ExpressionPlace, variablesInScope } from './variables-in-scope.ts'
import { words } from './words.ts'

interface CodeFieldProps {
  kind: TextKind
  value: string
  onChange(text: string): void
  /** Where it stands: decides which variables come first. */
  place?: ExpressionPlace
  readOnly?: boolean
  /** What ties the input to its label, support text and error. */
  control: TextareaProps
}

/** A JSONata expression or a text with `{{ }}`: completed while it is written, tried out at once, its faults said in plain words. */
export function CodeField({ kind, value, onChange, place, readOnly = false, control }: CodeFieldProps) {
  const t = useWords(words)
  const listId = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const variables = variablesInScope(useDraft(({ documents }) => documents), place)
  const evaluated = useEvaluated(value, kind)
  const [offered, setOffered] = useState<readonly Completion[]>([])
  const [active, setActive] = useState(0)

  const offer = (text: string, cursor: number, all = false) => {
    setOffered(readOnly ? [] : offeredAt(text, cursor, kind, variables, all))
    setActive(0)
  }
  const write = (text: string, from: number, to = from) => {
    onChange(text)
    setOffered([])
    // The text is in the field only after it was drawn.
    requestAnimationFrame(() => select(area.current, from, to))
  }
  const take = (completion: Completion | undefined) => {
    if (!completion) return
    const { text, cursor } = complete(value, area.current?.selectionStart ?? value.length, completion)
    write(text, cursor)
  }
  const insert = (name: string) => {
    const { selectionStart: from, selectionEnd: to } = area.current ?? { selectionStart: value.length, selectionEnd: value.length }
    const inserted = kind === 'template' && !placeAt(value, from) ? `{{ ${name} }}` : name
    write(value.slice(0, from) + inserted + value.slice(to), from + inserted.length)
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    // Keys that choose among what a Japanese input method offers are its own.
    if (event.nativeEvent.isComposing) return
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault()
      return offer(value, event.currentTarget.selectionStart, true)
    }
    if (offered.length === 0) return
    const does: Record<string, () => void> = {
      ArrowDown: () => setActive((active + 1) % offered.length),
      ArrowUp: () => setActive((active + offered.length - 1) % offered.length),
      Enter: () => take(offered[active]),
      Tab: () => take(offered[active]),
      Escape: () => setOffered([]),
    }
    const act = does[event.key]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  const wrong = evaluated?.kind === 'fault'
  return (
    <div className={styles.field}>
      {!readOnly && (
        <div className={styles.tools}>
          <span className={styles.support}>{t('completeHelp')}</span>
          <VariableMenu variables={variables} onTake={insert} />
        </div>
      )}
      <Textarea
        {...control} ref={area} classNames={kind === 'expression' ? { input: styles.code } : undefined} value={value} autosize minRows={2} maxRows={12} spellCheck={false} autoCapitalize="off" autoComplete="off"
        aria-invalid={wrong || control['aria-invalid'] || undefined} aria-autocomplete="list" aria-controls={offered.length > 0 ? listId : undefined}
        aria-activedescendant={offered.length > 0 ? `${listId}-${active}` : undefined}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.value)
          offer(currentTarget.value, currentTarget.selectionStart)
        }}
        onKeyDown={onKeyDown} onBlur={() => setOffered([])}
      />
      <Completions id={listId} offered={offered} active={active} onTake={take} />
      {kind === 'template' && <TemplateParts text={value} readOnly={readOnly} onSelect={(from, to) => select(area.current, from, to)} onChange={onChange} />}
      <EvaluatedLine evaluated={evaluated} text={value} onShow={(position) => select(area.current, Math.max(0, position - 1), position)} />
      <SampleValues text={value} kind={kind} variables={variables} />
    </div>
  )
}

function select(area: HTMLTextAreaElement | null, from: number, to: number): void {
  area?.focus()
  area?.setSelectionRange(from, to)
}
