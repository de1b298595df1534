import type { CallFlow } from '@madoguchi/schemas'
import { type Edge, MarkerType } from '@xyflow/react'
import { useMemo, useState } from 'react'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { type FlowUse, exitKey } from '../../scenarios/exit-use.ts'
import { usePath } from '../../telephone/path-store.ts'
import { type Wire, useEditor } from '../editor-store.ts'
import { exitTitle, nodeTitle } from '../names.ts'
import { words } from '../words.ts'
import type { Card } from './cards.ts'
import type { Frame } from './frames.ts'
import { KeptObjects } from './kept-objects.ts'
import type { InSight } from './use-in-sight.ts'
import { type DrawnWire, type FarWire, type Places, drawnWires, endsOf, reaches } from './wires.ts'
import { edgeId } from './wire-id.ts'

type Points = Readonly<Record<string, { x: number; y: number }>>

interface Facts {
  flow: CallFlow
  cards: readonly Card[]
  places: Points
  frames: readonly Frame[]
  sizes: ReadonlyMap<string, { width: number; height: number }>
  inSight: InSight
  coverage: FlowUse | undefined
  moved: Points
}

/** Whether a wire is one of those that somebody looks at, whatever else is drawn. */
interface Look {
  lit: boolean
  selected: boolean
  drop: boolean
  near: boolean
  scenarios: readonly string[] | undefined
}

/** With more wires than this at what is selected, they are drawn like any others. */
const mostNear = 60
const unmoved: Points = {}

/**
 * The wires of a flow. In a large one, those out of sight are left out, and from far away they are one picture (`farWires`): each wire that
 * can be taken hold of is looked at again by React Flow with every frame of a drag.
 */
export function useEdges({ flow, cards, places, frames, sizes, inSight, coverage, moved }: Facts): { edges: Edge[]; farWires: readonly FarWire[] } {
  const wires = useMemo(() => drawnWires(flow), [flow])
  const { looks, manyNear } = useLooks(flow, wires, coverage)
  const edgeOf = useEdgeOf(flow)
  // What is dragged is selected: its few wires are edges, which follow by themselves. Only many of them are placed anew with each frame.
  const shifted = manyNear && inSight !== 'everywhere' ? moved : unmoved
  const known = useMemo((): Places => {
    const [byId, byItem] = [new Map(cards.map((card) => [card.id, card])), new Map(frames.map((frame) => [frame.item, frame]))]
    return { cards: byId, sizes, at: (node) => shifted[node] ?? places[node], frame: (item) => byItem.get(item) }
  }, [cards, frames, sizes, places, shifted])
  return useMemo(() => {
    const [edges, farWires]: [Edge[], FarWire[]] = [[], []]
    for (const wire of wires) {
      const look = looks(wire)
      if (inSight === 'everywhere' || look.lit || look.selected || look.drop || (look.near && !manyNear)) {
        edges.push(edgeOf.get(wire, look))
        continue
      }
      const ends = endsOf(wire, known)
      if (!ends) continue
      if (inSight === 'nowhere') farWires.push({ id: wire.id, ...ends, untaken: look.scenarios?.length === 0 })
      else if (reaches(ends, inSight)) edges.push(edgeOf.get(wire, look))
    }
    edgeOf.turn()
    return { edges, farWires }
  }, [wires, looks, manyNear, edgeOf, known, inSight])
}

/** What is special about each wire at the moment. */
function useLooks(flow: CallFlow, wires: readonly DrawnWire[], coverage: FlowUse | undefined): { looks(wire: DrawnWire): Look; manyNear: boolean } {
  const wire = useEditor((state) => state.wire)
  const dropWire = useEditor((state) => state.dropWire)
  const selected = useEditor((state) => state.selected)
  const visited = usePath((state) => state.visited)
  return useMemo(() => {
    const taken = new Set(visited.flatMap(({ flow: id, node, exit }) => (id === flow.id && exit !== null ? [edgeId({ from: node, exit })] : [])))
    const chosen = new Set(selected)
    const isNear = ({ from, target }: DrawnWire) => chosen.has(from) || chosen.has(target)
    const looks = (drawn: DrawnWire): Look => ({ lit: taken.has(drawn.id), selected: isSame(wire, drawn), drop: isSame(dropWire, drawn), near: isNear(drawn), scenarios: coverage?.get(exitKey(drawn.from, drawn.exit)) })
    return { looks, manyNear: selected.length > 1 && wires.filter(isNear).length > mostNear }
  }, [flow.id, wires, wire, dropWire, selected, visited, coverage])
}

function isSame(wire: Wire | undefined, { from, exit }: DrawnWire): boolean {
  return wire?.from === from && wire.exit === exit
}

/** Makes the edge of a wire, the same object for as long as it looks the same. */
function useEdgeOf(flow: CallFlow): { get(wire: DrawnWire, look: Look): Edge; turn(): void } {
  const t = useWords(words)
  const language = useLanguage()
  const [kept] = useState(() => new KeptObjects<Edge>())
  return useMemo(() => {
    const make = ({ id, from, exit, target, source, end }: DrawnWire, { lit, selected, drop, near, scenarios }: Look): Edge => {
      const title = exitTitle(flow.nodes[from], exit, language)
      const colour = lit ? 'var(--lit)' : selected || near || drop ? 'var(--key)' : 'var(--ink-soft)'
      return {
        id, type: 'wire', source, sourceHandle: source === from ? exit : null, target: end, selected, reconnectable: false,
        className: [lit ? 'lit' : near ? 'near' : '', drop ? 'drop' : '', scenarios?.length === 0 ? 'untaken' : ''].join(' '),
        zIndex: lit || selected ? 1 : 0,
        label: selected ? title : undefined,
        markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: colour },
        style: { stroke: colour },
        domAttributes: { tabIndex: selected ? 0 : -1, 'aria-roledescription': t('wire') },
        ariaLabel: [t('edgeLabel', { from: nodeTitle(flow.nodes[from], language), exit: title, to: nodeTitle(flow.nodes[target], language) }), scenarios && (scenarios.length > 0 ? t('coverageCount', { count: scenarios.length }) : t('coverageNone'))].filter(Boolean).join('、'),
      }
    }
    return {
      get: (wire, look) => kept.get(wire.id, [flow.nodes[wire.from], flow.nodes[wire.target], wire.target, wire.source, wire.end, look.lit, look.selected, look.drop, look.near, look.scenarios?.length, language, t], () => make(wire, look)),
      turn: () => kept.turn(),
    }
  }, [flow, language, t, kept])
}
