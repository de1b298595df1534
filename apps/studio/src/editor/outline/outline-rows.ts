import { annotated } from '@madoguchi/engine'
import type { CallFlow, Problem } from '@madoguchi/schemas'
import { errorExit } from '@madoguchi/sdk'
import { type Language, inLanguage } from '../../i18n/language.ts'
import { edgeId } from '../canvas/wire-id.ts'
import { itemId } from '../commands/index.ts'
import { exitLabel, exitTitle, nodeTitle, readingOrder } from '../names.ts'
import { exitsOf, nodeTypes } from '../node-types.ts'

/**
 * The flow as the rows of a tree. Words used here: a *row* is one line; its *key* names it while the page lives (`flow`, `menu`, `menu 1` for
 * an exit, `menu >main` for the flow that a node runs, `group:a`, `note:b`); its *item* is what the selection calls the same thing.
 */
export type RowKind = 'flow' | 'group' | 'node' | 'exit' | 'call' | 'note'

export interface OutlineRow {
  key: string
  kind: RowKind
  /** ARIA: from 1. */
  level: number
  position: number
  size: number
  /** The key of the row it stands under. */
  parent: string | undefined
  /** Left out where nothing stands under it. */
  expanded?: boolean
  text: string
  /** Where an exit leads, or what kind of thing it is. */
  detail: string
  /** The node that an exit leads to, or the id of the flow that a call row opens. */
  target?: string
  icon?: string
  marks: readonly ('entry' | 'onError' | 'onHangup' | 'skipped' | 'noted' | 'pinned' | 'breakpoint')[]
  problems: number
  /** How many exits lead nowhere; for an exit 1 or 0. */
  open: number
  /** What typing finds it by. */
  found: readonly string[]
}

export interface RowFacts {
  problems: readonly Problem[]
  language: Language
  /** Rows whose children are not shown. */
  closed: ReadonlySet<string>
  title: string
  /** The nodes at which tried calls are held. */
  breakpoints?: ReadonlySet<string>
}

export const flowKey = 'flow'

/** How many problems each node has; those of none, under ''. */
type Counts = ReadonlyMap<string, number>

type Draft = Omit<OutlineRow, 'level' | 'position' | 'size' | 'parent'> & { children: Draft[] }

/** All rows that can be seen, from top to bottom: the flow, its nodes in the order in which a call meets them (a group where its first node stands), then notes. */
export function outlineRows(flow: CallFlow, facts: RowFacts): OutlineRow[] {
  const groupOf = new Map(Object.entries(flow.canvas?.groups ?? {}).flatMap(([id, { nodes }]) => nodes.map((node) => [node, id] as const)))
  const order = readingOrder(flow)
  const begun = new Set<string>()
  const counts = new Map<string, number>()
  for (const { node = '' } of facts.problems) counts.set(node, (counts.get(node) ?? 0) + 1)
  const top: Draft[] = [flowRow(facts, counts)]
  for (const id of order) {
    const group = groupOf.get(id)
    if (group === undefined) top.push(nodeRow(flow, id, facts, counts))
    else if (!begun.has(group)) {
      begun.add(group)
      top.push(groupRow(flow, group, order, facts, counts))
    }
  }
  for (const [id, { text }] of Object.entries(flow.canvas?.notes ?? {})) top.push({ key: itemId('note', id), kind: 'note', text: text.trim().slice(0, 60), detail: '', marks: [], problems: 0, open: 0, found: [text], children: [] })
  return laidOut(top, facts.closed, 1, undefined)
}

function laidOut(drafts: readonly Draft[], closed: ReadonlySet<string>, level: number, parent: string | undefined): OutlineRow[] {
  return drafts.flatMap(({ children, ...row }, index) => {
    const expanded = children.length === 0 ? undefined : !closed.has(row.key)
    const own: OutlineRow = { ...row, level, parent, position: index + 1, size: drafts.length, ...(expanded === undefined ? {} : { expanded }) }
    return [own, ...(expanded ? laidOut(children, closed, level + 1, row.key) : [])]
  })
}

