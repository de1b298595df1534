import { NativeSelect } from '@mantine/core'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { kindName } from '../gallery/kind-name.ts'
import styles from './Import.module.css'
import type { Choice, ImportItem } from './plan-import.ts'
import { importWords } from './words.ts'

interface PlanTableProps {
  items: readonly ImportItem[]
  choices: Readonly<Record<string, Choice>>
  /** What becomes of things that nobody decided yet. */
  otherwise(item: ImportItem): Choice
  onChoose(choices: Record<string, Choice>): void
}

/** What would come in, thing by thing: new, the same, another under the same name (with what becomes of it), or refused and why. */
export function PlanTable({ items, choices, otherwise, onChoose }: PlanTableProps) {
  const t = useWords(importWords)
  const language = useLanguage()
  const clashes = items.filter(({ state }) => state === 'clash')
  const chosen = (item: ImportItem) => choices[item.key] ?? otherwise(item)
  const all = (choice: Choice) => onChoose(Object.fromEntries(clashes.map((item) => [item.key, item.choices.includes(choice) ? choice : 'keep'])))
  const shown = [...items].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  return (
    <div className={styles.plan}>
      {clashes.length < items.length && <p role="status">{t('summary', Object.fromEntries(order.map((state) => [state, items.filter((item) => item.state === state).length])))}</p>}
      {clashes.length > 1 && (
        <NativeSelect
          label={t('allClashes')} value={sameFor(clashes.map(chosen))} onChange={(event) => event.currentTarget.value !== '' && all(event.currentTarget.value as Choice)}
          data={[{ value: '', label: t('mixed') }, ...(['keep', 'replace', 'rename'] as const).map((value) => ({ value, label: t(value) }))]}
        />
      )}
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('comesIn')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('thing')}</th>
              <th scope="col">{t('kind')}</th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((item) => (
              <tr key={item.key}>
                <th scope="row">
                  {inLanguage(item.title, language)}
                  {item.title.ja !== item.id && <small> {item.id}</small>}
                </th>
                <td>{item.kind === 'prompt' || item.kind === 'bundle' ? t(item.kind) : inLanguage(kindName(item.kind), language)}</td>
                <td>
                  {item.state === 'clash' ? (
                    <NativeSelect
                      aria-label={t('clashOf', { title: inLanguage(item.title, language) })} value={chosen(item)} onChange={(event) => onChoose({ ...choices, [item.key]: event.currentTarget.value as Choice })}
                      data={item.choices.map((value) => ({ value, label: item.kind === 'bundle' && value === 'keep' ? t('addMissing') : t(value) }))}
                    />
                  ) : (
                    t(item.state)
                  )}
                  {item.reason && <p className={styles.reason}>{inLanguage(item.reason, language)}</p>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

const order = ['refused', 'clash', 'new', 'same'] as const

function sameFor(choices: readonly Choice[]): Choice | '' {
  const [first] = choices
  return first !== undefined && choices.every((choice) => choice === first) ? first : ''
}
