import { type DescribedChange, annotated } from '@madoguchi/engine'
import type { CallFlow } from '@madoguchi/schemas'
import { type Edge, MarkerType, type Node } from '@xyflow/react'
import { type Card, cardOf } from '../../editor/canvas/cards.ts'
import { placesOf } from '../../editor/canvas/places.ts'
import { exitTitle, nodeTitle } from '../../editor/names.ts'
import { nodeTypes } from '../../editor/node-types.ts'
import type { Language } from '../../i18n/language.ts'
import type { ComparedFlow, Side } from '../comparison.ts'
import { type Mark, edgeId, marksOf, rewiredWires } from './diff-marks.ts'

/** A node of a compared flow: its card as the editor draws it, with what became of it. */
export type DiffNode = Node<{ card: Card; mark: Mark | undefined; markText: string; inside: string }, 'diff'>

export interface GraphFacts {
  flow: ComparedFlow
  /** Changes of this flow. */
  changes: readonly DescribedChange[]
  titles: ReadonlyMap<string, string>
  language: Language
  markText(mark: Mark): string
  /** What the sub-flow that a node leads to has to tell: 「〜の中で3件の変更」, or nothing. */
  insideText(flow: string): string
  labels: { node(title: string, type: string): string; edge(from: string, exit: string, to: string): string }
}

/** Nodes and edges of one side, with marks; `chosen` are ids of nodes and edges of that side. */
export function diffGraph(side: Side, facts: GraphFacts, chosen: ReadonlySet<string>): { nodes: DiffNode[]; edges: Edge[] } {
  const flow = facts.flow[side]
  if (!flow) return { nodes: [], edges: [] }
  const marks = marksOf(side, facts.flow, facts.changes)
  const places = placesOf(flow)
  const nodes = Object.keys(flow.nodes).flatMap((id): DiffNode[] => {
    const card = cardOf(flow, id, { problems: [], titles: facts.titles, language: facts.language, visited: new Map(), current: undefined })
    if (!card) return []
    const mark = marks.get(id)
    const markText = mark ? facts.markText(mark) : ''
    const inside = subFlowsOf(flow, id).map(facts.insideText).filter(Boolean).join('、')
    return [{
      id, type: 'diff', position: places[id] ?? { x: 0, y: 0 }, selected: chosen.has(id), data: { card, mark, markText, inside },
      ariaLabel: [facts.labels.node(card.title, card.typeTitle), markText, inside].filter(Boolean).join('、'),
    }]
  })
  return { nodes, edges: edgesOf(side, flow, facts, marks, chosen) }
}

const colours: Readonly<Record<'added' | 'removed' | 'rewired', string>> = { added: 'var(--good)', removed: 'var(--bad)', rewired: 'var(--warn)' }
/** Colour is never alone: what is gone is dotted, what leads elsewhere dashed, what is new drawn through and thick (A06). */
const dashes: Readonly<Record<'added' | 'removed' | 'rewired', string | undefined>> = { added: undefined, removed: '2 5', rewired: '9 5' }

function edgesOf(side: Side, flow: CallFlow, { changes, flow: compared, language, markText, labels }: GraphFacts, marks: ReadonlyMap<string, Mark>, chosen: ReadonlySet<string>): Edge[] {
  const rewired = rewiredWires(side, compared, changes)
  return Object.entries(flow.nodes).flatMap(([from, node]) => Object.entries(node.next).flatMap(([exit, target]): Edge[] => {
    if (!Object.hasOwn(flow.nodes, target)) return []
    const id = edgeId(from, exit)
    const own = marks.get(from)
    const mark = rewired.has(id) ? 'rewired' : own === 'added' || own === 'removed' ? own : undefined
    const colour = mark ? colours[mark] : 'var(--ink-soft)'
    const text = mark === 'rewired' ? markText(mark) : ''
    return [{
      id, source: from, sourceHandle: exit, target, selected: chosen.has(id), zIndex: mark ? 1 : 0, focusable: mark === 'rewired', label: text || undefined,
      markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: colour },
      style: { stroke: colour, strokeWidth: chosen.has(id) ? 6 : mark ? 3.5 : 1.5, strokeDasharray: mark && dashes[mark] },
      ariaLabel: [labels.edge(nodeTitle(node, language), exitTitle(node, exit, language), nodeTitle(flow.nodes[target], language)), text].filter(Boolean).join('、'),
    }]
  }))
}

/** Flows that a node leads to; which settings name them is said by the node type's schema. */
export function subFlowsOf(flow: CallFlow, id: string): string[] {
  const node = flow.nodes[id]
  const type = node && nodeTypes.get(node.type)
  return node && type ? annotated(type.config, node.config).flatMap(({ ref, value }) => (ref === 'call' ? [value] : [])) : []
}
