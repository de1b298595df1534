import { type NodeHandle, Position } from '@xyflow/react'
import type { Card } from './cards.ts'
import { cardSize } from './frames.ts'

/** px: NodeCard.module.css lays a card out from these. */
const row = 24.6
const header = { padding: 14, title: 21, type: 19.6, icon: 24, titleFits: 12, typeFits: 13 }
const body = { padding: 6, line: 19.6, fits: 15.5, lines: 2 }
const handle = 14
const targetAt = 27
const borders = 2

/**
 * How high a card will be, before the browser has drawn it. A few pixels off where a text wraps otherwise; the card is measured once it
 * comes into view.
 */
export function guessedHeight({ title, typeTitle, summary, skipped, exits }: Pick<Card, 'title' | 'typeTitle' | 'summary' | 'skipped' | 'exits'>): number {
  const names = linesOf(title, header.titleFits) * header.title + (title === typeTitle ? 0 : linesOf(typeTitle, header.typeFits) * header.type)
  const texts = (skipped ? body.line : 0) + (summary ? Math.min(body.lines, linesOf(summary, body.fits)) * body.line : 0)
  return Math.round(borders + header.padding + Math.max(header.icon, names) + (texts > 0 ? body.padding + texts : 0) + exits.length * row)
}

/** Where wires meet a card of this height: one place on its left, and on its right one for each exit, which are its last rows. */
export function handlesOf({ exits }: Pick<Card, 'exits'>, height: number): NodeHandle[] {
  const size = { width: handle, height: handle }
  const first = height - 1 - exits.length * row
  return [
    { type: 'target', position: Position.Left, x: 1 - handle / 2, y: targetAt - handle / 2, ...size },
    ...exits.map(({ id }, index): NodeHandle => ({ type: 'source', id, position: Position.Right, x: cardSize.width - 1 - handle / 2, y: first + (index + 0.5) * row - handle / 2, ...size })),
  ]
}

/** In characters of full width, of which `fits` stand on a line; the others take about half the room. */
function linesOf(text: string, fits: number): number {
  let width = 0
  for (const character of text) width += character.charCodeAt(0) < 0x2e80 ? 0.55 : 1
  return Math.max(1, Math.ceil(width / fits))
}

/** Where the wire of an exit leaves a card, from its corner. */
export function exitPoint({ exits }: Pick<Card, 'exits'>, height: number, exit: string): { x: number; y: number } | undefined {
  const index = exits.findIndex(({ id }) => id === exit)
  return index < 0 ? undefined : { x: cardSize.width - 1 + handle / 2, y: height - 1 - (exits.length - index - 0.5) * row }
}

/** Where wires end at a card, from its corner. */
export function entryPoint(): { x: number; y: number } {
  return { x: 1 - handle / 2, y: targetAt }
}
