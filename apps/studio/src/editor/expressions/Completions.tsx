import { useEffect, useRef } from 'react'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import type { Completion } from './completions.ts'
import styles from './expressions.module.css'
import { words } from './words.ts'

interface CompletionsProps {
  id: string
  offered: readonly Completion[]
  active: number
  onTake(completion: Completion): void
}

/** What can stand at the cursor. The focus stays in the text; the field says which one is meant. */
export function Completions({ id, offered, active, onTake }: CompletionsProps) {
  const t = useWords(words)
  const language = useLanguage()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.children[active]?.scrollIntoView({ block: 'nearest' }), [active])
  const saysOf = ({ variable, does }: Completion) => {
    if (!variable) return inLanguage(does, language)
    if (variable.name === 'contact.from' || variable.name === 'contact.to') return t(variable.name)
    return variable.text ?? t(`from.${variable.from}`)
  }
  return (
    <>
      <div role="status" className="visually-hidden">
        {offered.length > 0 && t('candidateCount', { count: offered.length })}
      </div>
      {offered.length > 0 && (
        <div ref={list} id={id} role="listbox" tabIndex={0} aria-label={t('candidates')} className={styles.list}>
          {offered.map((completion, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the text that has the focus
            <div
              key={`${completion.kind} ${completion.text}`} id={`${id}-${index}`} role="option" tabIndex={-1} aria-selected={index === active} className={styles.option}
              onMouseDown={(event) => event.preventDefault()} onClick={() => onTake(completion)}
            >
              <code>
                {completion.text}
                {inLanguage(completion.signature, language)}
              </code>
              <small>{saysOf(completion)}</small>
            </div>
          ))}
        </div>
      )}
    </>
  )
}
