import type { ChangeGroup, DescribedChange } from '@madoguchi/engine'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { compareWords } from '../words.ts'
import { MarkIcon } from './DiffCard.tsx'
import styles from './Structure.module.css'

/** What changed in a document that is no flow: hours, prompts, numbers, queues … field by field, in words. */
export function FieldTable({ group, chosen, onChoose }: { group: ChangeGroup; chosen: DescribedChange | undefined; onChoose(change: DescribedChange): void }) {
  const t = useWords(compareWords)
  const language = useLanguage()
  return (
    <section className={styles.fields}>
      <h2>
        <small>{inLanguage(group.kind, language)}</small>
        {inLanguage(group.title, language)}
      </h2>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('table', { title: inLanguage(group.title, language) })}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('kind')}</th>
              <th scope="col">{t('place')}</th>
              <th scope="col">{t('before')}</th>
              <th scope="col">{t('after')}</th>
            </tr>
          </thead>
          <tbody>
            {group.changes.map((described, index) => (
              // A change has no identity but its place in the list.
              <tr key={index} data-mark={described.change.change} aria-current={described === chosen || undefined} onClick={() => onChoose(described)}>
                <td>
                  <span className={styles.mark}>
                    <MarkIcon mark={described.change.change} />
                    {t(described.change.change)}
                  </span>
                </td>
                <th scope="row">{inLanguage(described.row.place, language)}</th>
                <td>{described.row.before ? <del>{inLanguage(described.row.before, language)}</del> : t('nothing')}</td>
                <td>{described.row.after ? <ins>{inLanguage(described.row.after, language)}</ins> : t('nothing')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
