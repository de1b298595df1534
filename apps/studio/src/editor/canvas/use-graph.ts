import type { CallFlow, Problem } from '@madoguchi/schemas'
import type { Edge, NodeChange } from '@xyflow/react'
import { useMemo, useState } from 'react'
import { useDraft } from '../../draft/draft.ts'
import { sameJson } from '../../draft/json.ts'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import type { FlowUse } from '../../scenarios/exit-use.ts'
import { useFlowCoverage } from '../../scenarios/use-flow-coverage.ts'
import { useBreakpointsOf } from '../../telephone/breakpoint-store.ts'
import { usePath } from '../../telephone/path-store.ts'
import { itemId, itemOf } from '../commands/index.ts'
import { useEditor } from '../editor-store.ts'
import { referenceTitles } from '../names.ts'
import { words } from '../words.ts'
import type { CanvasNode } from './canvas-node.ts'
import { type Card, cardOf } from './cards.ts'
import { type Frame, collapsedIn, framesOf } from './frames.ts'
import { NodeCache } from './node-cache.ts'
import { placesOf } from './places.ts'
import { useEdges } from './use-edges.ts'
import { type Held, useHeld } from './use-held.ts'

/** The words of the editor in the present language. */
type Say = ReturnType<typeof useWords<WordsOf>>
type WordsOf = NonNullable<(typeof words)['keys']>
type Point = { x: number; y: number }

export interface Graph {
  nodes: CanvasNode[]
  edges: Edge[]
  /** Where frames stand by the draft alone; what is dragged is measured against it. */
  frames: readonly Frame[]
  places: Readonly<Record<string, Point>>
  hold(changes: readonly NodeChange[]): void
}

/** Everything on the canvas, from the draft, the selection, the findings and the path of the tried call. */
export function useGraph(flow: CallFlow, problems: readonly Problem[]): Graph {
  const { held, hold } = useHeld()
  const coverage = useFlowCoverage(flow.id)?.use
  const cards = useCards(flow, problems, coverage)
  const places = useMemo(() => placesOf(flow), [flow])
  const frames = useMemo(() => framesOf(flow, places, (id) => held[id]?.measured), [flow, places, held])
  const nodes = useNodes(flow, cards, places, frames, held)
  return { nodes, edges: useEdges(flow, coverage), frames, places, hold }
}

function useNodes(flow: CallFlow, cards: readonly Card[], places: Readonly<Record<string, Point>>, frames: readonly Frame[], held: Readonly<Record<string, Held>>): CanvasNode[] {
  const t = useWords(words)
  const language = useLanguage()
  const selected = useEditor((state) => state.selected)
  const stop = useEditor((state) => state.stop)
  const [cache] = useState(() => new NodeCache())
  return useMemo(() => {
    const chosen = new Set(selected)
    const hidden = collapsedIn(flow)
    const moved = movedByFrames(frames, held)
    const at = (id: string): Point => {
      const place = places[id] ?? { x: 0, y: 0 }
      const by = moved.get(id)
      return held[id]?.position ?? (by ? { x: place.x + by.x, y: place.y + by.y } : place)
    }
    const shownStop = stopOf(flow, stop, selected, hidden)
    const dom = (id: string, kind: 'aria.roleNode' | 'aria.roleNote' | 'aria.roleGroup') => ({ tabIndex: id === shownStop ? 0 : -1, 'aria-roledescription': t(kind) })
    const drawn = cards.map((card) => {
      const { x, y } = at(card.id)
      const { measured } = held[card.id] ?? {}
      const facts = [card, x, y, measured, chosen.has(card.id), hidden.has(card.id), card.id === shownStop, t]
      return cache.get(card.id, facts, () => ({ id: card.id, type: 'card', position: { x, y }, measured, selected: chosen.has(card.id), hidden: hidden.has(card.id), data: { card }, ariaLabel: ariaLabelOf(card, t), domAttributes: dom(card.id, 'aria.roleNode') }))
    })
    const around = frames.length === 0 ? [] : framesOf(flow, Object.fromEntries(Object.keys(places).map((id) => [id, at(id)])), (id) => held[id]?.measured)
    const shown = around.map((frame) => {
      const { measured } = held[frame.item] ?? {}
      const title = inLanguage(frame.title, language)
      const count = frame.collapsed ? cards.filter(({ id, problems }) => frame.nodes.includes(id) && problems.length > 0).length : 0
      const isChosen = chosen.has(frame.item)
      return cache.get(frame.item, [frame.x, frame.y, frame.width, frame.height, title, frame.collapsed, frame.nodes.length, count, measured, isChosen, frame.item === shownStop, t], () => ({
        id: frame.item, type: 'frame', position: { x: frame.x, y: frame.y }, width: frame.width, height: frame.height, measured, zIndex: frame.collapsed ? 0 : -1, selected: isChosen,
        data: { frame, title, problems: count }, ariaLabel: t('frameLabel', { title, count: frame.nodes.length }), domAttributes: dom(frame.item, 'aria.roleGroup'),
      }))
    })
    const notes = Object.entries(flow.canvas?.notes ?? {}).map(([id, note]) => {
      const item = itemId('note', id)
      const { position = { x: note.at[0], y: note.at[1] }, measured } = held[item] ?? {}
      return cache.get(item, [note, position.x, position.y, measured, chosen.has(item), item === shownStop, t], () => ({
        id: item, type: 'note', position, width: note.size[0], height: note.size[1], measured, selected: chosen.has(item), data: { id, note }, ariaLabel: t('stickyLabel', { text: note.text.slice(0, 60) || t('stickyEmpty') }), domAttributes: dom(item, 'aria.roleNote'),
      }))
    })
    cache.turn()
    return [...shown, ...drawn, ...notes]
  }, [flow, cards, places, frames, held, selected, stop, language, t, cache])
}

