import { useEffect, useRef } from 'react'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import type { Comparison } from '../comparison.ts'
import { compareWords } from '../words.ts'
import { MarkIcon } from './DiffCard.tsx'
import styles from './Structure.module.css'

/** Every change as one sentence, by document. The chosen one is kept in view. */
export function ChangeList({ comparison: { groups, changes }, at, onChoose }: { comparison: Comparison; at: number; onChoose(index: number): void }) {
  const t = useWords(compareWords)
  const language = useLanguage()
  const current = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLElement>(null)
  useEffect(() => keepInView(list.current, current.current), [at])
  return (
    <nav ref={list} className={styles.changes} aria-label={t('changes')}>
      {groups.map((group) => (
        <section key={group.document}>
          <h2>
            <small>{inLanguage(group.kind, language)}</small>
            {inLanguage(group.title, language)}
            <small>{t('count', { count: group.changes.length })}</small>
          </h2>
          <ol>
            {group.changes.map((described) => {
              const index = changes.indexOf(described)
              return (
                <li key={index}>
                  <button type="button" ref={index === at ? current : undefined} className={styles.change} data-mark={described.change.change} aria-current={index === at || undefined} onClick={() => onChoose(index)}>
                    <span className={styles.mark}>
                      <MarkIcon mark={described.change.change} />
                      {t(described.change.change)}
                    </span>
                    {inLanguage(described.sentence, language)}
                  </button>
                </li>
              )
            })}
          </ol>
        </section>
      ))}
    </nav>
  )
}

/** Scrolls the list alone: on a small screen, where the list does not scroll by itself, the page stays where the person is. */
function keepInView(list: HTMLElement | null, item: HTMLElement | null): void {
  if (!list || !item || list.scrollHeight <= list.clientHeight) return
  const [frame, box] = [list.getBoundingClientRect(), item.getBoundingClientRect()]
  if (box.top < frame.top) list.scrollTop -= frame.top - box.top
  else if (box.bottom > frame.bottom) list.scrollTop += box.bottom - frame.bottom
}
