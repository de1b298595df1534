import type { CallFlow, Problem } from '@madoguchi/schemas'
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useReadOnly } from '../../draft/draft.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { NodeIcon } from '../canvas/NodeCard.tsx'
import { select, useEditor } from '../editor-store.ts'
import { exitLabel, exitTitle, nodeTitle, readingOrder } from '../names.ts'
import { exitsOf, nodeTypes } from '../node-types.ts'
import { words } from '../words.ts'
import styles from './Outline.module.css'

/** The flow as a list, in the order in which a call meets its nodes: everything the canvas shows, without a canvas (A06). */
export function Outline({ flow, problems }: { flow: CallFlow; problems: readonly Problem[] }) {
  const order = useMemo(() => readingOrder(flow), [flow])
  return (
    <ol className={styles.list}>
      {order.map((id) => (
        <OutlineNode key={id} flow={flow} id={id} problems={problems.filter(({ node }) => node === id).length} />
      ))}
    </ol>
  )
}

function OutlineNode({ flow, id, problems }: { flow: CallFlow; id: string; problems: number }) {
  const t = useWords(words)
  const language = useLanguage()
  const readOnly = useReadOnly()
  const selected = useEditor((state) => state.selected.includes(id))
  const node = flow.nodes[id]
  if (!node) return null
  const type = nodeTypes.get(node.type)
  const { exits } = exitsOf(type, node.config, node.next)
  const wired = Object.keys(node.next ?? {}).filter((exit) => !exits.some((known) => known.id === exit))
  return (
    <li className={styles.item}>
      <button type="button" className={styles.node} aria-current={selected || undefined} onClick={() => select([id], { reveal: true })}>
        <NodeIcon path={type?.icon ?? ''} size={20} />
        <span>{nodeTitle(node, language)}</span>
        {flow.entry === id && <span className={styles.mark}>{t('entry')}</span>}
        {problems > 0 && (
          <span className={styles.bad}>
            <IconAlertTriangle aria-hidden size={16} />
            {t('nodeCount', { count: problems })}
          </span>
        )}
      </button>
      <ul className={styles.exits}>
        {[...exits.map((exit) => exit.id), ...wired].map((exit) => {
          const target = node.next?.[exit]
          const title = exitLabel(exit, exitTitle(node, exit, language))
          return (
            <li key={exit}>
              <button type="button" className={styles.exit} data-open={target === undefined || undefined} onClick={() => (readOnly ? target !== undefined && select([target], { reveal: true }) : useEditor.setState({ connecting: { from: id, exit } }))} aria-haspopup={readOnly ? undefined : 'dialog'}>
                {title}
                <IconArrowRight aria-hidden size={16} />
                <span>{target === undefined ? t('exitOpen') : nodeTitle(flow.nodes[target], language) || target}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </li>
  )
}
