import type { Problem } from '@madoguchi/schemas'
import { IconAlertTriangle } from '@tabler/icons-react'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { useGoTo } from '../problems/ProblemsPanel.tsx'
import styles from './Outline.module.css'
import { type OutlineRow, nodeOfRow } from './outline-rows.ts'
import { words } from './words.ts'

/** The problems of the active row, each leading to its field. The row names this list as its description. */
export function OutlineProblems({ row, problems }: { row: OutlineRow; problems: readonly Problem[] }) {
  const t = useWords(words)
  const language = useLanguage()
  const goTo = useGoTo()
  const node = nodeOfRow(row)
  const shown = row.kind === 'note' || row.kind === 'group' ? [] : problems.filter((problem) => problem.node === node)
  if (shown.length === 0) return null
  return (
    <section className={styles.problems} aria-label={t('problemsOf', { what: row.text })}>
      <ul id="outline-problems">
        {shown.map((problem) => (
          <li key={`${problem.pointer} ${problem.code} ${problem.message.ja}`}>
            <button type="button" onClick={() => goTo(problem)}>
              <IconAlertTriangle aria-hidden size={16} />
              <span>{inLanguage(problem.message, language)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
