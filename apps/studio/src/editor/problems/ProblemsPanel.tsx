import { IconAlertTriangle, IconChevronDown, IconChevronUp, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { Problem, Severity } from '@madoguchi/schemas'
import { useId, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { countBySeverity, problemsOf, useProblems } from '../../check/problems-store.ts'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { goToField, openFlow } from '../editor-store.ts'
import { words } from '../words.ts'
import styles from './ProblemsPanel.module.css'
import { ShowCall } from './ShowCall.tsx'

const icons: Record<Severity, typeof IconAlertTriangle> = { error: IconAlertTriangle, warning: IconInfoCircle, info: IconInfoCircle }

/** What the engine finds in the draft; a press leads to the node and the field. This flow's findings come first. */
export function ProblemsPanel({ path }: { path: string }) {
  const t = useWords(words)
  const id = useId()
  const [open, setOpen] = useState(false)
  const { problems, checking, broken } = useProblems()
  const { error, warning } = countBySeverity(problems)
  const here = problemsOf(problems, path)
  const elsewhere = problems.filter((problem) => !here.includes(problem))
  const sound = problems.length === 0
  return (
    <section className={styles.panel} aria-label={t('problems')} data-panel="problems">
      <button type="button" className={styles.bar} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {open ? <IconChevronDown aria-hidden size={20} /> : <IconChevronUp aria-hidden size={20} />}
        {sound ? <IconCircleCheck aria-hidden size={20} className={styles.good} /> : <IconAlertTriangle aria-hidden size={20} className={error > 0 ? styles.bad : undefined} />}
        <span>{broken ? t('checkerBroken') : sound ? (checking ? `${t('checking')}…` : t('noProblems')) : t('problemsCount', { errors: error, warnings: warning })}</span>
      </button>
      {open && (
        <div id={id} className={styles.list} tabIndex={0} role="group" aria-label={t('problems')}>
          <ProblemList problems={here} />
          {elsewhere.length > 0 && <h3>{t('allFlows')}</h3>}
          <ProblemList problems={elsewhere} />
          {sound && <p>{t('noProblems')}</p>}
        </div>
      )}
    </section>
  )
}

function ProblemList({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul className={styles.problems}>
      {problems.map((problem) => (
        <li key={`${problem.document} ${problem.pointer} ${problem.code} ${problem.message.ja}`}>
          <ProblemRow problem={problem} />
          {problem.witness && <ShowCall witness={problem.witness} />}
        </li>
      ))}
    </ul>
  )
}

function ProblemRow({ problem }: { problem: Problem }) {
  const t = useWords(words)
  const language = useLanguage()
  const go = useGoTo()
  const Icon = icons[problem.severity]
  const said = (
    <>
      <Icon aria-hidden size={18} className={problem.severity === 'error' ? styles.bad : undefined} />
      <strong>{t(problem.severity)}</strong>
      <span>{inLanguage(problem.message, language)}</span>
      <code>
        {problem.document}
        {problem.pointer}
      </code>
    </>
  )
  if (problem.document.startsWith('call/')) {
    return (
      <button type="button" className={styles.problem} onClick={() => go(problem)}>
        {said}
      </button>
    )
  }
  if (problem.document.startsWith('prompts/')) {
    return (
      <Link href={`/prompts?id=${encodeURIComponent(problem.pointer.split('/')[2] ?? '')}`} className={styles.problem}>
        {said}
      </Link>
    )
  }
  const [kind, id] = problem.document.split('/')
  if (kind === 'table' || kind === 'form') {
    return (
      <Link href={`/${kind}s/${id}`} className={styles.problem}>
        {said}
      </Link>
    )
  }
  return <div className={styles.problem}>{said}</div>
}

/** Opens the flow of a problem and the field it points at. */
export function useGoTo(): (problem: Problem) => void {
  const [location, navigate] = useLocation()
  return (problem) => {
    if (!problem.document.startsWith('call/')) return
    const page = `/flows/${problem.document.slice('call/'.length)}`
    if (location !== page) navigate(page)
    openFlow(`${problem.document}.json`)
    goToField(problem.node, problem.pointer)
  }
}