function flowRow({ title }: RowFacts, counts: Counts): Draft {
  return { key: flowKey, kind: 'flow', text: title, detail: '', marks: [], problems: counts.get('') ?? 0, open: 0, found: [title], children: [] }
}

function groupRow(flow: CallFlow, id: string, order: readonly string[], facts: RowFacts, counts: Counts): Draft {
  const group = flow.canvas?.groups?.[id]
  const inside = new Set(group?.nodes)
  const children = order.filter((node) => inside.has(node)).map((node) => nodeRow(flow, node, facts, counts))
  const text = inLanguage(group?.title, facts.language)
  return { key: itemId('group', id), kind: 'group', text, detail: String(children.length), marks: [], problems: children.reduce((sum, child) => sum + child.problems, 0), open: children.reduce((sum, child) => sum + child.open, 0), found: [text], children }
}

function nodeRow(flow: CallFlow, id: string, { language, breakpoints }: RowFacts, counts: Counts): Draft {
  const node = flow.nodes[id]
  const type = nodeTypes.get(node?.type ?? '')
  const text = nodeTitle(node, language)
  const typeTitle = inLanguage(type?.title, language)
  const children = [...exitRows(flow, id, language), ...callRows(flow, id)]
  return {
    key: id, kind: 'node', text, detail: typeTitle === text ? '' : typeTitle, icon: type?.icon ?? '', problems: counts.get(id) ?? 0,
    marks: [
      ...(['entry', 'onError', 'onHangup'] as const).filter((mark) => flow[mark] === id),
      ...(node?.skip === undefined ? [] : (['skipped'] as const)), ...(node?.note ? (['noted'] as const) : []), ...(flow.canvas?.pinned?.[id] ? (['pinned'] as const) : []), ...(breakpoints?.has(id) ? (['breakpoint'] as const) : []),
    ],
    open: children.reduce((sum, child) => sum + child.open, 0),
    found: [text, nodeTitle(node, language === 'ja' ? 'en' : 'ja'), id, typeTitle, type?.title.en ?? ''], children,
  }
}

/** The exits in the order of the card, then the one for faults, then wires whose exit is gone. A node that ends the call shows none. */
function exitRows(flow: CallFlow, id: string, language: Language): Draft[] {
  const node = flow.nodes[id]
  const { exits } = exitsOf(nodeTypes.get(node?.type ?? ''), node?.config, node?.next)
  const wired = Object.keys(node?.next ?? {})
  if (exits.length === 0 && wired.length === 0) return []
  const known = [...new Set([...exits.map((exit) => exit.id), errorExit.id, ...wired])]
  return known.map((exit) => {
    const target = node?.next?.[exit]
    const there = target !== undefined && Object.hasOwn(flow.nodes, target)
    const title = exitTitle(node, exit, language)
    return {
      key: edgeId({ from: id, exit }), kind: 'exit', text: exitLabel(exit, title), detail: there ? nodeTitle(flow.nodes[target], language) : (target ?? ''), marks: [], problems: 0,
      // A fault that leads nowhere is taken by the flow's own way for faults.
      open: !there && exit !== errorExit.id ? 1 : 0, found: [title, exit], children: [], ...(there ? { target } : {}),
    }
  })
}

/** The flows that a node names: where its wires go on, in another flow. */
function callRows(flow: CallFlow, id: string): Draft[] {
  const node = flow.nodes[id]
  const type = nodeTypes.get(node?.type ?? '')
  if (!node || !type) return []
  const named = annotated(type.config, node.config).flatMap(({ ref, value }) => (ref === 'call' && value ? [value] : []))
  return [...new Set(named)].map((call) => ({ key: `${id} >${call}`, kind: 'call', text: call, detail: '', target: call, marks: [], problems: 0, open: 0, found: [call], children: [] }))
}

/** The node that a row is about; undefined for rows about none. */
export function nodeOfRow({ kind, key }: Pick<OutlineRow, 'kind' | 'key'>): string | undefined {
  if (kind === 'node') return key
  return kind === 'exit' || kind === 'call' ? key.slice(0, key.indexOf(' ')) : undefined
}