/** The one thing at which Tab stops: where one was last, else what is selected, else the entry. Arrow keys lead on from there. */
function stopOf(flow: CallFlow, stop: string | undefined, selected: readonly string[], hidden: ReadonlyMap<string, string>): string | undefined {
  const there = (item: string | undefined): item is string => {
    if (item === undefined) return false
    const { kind, id } = itemOf(item)
    const known = { node: flow.nodes, note: flow.canvas?.notes, group: flow.canvas?.groups }[kind]
    return known !== undefined && Object.hasOwn(known, id)
  }
  const found = [stop, selected[0], flow.entry, Object.keys(flow.nodes)[0]].find(there)
  return found === undefined ? undefined : (hidden.get(found) ?? found)
}

/** A dragged frame takes its nodes along. */
function movedByFrames(frames: readonly Frame[], held: Readonly<Record<string, Held>>): Map<string, Point> {
  return new Map(
    frames.flatMap((frame) => {
      const position = held[frame.item]?.position
      return position ? frame.nodes.map((node) => [node, { x: position.x - frame.x, y: position.y - frame.y }] as const) : []
    }),
  )
}

function ariaLabelOf(card: Card, t: Say): string {
  const open = card.exits.filter(({ connected }) => !connected).length
  const facts = [card.title === card.typeTitle ? card.title : t('cardLabel', { title: card.title, type: card.typeTitle }), ...card.marks.map((mark) => t(mark)), card.skipped && t('skipped'), card.pinned && t('pinned'), card.breakpoint && t('breakpoint'), card.problems.length > 0 && t('cardProblems', { count: card.problems.length }), open > 0 && t('cardOpen', { count: open })]
  return facts.filter(Boolean).join('、')
}

function useCards(flow: CallFlow, problems: readonly Problem[], coverage: FlowUse | undefined): readonly Card[] {
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const titles = useMemo(() => referenceTitles(documents, language), [documents, language])
  const { visited: steps, current } = usePath()
  const breakpoints = useBreakpointsOf(flow.id)
  const [kept] = useState(() => new Map<string, Card>())
  return useMemo(() => {
    const visited = new Map<string, Set<string | null>>()
    for (const { flow: id, node, exit } of steps) if (id === flow.id) visited.set(node, (visited.get(node) ?? new Set()).add(exit))
    const facts = { problems, titles, language, visited, current: current?.flow === flow.id ? current.node : undefined, coverage, breakpoints }
    return Object.keys(flow.nodes).flatMap((id) => {
      const card = cardOf(flow, id, facts)
      if (!card) return []
      // A card that says the same is the same, so that an edit of one node does not draw the others anew.
      const before = kept.get(id)
      const now = before && sameJson(before, card) ? before : card
      kept.set(id, now)
      return [now]
    })
  }, [flow, problems, titles, language, steps, current, coverage, breakpoints, kept])
}
