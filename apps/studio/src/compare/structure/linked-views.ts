import type { Viewport } from '@xyflow/react'
import { type Side, sides } from '../comparison.ts'

export interface Point {
  x: number
  y: number
}

/** One canvas as the link sees it. */
export interface Frame {
  /** In CSS pixels. */
  size(): { width: number; height: number }
  setViewport(viewport: Viewport): void
}

const smallPixels = 300

/**
 * Keeps two canvases at the same zoom and over the same part of their flows. What "the same part" means is set by `show`: where a node
 * stands elsewhere in the other version, the two middles keep that distance while a person pans and zooms.
 */
export class LinkedViews {
  readonly #frames = new Map<Side, Frame>()
  readonly #set = new Map<Side, Viewport>()
  /** From the middle of the canvas before to that of the one after, in flow coordinates. */
  #shift: Point = { x: 0, y: 0 }
  #zoom: number | undefined

  /** @returns takes the canvas out again */
  attach(side: Side, frame: Frame): () => void {
    this.#frames.set(side, frame)
    return () => {
      if (this.#frames.get(side) === frame) this.#frames.delete(side)
    }
  }

  /** One canvas moved, by hand or by its buttons; the other follows. A move that this link made itself is no new one. */
  moved(side: Side, viewport: Viewport): void {
    if (isSame(this.#set.get(side), viewport)) return
    this.#set.set(side, viewport)
    this.#zoom = viewport.zoom
    const frame = this.#frames.get(side)
    if (!frame) return
    const { width, height } = frame.size()
    const middle = { x: (width / 2 - viewport.x) / viewport.zoom, y: (height / 2 - viewport.y) / viewport.zoom }
    const sign = side === 'before' ? 1 : -1
    this.#centre(side === 'before' ? 'after' : 'before', { x: middle.x + sign * this.#shift.x, y: middle.y + sign * this.#shift.y })
  }

  /** Brings a place into the middle of each canvas. A side that has no such place keeps its distance to the other. */
  show(places: Partial<Record<Side, Point>>, zoom = this.#zoom ?? this.#firstZoom()): void {
    const { before, after } = places
    this.#zoom = zoom
    if (before && after) this.#shift = { x: after.x - before.x, y: after.y - before.y }
    if (before) this.#centre('before', before)
    if (after) this.#centre('after', after)
    if (before && !after) this.#centre('after', { x: before.x + this.#shift.x, y: before.y + this.#shift.y })
    if (after && !before) this.#centre('before', { x: after.x - this.#shift.x, y: after.y - this.#shift.y })
  }

  /** A smaller or larger zoom around the middle of both. */
  zoomBy(factor: number): void {
    const side = sides.find((candidate) => this.#frames.has(candidate))
    const frame = side && this.#frames.get(side)
    const now = side && this.#set.get(side)
    if (!frame || !now) return
    const zoom = Math.min(2, Math.max(0.1, now.zoom * factor))
    const { width, height } = frame.size()
    const middle = { x: (width / 2 - now.x) / now.zoom, y: (height / 2 - now.y) / now.zoom }
    const other = side === 'before' ? { x: middle.x + this.#shift.x, y: middle.y + this.#shift.y } : { x: middle.x - this.#shift.x, y: middle.y - this.#shift.y }
    this.show(side === 'before' ? { before: middle, after: other } : { after: middle, before: other }, zoom)
  }

  /** A card with all its exits should fit into a small canvas; on a large one it should be read with ease. */
  #firstZoom(): number {
    const heights = [...this.#frames.values()].map((frame) => frame.size().height)
    return Math.min(...heights) < smallPixels ? 0.6 : 0.85
  }

  #centre(side: Side, { x, y }: Point): void {
    const frame = this.#frames.get(side)
    if (!frame) return
    const { width, height } = frame.size()
    const zoom = this.#zoom ?? this.#firstZoom()
    const viewport = { zoom, x: width / 2 - x * zoom, y: height / 2 - y * zoom }
    this.#set.set(side, viewport)
    frame.setViewport(viewport)
  }
}

function isSame(a: Viewport | undefined, b: Viewport): boolean {
  return a !== undefined && Math.abs(a.x - b.x) < 0.01 && Math.abs(a.y - b.y) < 0.01 && Math.abs(a.zoom - b.zoom) < 0.0001
}
