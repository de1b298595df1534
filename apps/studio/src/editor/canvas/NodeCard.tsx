import { Handle, type Node, type NodeProps, Position, useUpdateNodeInternals } from '@xyflow/react'
import { IconAlertTriangle, IconCircleCheckFilled, IconCircleDashed, IconInfoCircle, IconNote, IconPin, IconPlayerPauseFilled, IconPlus } from '@tabler/icons-react'
import { memo, useEffect, useRef } from 'react'
import { useReadOnly } from '../../draft/draft.ts'
import { useWords } from '../../i18n/words.ts'
import { useEditor } from '../editor-store.ts'
import { words } from '../words.ts'
import styles from './NodeCard.module.css'
import { handlesOf } from './card-shape.ts'
import type { Card } from './cards.ts'

/** `outline`: only its shape and state are drawn, since it is out of sight or too far away to be read. */
export type CardNode = Node<{ card: Card; outline?: boolean }, 'card'>

/** A node on the canvas. Everything on it comes from the node type; no node type has a card of its own. */
export const NodeCard = memo(function NodeCard({ id, data: { card, outline = false }, selected, height = 0 }: NodeProps<CardNode>) {
  return (
    <article className={styles.card} data-outline={outline || undefined} data-selected={selected || undefined} data-lit={card.lit || undefined} data-current={card.current || undefined} data-skipped={card.skipped || undefined} data-bad={card.problems.some(({ severity }) => severity === 'error') || undefined}>
      {outline ? <Ends card={card} height={height} /> : <Whole id={id} card={card} />}
    </article>
  )
})

/** React Flow looks in the page for where wires meet a card, also when only its outline is drawn. */
function Ends({ card, height }: { card: Card; height: number }) {
  return handlesOf(card, height).map(({ type, id, position, x, y }) => <i key={`${type} ${id ?? ''}`} className={`${type} ${styles.end}`} data-handleid={id} data-handlepos={position} style={{ left: x - border, top: y - border }} />)
}

/** px: what stands on a card is placed from inside its border. */
const border = 1

function Whole({ id, card }: { id: string; card: Card }) {
  const t = useWords(words)
  const update = useUpdateNodeInternals()
  const exits = card.exits.map((exit) => exit.id).join(' ')
  const measured = useRef(exits)
  // React Flow measures a new card itself; doing it once more for each of 500 makes a flow slow to open.
  useEffect(() => {
    if (measured.current === exits) return
    measured.current = exits
    update(id)
  }, [update, id, exits])
  return (
    <>
      <Handle type="target" position={Position.Left} className={styles.target} />
      {card.marks.length > 0 && <p className={styles.marks}>{card.marks.map((mark) => <span key={mark}>{t(mark)}</span>)}</p>}
      <header className={styles.header}>
        <NodeIcon path={card.icon} />
        <div className={styles.names}>
          <strong>{card.title}</strong>
          {card.title !== card.typeTitle && <small>{card.typeTitle}</small>}
        </div>
        <span className={styles.badges}>
          {card.breakpoint && (
            <span title={t('breakpoint')} className={styles.breakpoint}>
              <IconPlayerPauseFilled aria-hidden size={18} />
              <span className="visually-hidden">{t('breakpoint')}</span>
            </span>
          )}
          {card.pinned && (
            <span title={t('pinned')} className={styles.note}>
              <IconPin aria-hidden size={18} />
              <span className="visually-hidden">{t('pinned')}</span>
            </span>
          )}
          {card.note && (
            <span title={card.note} className={styles.note}>
              <IconNote aria-hidden size={18} />
              <span className="visually-hidden">{card.note}</span>
            </span>
          )}
          <ProblemBadge problems={card.problems} />
        </span>
      </header>
      {(card.summary || card.skipped) && (
        <div className={styles.body}>
          {card.skipped && <p className={styles.skipped}>{t('skipped')}</p>}
          {card.summary && <p className={styles.summary}>{card.summary}</p>}
        </div>
      )}
      {card.exits.length > 0 && (
        <ul className={styles.exits}>
          {card.exits.map((exit) => (
            <li key={exit.id} className={styles.exit} data-open={!exit.connected || undefined} data-lit={exit.lit || undefined}>
              {exit.scenarios && <ExitUse scenarios={exit.scenarios} />}
              <span className={styles.exitTitle}>{exit.title}</span>
              {!exit.connected && <OpenExit node={id} exit={exit} />}
              <Handle type="source" position={Position.Right} id={exit.id} className={styles.source} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** An exit that leads nowhere yet; a press adds what comes next. By keyboard C, the settings and the list do the same, so it is no stop of Tab. */
function OpenExit({ node, exit }: { node: string; exit: Card['exits'][number] }) {
  const t = useWords(words)
  const readOnly = useReadOnly()
  if (readOnly) return <span className={styles.open}>{t('exitOpen')}</span>
  return (
    <button type="button" tabIndex={-1} className={`nodrag nopan ${styles.open} ${styles.quickAdd}`} aria-label={t('quickAdd', { exit: exit.title })} title={t('quickAdd', { exit: exit.title })} aria-haspopup="dialog" onClick={() => useEditor.setState({ connecting: { from: node, exit: exit.id } })}>
      <IconPlus aria-hidden size={16} />
      {t('exitOpen')}
    </button>
  )
}

/** How many scenarios take the exit, by shape and word; which, for whoever points at it. The inspector lists them for everybody. */
function ExitUse({ scenarios }: { scenarios: readonly string[] }) {
  const t = useWords(words)
  const taken = scenarios.length > 0
  const Icon = taken ? IconCircleCheckFilled : IconCircleDashed
  return (
    <span className={styles.use} data-taken={taken || undefined} title={scenarios.join('\n')}>
      <Icon aria-hidden size={16} />
      {taken ? t('coverageCount', { count: scenarios.length }) : t('coverageNone')}
    </span>
  )
}

/** The icon of a node type: path data on a 24×24 grid, drawn as a stroke. */
export function NodeIcon({ path, size = 24 }: { path: string; size?: number }) {
  return (
    <svg className={styles.icon} width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}

function ProblemBadge({ problems }: { problems: Card['problems'] }) {
  const t = useWords(words)
  if (problems.length === 0) return null
  const bad = problems.some(({ severity }) => severity === 'error')
  const Icon = bad ? IconAlertTriangle : IconInfoCircle
  return (
    <span className={bad ? styles.bad : styles.warn} title={problems.map(({ text }) => text).join('\n')}>
      <Icon aria-hidden size={18} />
      <span aria-hidden>{problems.length}</span>
      <span className="visually-hidden">{t('nodeCount', { count: problems.length })}</span>
    </span>
  )
}
