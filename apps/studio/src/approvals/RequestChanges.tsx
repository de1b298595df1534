import { groupChanges, readBundle, structureDiff } from '@madoguchi/engine'
import { useMemo } from 'react'
import { nodeTypes } from '../editor/node-types.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import styles from './approvals.module.css'
import { words } from './words.ts'

/** What a request changes, one sentence a change, by document. */
export function RequestChanges({ texts }: { texts: { base: Record<string, string>; files: Record<string, string> } }) {
  const t = useWords(words)
  const language = useLanguage()
  const groups = useMemo(() => {
    const [before, after] = [readBundle(Object.entries(texts.base)), readBundle(Object.entries(texts.files))]
    return groupChanges(structureDiff(before, after), { before, after, nodeTypes })
  }, [texts])
  if (groups.length === 0) return <p>{t('noChanges')}</p>
  return groups.map((group) => (
    <section key={group.document} className={styles.group}>
      <h3>
        <small>{inLanguage(group.kind, language)}</small> {inLanguage(group.title, language)}
      </h3>
      <ul>
        {group.changes.map(({ change, sentence }) => (
          <li key={`${change.change} ${change.pointer ?? ''} ${sentence.ja}`}>{inLanguage(sentence, language)}</li>
        ))}
      </ul>
    </section>
  ))
}
