import type { CallFlow, Problem } from '@madoguchi/schemas'
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react'
import { type MouseEvent, useMemo } from 'react'
import { useReadOnly } from '../../draft/draft.ts'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { NodeIcon } from '../canvas/NodeCard.tsx'
import { itemId } from '../commands/index.ts'
import { select, toggleSelected, useEditor } from '../editor-store.ts'
import { exitLabel, exitTitle, nodeTitle, readingOrder } from '../names.ts'
import { exitsOf, nodeTypes } from '../node-types.ts'
import { words } from '../words.ts'
import styles from './Outline.module.css'

/** The flow as a list, in the order in which a call meets its nodes: everything the canvas shows, without a canvas (A06). */
export function Outline({ flow, problems }: { flow: CallFlow; problems: readonly Problem[] }) {
  const order = useMemo(() => readingOrder(flow), [flow])
  return (
    <>
      <ol className={styles.list}>
        {order.map((id) => (
          <OutlineNode key={id} flow={flow} id={id} problems={problems.filter(({ node }) => node === id).length} />
        ))}
      </ol>
      <OutlineOthers flow={flow} />
    </>
  )
}

/** Notes and groups: what stands on the canvas and is met by no call. */
function OutlineOthers({ flow }: { flow: CallFlow }) {
  const t = useWords(words)
  const language = useLanguage()
  const selected = useEditor((state) => state.selected)
  const items = [
    ...Object.entries(flow.canvas?.groups ?? {}).map(([id, { title, nodes }]) => ({ item: itemId('group', id), text: t('frameLabel', { title: inLanguage(title, language), count: nodes.length }) })),
    ...Object.entries(flow.canvas?.notes ?? {}).map(([id, { text }]) => ({ item: itemId('note', id), text: t('stickyLabel', { text: text.slice(0, 40) || t('stickyEmpty') }) })),
  ]
  if (items.length === 0) return null
  return (
    <section className={styles.others}>
      <h3>{t('moreKinds')}</h3>
      <ul className={styles.list}>
        {items.map(({ item, text }) => (
          <li key={item} className={styles.item}>
            <button type="button" className={styles.node} aria-current={selected.includes(item) || undefined} onClick={(event) => choose(event, item)}>
              <span>{text}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** With Ctrl or Shift, by mouse as by Enter, one more is selected. */
function choose(event: MouseEvent, item: string): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) toggleSelected(item)
  else select([item], { reveal: true })
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
      <button type="button" className={styles.node} aria-current={selected || undefined} onClick={(event) => choose(event, id)}>
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
