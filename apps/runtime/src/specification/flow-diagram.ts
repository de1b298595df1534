import type { CallFlow } from '@madoguchi/schemas'
import { type NodeType, errorExit } from '@madoguchi/sdk'
import type { Content } from 'pdfmake/interfaces.js'
import { colours, fontName } from './page-design.ts'

interface DiagramContext {
  nodeTypes: ReadonlyMap<string, NodeType>
  /** Node id → its number in the tree. */
  numbers: ReadonlyMap<string, number>
}

/** Where a node stands: column and row of the grid into which the places on the canvas are pressed. */
interface Place {
  column: number
  row: number
}

/** What fits a landscape page so that it can still be read. In points. */
const area = { width: 738, height: 352 }
const box = { width: 86, height: 30 }
const smallest = { columnWidth: 70, rowHeight: 27 }
/** Places closer than this on the canvas stand in one column or row. */
const together = { x: 80, y: 60 }

/**
 * A drawing of a flow on one landscape page, after the places on the canvas: same columns and rows, without the space between.
 * @returns undefined where no layout is there, or so much that nobody could read it
 */
export function flowDiagram(flow: CallFlow, context: DiagramContext): Content | undefined {
  const places = pressToGrid(flow)
  if (!places) return undefined
  const columns = Math.max(...[...places.values()].map(({ column }) => column)) + 1
  const rows = Math.max(...[...places.values()].map(({ row }) => row)) + 1
  const step = { x: Math.min(150, area.width / columns), y: Math.min(64, area.height / rows) }
  if (step.x < smallest.columnWidth || step.y < smallest.rowHeight) return undefined
  const size = { width: Math.min(box.width, step.x * 0.76), height: Math.min(box.height, step.y - 6) }
  const drawing = new Drawing(flow, context, places, { step, size })
  return { svg: drawing.svg(columns * step.x, rows * step.y), width: columns * step.x, alignment: 'center', margin: [0, 6, 0, 0] } as Content
}

function pressToGrid({ nodes, layout }: CallFlow): Map<string, Place> | undefined {
  const ids = Object.keys(nodes)
  if (!layout || ids.length === 0 || ids.some((id) => !layout[id])) return undefined
  const xs = steps(ids.map((id) => layout[id]?.[0] ?? 0), together.x)
  const ys = steps(ids.map((id) => layout[id]?.[1] ?? 0), together.y)
  const places = new Map<string, Place>()
  const taken = new Set<string>()
  for (const id of ids) {
    const place = { column: indexOf(xs, layout[id]?.[0] ?? 0), row: indexOf(ys, layout[id]?.[1] ?? 0) }
    // Two nodes that nearly cover each other on the canvas would lie on each other here.
    if (taken.has(`${place.column}/${place.row}`)) return undefined
    taken.add(`${place.column}/${place.row}`)
    places.set(id, place)
  }
  return places
}

/** Where each group of near values begins, ascending. */
function steps(values: number[], near: number): number[] {
  const begins: number[] = []
  for (const value of values.toSorted((a, b) => a - b)) if (begins.length === 0 || value - (begins.at(-1) ?? 0) >= near) begins.push(value)
  return begins
}

function indexOf(begins: readonly number[], value: number): number {
  return begins.findLastIndex((begin) => begin <= value)
}

interface Scale {
  step: { x: number; y: number }
  size: { width: number; height: number }
}

class Drawing {
  readonly #flow: CallFlow
  readonly #context: DiagramContext
  readonly #places: ReadonlyMap<string, Place>
  readonly #scale: Scale
  readonly #fontSize: number

  constructor(flow: CallFlow, context: DiagramContext, places: ReadonlyMap<string, Place>, scale: Scale) {
    this.#flow = flow
    this.#context = context
    this.#places = places
    this.#scale = scale
    this.#fontSize = Math.min(7, scale.size.height / 3.6, scale.size.width / 11)
  }

