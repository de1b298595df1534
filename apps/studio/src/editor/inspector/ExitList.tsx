import type { CallFlow } from '@madoguchi/schemas'
import { errorExit } from '@madoguchi/sdk'
import { IconArrowRight } from '@tabler/icons-react'
import { useReadOnly } from '../../draft/draft.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { exitKey } from '../../scenarios/exit-use.ts'
import { useFlowCoverage } from '../../scenarios/use-flow-coverage.ts'
import { select, useEditor } from '../editor-store.ts'
import { exitLabel, exitTitle, nodeTitle } from '../names.ts'
import { exitsOf, nodeTypes } from '../node-types.ts'
import { words } from '../words.ts'
import styles from './Inspector.module.css'

/** The exits of a node and where they lead; each opens the choice of its target: the way to connect without a mouse. Whoever may only look is led to the target. */
export function ExitList({ flow, id }: { flow: CallFlow; id: string }) {
  const t = useWords(words)
  const language = useLanguage()
  const coverage = useFlowCoverage(flow.id)
  const readOnly = useReadOnly()
  const node = flow.nodes[id]
  if (!node) return null
  const { exits } = exitsOf(nodeTypes.get(node.type), node.config, node.next)
  const known = [...exits.map((exit) => exit.id), errorExit.id]
  const stray = Object.keys(node.next ?? {}).filter((exit) => !known.includes(exit))
  // A node that ends the call has no exit, and a fault at the end needs none either.
  if (exits.length === 0 && Object.keys(node.next ?? {}).length === 0) return null
  return (
    <section className={styles.section}>
      <h3>{t('exits')}</h3>
      <ul className={styles.exits}>
        {[...known, ...stray].map((exit) => {
          const target = node.next?.[exit]
          const there = target !== undefined && Object.hasOwn(flow.nodes, target)
          const title = exitLabel(exit, exitTitle(node, exit, language))
          const open = !there && exit !== errorExit.id
          return (
            <li key={exit}>
              <button type="button" className={styles.exit} data-exit={exit} data-open={open || undefined} aria-haspopup={readOnly ? undefined : 'dialog'} onClick={() => (readOnly ? there && select([target], { reveal: true }) : useEditor.setState({ connecting: { from: id, exit } }))}>
                <span>{title}</span>
                <IconArrowRight aria-hidden size={16} />
                <strong>{there ? nodeTitle(flow.nodes[target], language) : (target ?? (open ? t('exitOpen') : t('nowhere')))}</strong>
              </button>
              <TakenBy scenarios={coverage?.use.get(exitKey(id, exit))} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** While coverage is shown: the scenarios that take an exit. */
function TakenBy({ scenarios }: { scenarios: readonly string[] | undefined }) {
  const t = useWords(words)
  if (!scenarios) return null
  if (scenarios.length === 0) return <p className={styles.support}>{t('coverageNone')}</p>
  return (
    <details className={styles.support}>
      <summary>{t('coverageCount', { count: scenarios.length })}</summary>
      <ul>{scenarios.map((title, index) => <li key={index}>{title}</li>)}</ul>
    </details>
  )
}
