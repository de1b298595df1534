import type { CallFlow, Problem } from '@madoguchi/schemas'
import type { Edge, NodeChange } from '@xyflow/react'
import { useMemo } from 'react'
import { useFlowCoverage } from '../../scenarios/use-flow-coverage.ts'
import type { CanvasNode } from './canvas-node.ts'
import { guessedHeight } from './card-shape.ts'
import { type Frame, cardSize, framesOf } from './frames.ts'
import { placesOf } from './places.ts'
import { useCards } from './use-cards.ts'
import { useEdges } from './use-edges.ts'
import { useHeld } from './use-held.ts'
import { useInSight } from './use-in-sight.ts'
import { useMeasureAnew } from './use-measure-anew.ts'
import { useMoved } from './use-moved.ts'
import { useNodes } from './use-nodes.ts'
import type { FarWire } from './wires.ts'

type Point = { x: number; y: number }
type Size = { width: number; height: number }

export interface Graph {
  nodes: CanvasNode[]
  edges: Edge[]
  /** Wires that are only seen, since nobody can take hold of them from so far away. */
  farWires: readonly FarWire[]
  /** Everything that stands on the canvas but for what is being dragged; a new list only when something of it changed. */
  still: readonly CanvasNode[]
  /** Where frames stand by the draft alone; what is dragged is measured against it. */
  frames: readonly Frame[]
  places: Readonly<Record<string, Point>>
  hold(changes: readonly NodeChange[]): void
}

/** Everything on the canvas, from the draft, the selection, the findings and the path of the tried call. */
export function useGraph(flow: CallFlow, problems: readonly Problem[]): Graph {
  const { moving, measured, hold } = useHeld()
  const coverage = useFlowCoverage(flow.id)?.use
  const cards = useCards(flow, problems, coverage)
  const places = useMemo(() => placesOf(flow), [flow])
  const sizes = useMemo(() => new Map<string, Size>(cards.map((card) => [card.id, measured[card.id] ?? { width: cardSize.width, height: guessedHeight(card) }])), [cards, measured])
  const frames = useMemo(() => framesOf(flow, places, (id) => sizes.get(id)), [flow, places, sizes])
  const inSight = useInSight(cards.length)
  const still = useNodes({ flow, cards, places, frames, measured, sizes, inSight })
  useMeasureAnew(still)
  const { nodes, moved } = useMoved({ flow, still, frames, places, sizes, moving })
  const { edges, farWires } = useEdges({ flow, cards, places, frames, sizes, inSight, coverage, moved })
  return { nodes, edges, farWires, still, frames, places, hold }
}