  svg(width: number, height: number): string {
    const ids = Object.keys(this.#flow.nodes)
    const wires = ids.flatMap((id) => this.#wires(id))
    const parts = [...wires.map(({ line }) => line), ...ids.map((id) => this.#node(id)), ...wires.map(({ label }) => label)]
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`
  }

  #corner(id: string): { x: number; y: number } {
    const { column, row } = this.#places.get(id) ?? { column: 0, row: 0 }
    const { step, size } = this.#scale
    return { x: column * step.x + (step.x - size.width) / 2, y: row * step.y + (step.y - size.height) / 2 }
  }

  #node(id: string): string {
    const node = this.#flow.nodes[id]
    if (!node) return ''
    const { x, y } = this.#corner(id)
    const { width, height } = this.#scale.size
    const type = this.#context.nodeTypes.get(node.type)
    const isEntry = id === this.#flow.entry
    const ends = Object.keys(node.next).length === 0
    const perLine = Math.floor((width - 5) / this.#fontSize)
    const title = lines(`${this.#context.numbers.get(id) ?? ''} ${node.title?.ja ?? type?.title.ja ?? node.type}`, perLine)
    const rect = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${ends ? height / 2 : 3}" fill="${isEntry ? '#dbe8f6' : ends ? '#eceff2' : '#ffffff'}" stroke="${isEntry ? colours.accent : colours.line}" stroke-width="${isEntry ? 1.2 : 0.7}"/>`
    const top = y + height / 2 - (title.length * this.#fontSize * 1.15) / 2 + this.#fontSize * 0.9
    return rect + title.map((text, index) => this.#text(text, x + width / 2, top + index * this.#fontSize * 1.15, { bold: true })).join('')
  }

  /** The wires of a node, those to one target as one, with a label at the end where they arrive. */
  #wires(id: string): { line: string; label: string }[] {
    const node = this.#flow.nodes[id]
    const byTarget = new Map<string, string[]>()
    for (const [exit, target] of Object.entries(node?.next ?? {})) if (this.#places.has(target)) byTarget.set(target, [...(byTarget.get(target) ?? []), exit])
    return [...byTarget].map(([target, exits]) => this.#wire(id, target, exits))
  }

  #wire(from: string, to: string, exits: readonly string[]): { line: string; label: string } {
    const [a, b] = [this.#corner(from), this.#corner(to)]
    const { width, height } = this.#scale.size
    const isFault = exits.every((exit) => exit === errorExit.id)
    const start = { x: a.x + width, y: a.y + height / 2 }
    const end = { x: b.x, y: b.y + height / 2 }
    const path = this.#path(start, end, from === to || b.x <= a.x, { a, b })
    const stroke = isFault ? '#c08a86' : '#7c8894'
    const line = `<path d="${path.d}" fill="none" stroke="${stroke}" stroke-width="0.7"${isFault ? ' stroke-dasharray="2 1.6"' : ''}/>${path.arrow(stroke)}`
    // Where faults go the same way as everything else, they need no word.
    const named = isFault ? exits : exits.filter((exit) => exit !== errorExit.id)
    const words = named.map((exit) => this.#exitWord(from, exit)).filter((word) => word !== '').join('・')
    return { line, label: words === '' ? '' : this.#label(words, path.label) }
  }

  /** Onwards: a curve from the right side to the left side. Backwards or straight down: around, from below to below. */
  #path(start: Point, end: Point, backwards: boolean, { a, b }: { a: Point; b: Point }): { d: string; label: Point; arrow(colour: string): string } {
    const { width, height } = this.#scale.size
    if (!backwards) {
      const bend = Math.min(30, (end.x - start.x) / 2)
      // Straight on over other columns it would run behind their boxes; a bow shows that it passes them.
      const bow = start.y === end.y && end.x - start.x > this.#scale.step.x ? height * 0.95 : 0
      const d = `M${start.x} ${start.y} C${start.x + bend} ${start.y - bow} ${end.x - bend - 4} ${end.y - bow} ${end.x - 4} ${end.y}`
      return { d, label: { x: end.x - 5, y: end.y - 1.5 }, arrow: (colour) => `<path d="M${end.x} ${end.y} L${end.x - 4.5} ${end.y - 2} L${end.x - 4.5} ${end.y + 2} Z" fill="${colour}"/>` }
    }
    const below = { from: { x: a.x + width / 2, y: b.y < a.y ? a.y : a.y + height }, to: { x: b.x + width / 2, y: b.y < a.y ? b.y + height : b.y } }
    const side = b.y < a.y ? 1 : -1
    const d = `M${below.from.x} ${below.from.y} C${below.from.x} ${below.from.y - side * 14} ${below.to.x} ${below.to.y + side * 18} ${below.to.x} ${below.to.y + side * 4}`
    return { d, label: { x: below.to.x - 3, y: below.to.y + side * 9 }, arrow: (colour) => `<path d="M${below.to.x} ${below.to.y} L${below.to.x - 2} ${below.to.y + side * 4.5} L${below.to.x + 2} ${below.to.y + side * 4.5} Z" fill="${colour}"/>` }
  }

  /** A key is named by itself, its words stand in the menu; the plain way on needs no name. */
  #exitWord(from: string, exit: string): string {
    const node = this.#flow.nodes[from]
    if (/^[0-9*#]$/.test(exit)) return exit
    if (exit === errorExit.id) return errorExit.title.ja
    const declared = node && safely(() => this.#context.nodeTypes.get(node.type)?.exits(node.config))
    if (declared?.length === 1) return ''
    return declared?.find(({ id }) => id === exit)?.title.ja ?? exit
  }

  #label(words: string, { x, y }: Point): string {
    const text = [...words].length > 12 ? `${[...words].slice(0, 11).join('')}…` : words
    const size = this.#fontSize * 0.86
    const width = [...text].reduce((sum, character) => sum + (/[\u0020-\u007e]/.test(character) ? 0.58 : 1), 0) * size
    return `<rect x="${x - width - 0.8}" y="${y - size}" width="${width + 1.6}" height="${size * 1.2}" fill="#ffffff" fill-opacity="0.85"/>${this.#text(text, x, y - size * 0.05, { size, anchor: 'end', colour: colours.accent })}`
  }

  #text(text: string, x: number, y: number, { bold = false, size = this.#fontSize, anchor = 'middle', colour = colours.ink as string } = {}): string {
    return `<text x="${x}" y="${y}" font-family="${fontName}" font-size="${size}"${bold ? ' font-weight="bold"' : ''} text-anchor="${anchor}" fill="${colour}">${escapeXml(text)}</text>`
  }
}

interface Point {
  x: number
  y: number
}

/** At most two lines; what does not fit is cut, since the tree has it whole. */
function lines(text: string, perLine: number): string[] {
  const characters = [...text]
  if (characters.length <= perLine) return [text]
  const second = characters.slice(perLine)
  return [characters.slice(0, perLine).join(''), second.length > perLine ? `${second.slice(0, perLine - 1).join('')}…` : second.join('')]
}

function safely<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
