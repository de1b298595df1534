import type { CallFlow, Problem } from '@madoguchi/schemas'
import { type Edge, MarkerType, type NodeChange } from '@xyflow/react'
import { useCallback, useMemo, useState } from 'react'
import { useDraft } from '../../draft/draft.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { type FlowUse, exitKey } from '../../scenarios/exit-use.ts'
import { useFlowCoverage } from '../../scenarios/use-flow-coverage.ts'
import { usePath } from '../../telephone/path-store.ts'
import { type Wire, useEditor } from '../editor-store.ts'
import { exitTitle, nodeTitle, referenceTitles } from '../names.ts'
import { words } from '../words.ts'
import type { CardNode } from './NodeCard.tsx'
import { cardOf } from './cards.ts'
import { placesOf } from './places.ts'

const separator = ' '
/** Ids of nodes hold no space, so the wire can be read back from the id of its edge. */
export const edgeId = ({ from, exit }: Wire) => `${from}${separator}${exit}`

export function wireOf(edge: string): Wire {
  const at = edge.indexOf(separator)
  return { from: edge.slice(0, at), exit: edge.slice(at + 1) }
}

interface Held {
  /** Where the pointer has dragged it to, until it is let go. */
  position?: { x: number; y: number }
  /** The size that the browser gave it. */
  measured?: { width: number; height: number }
}

/** Nodes and edges for the canvas, from the draft, the selection, the findings and the path of the tried call. */
export function useGraph(path: string, flow: CallFlow, problems: readonly Problem[]): { nodes: CardNode[]; edges: Edge[]; hold(changes: NodeChange<CardNode>[]): void } {
  const { held, hold } = useHeld()
  const coverage = useFlowCoverage(flow.id)?.use
  const cards = useCards(flow, problems, coverage)
  const places = useMemo(() => placesOf(flow), [flow])
  const selected = useEditor((state) => state.selected)
  const t = useWords(words)
  const nodes = useMemo(
    () =>
      cards.map((card): CardNode => {
        const { position, measured } = held[card.id] ?? {}
        const open = card.exits.filter(({ connected }) => !connected).length
        const facts = [t('cardLabel', { title: card.title, type: card.typeTitle }), ...card.marks.map((mark) => t(mark)), card.problems.length > 0 && t('cardProblems', { count: card.problems.length }), open > 0 && t('cardOpen', { count: open })]
        return { id: card.id, type: 'card', position: position ?? places[card.id] ?? { x: 0, y: 0 }, measured, selected: selected.includes(card.id), data: { card }, ariaLabel: facts.filter(Boolean).join('、') }
      }),
    [cards, held, places, selected, t],
  )
  return { nodes, edges: useEdges(flow, coverage), hold }
}

function useHeld() {
  const [held, setHeld] = useState<Record<string, Held>>({})
  const hold = useCallback((changes: NodeChange<CardNode>[]) => {
    const fresh: Record<string, Held> = {}
    for (const change of changes) {
      if (change.type === 'dimensions' && change.dimensions) fresh[change.id] = { ...fresh[change.id], measured: change.dimensions }
      if (change.type === 'position') fresh[change.id] = { ...fresh[change.id], position: change.dragging ? change.position : undefined }
    }
    if (Object.keys(fresh).length > 0) setHeld((before) => ({ ...before, ...Object.fromEntries(Object.entries(fresh).map(([id, now]) => [id, { ...before[id], ...now }])) }))
  }, [])
  return { held, hold }
}

function useCards(flow: CallFlow, problems: readonly Problem[], coverage: FlowUse | undefined) {
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const titles = useMemo(() => referenceTitles(documents, language), [documents, language])
  const { visited: steps, current } = usePath()
  return useMemo(() => {
    const visited = new Map<string, Set<string | null>>()
    for (const { flow: id, node, exit } of steps) if (id === flow.id) visited.set(node, (visited.get(node) ?? new Set()).add(exit))
    const facts = { problems, titles, language, visited, current: current?.flow === flow.id ? current.node : undefined, coverage }
    return Object.keys(flow.nodes).flatMap((id) => cardOf(flow, id, facts) ?? [])
  }, [flow, problems, titles, language, steps, current, coverage])
}

function useEdges(flow: CallFlow, coverage: FlowUse | undefined): Edge[] {
  const t = useWords(words)
  const language = useLanguage()
  const wire = useEditor((state) => state.wire)
  const selected = useEditor((state) => state.selected)
  const visited = usePath((state) => state.visited)
  return useMemo(() => {
    const taken = new Set(visited.flatMap(({ flow: id, node, exit }) => (id === flow.id && exit !== null ? [edgeId({ from: node, exit })] : [])))
    return Object.entries(flow.nodes).flatMap(([from, node]) =>
      Object.entries(node.next ?? {}).flatMap(([exit, target]): Edge[] => {
        if (!Object.hasOwn(flow.nodes, target)) return []
        const id = edgeId({ from, exit })
        const title = exitTitle(node, exit, language)
        const isLit = taken.has(id)
        const scenarios = coverage?.get(exitKey(from, exit))
        const isSelected = wire?.from === from && wire.exit === exit
        const near = selected.includes(from) || selected.includes(target)
        const colour = isLit ? 'var(--lit)' : isSelected || near ? 'var(--key)' : 'var(--ink-soft)'
        return [{
          id, source: from, sourceHandle: exit, target, selected: isSelected, reconnectable: false,
          className: [isLit ? 'lit' : near ? 'near' : '', scenarios?.length === 0 ? 'untaken' : ''].join(' '),
          zIndex: isLit || isSelected ? 1 : 0,
          label: isSelected ? title : undefined,
          markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: colour },
          style: { stroke: colour },
          ariaLabel: [t('edgeLabel', { from: nodeTitle(node, language), exit: title, to: nodeTitle(flow.nodes[target], language) }), scenarios && (scenarios.length > 0 ? t('coverageCount', { count: scenarios.length }) : t('coverageNone'))].filter(Boolean).join('、'),
        }]
      }),
    )
  }, [flow, wire, selected, visited, language, t, coverage])
}
