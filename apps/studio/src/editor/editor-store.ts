import { create } from 'zustand'
import type { Renamable } from './rename/rename.ts'

/** An exit of a node, by which it may lead somewhere. */
export interface Wire {
  from: string
  exit: string
}

/** Questions of the editor that need an answer before anything is done. */
export type Asking =
  | { kind: 'extract'; nodes: readonly string[] }
  | { kind: 'rename'; what: Renamable; id: string }
  | { kind: 'delete-flow' }
  | { kind: 'keys' }
  | { kind: 'document'; path: string; at: readonly string[] }

interface EditorStore {
  /** The flow that is open; selections belong to it. */
  path: string
  selected: readonly string[]
  wire: Wire | undefined
  view: 'canvas' | 'json'
  left: 'palette' | 'outline'
  right: 'settings' | 'telephone'
  /** On a narrow window the side panels lie over the canvas, one at a time. */
  sheet: 'left' | 'right' | undefined
  /** Whether the canvas shows which exits scenarios take. */
  coverage: boolean
  /** The exit whose target is being chosen; a place where a new node would go. `insert`: a new node is to stand in the wire. */
  connecting: (Wire & { at?: readonly [number, number]; insert?: true }) | undefined
  /** Whether a node is being chosen that is to stand in the flow without a wire. */
  adding: boolean
  /** The thing on the canvas at which Tab stops. */
  stop: string | undefined
  /** The wire that a dragged node would be dropped on. */
  dropWire: Wire | undefined
  /** Whether dragging on the canvas selects what lies in a rectangle instead of moving the view. */
  lasso: boolean
  /** The question that is being asked in a dialog. */
  asking: Asking | undefined
  /** What is being looked for: a text, in this flow or everywhere; or the uses of a thing. */
  finding: { scope: 'flow' | 'bundle' } | { uses: { kind: string; id: string } } | undefined
  /** A field that wants the focus once it is drawn. */
  wanted: { node: string | undefined; pointer: string; serial: number } | undefined
  /** The canvas should show this node; a new number for each wish. */
  reveal: { node: string; serial: number } | undefined
}

/** What a person looks at and has in hand in the editor; nothing of it belongs to the draft. */
export const useEditor = create<EditorStore>()(() => ({
  path: '',
  selected: [],
  wire: undefined,
  view: 'canvas',
  left: 'palette',
  right: 'settings',
  sheet: undefined,
  coverage: false,
  connecting: undefined,
  adding: false,
  stop: undefined,
  dropWire: undefined,
  lasso: false,
  asking: undefined,
  finding: undefined,
  wanted: undefined,
  reveal: undefined,
}))

let serial = 0

export function openFlow(path: string): void {
  if (useEditor.getState().path !== path) useEditor.setState({ path, selected: [], wire: undefined, connecting: undefined, adding: false, stop: undefined, asking: undefined, sheet: undefined })
}

/** Selects exactly these nodes. */
export function select(nodes: readonly string[], options: { reveal?: boolean } = {}): void {
  const [first] = nodes
  useEditor.setState({ selected: nodes, wire: undefined, right: 'settings', ...(options.reveal && first !== undefined ? { reveal: { node: first, serial: ++serial } } : {}) })
}

export function selectWire(wire: Wire | undefined): void {
  useEditor.setState({ wire, selected: [] })
}

/** Takes one more into the selection, or out of it. */
export function toggleSelected(item: string): void {
  const { selected } = useEditor.getState()
  select(selected.includes(item) ? selected.filter((other) => other !== item) : [...selected, item])
}

/** Shows a node and puts the focus into the field that a JSON pointer of the flow names, or at its place in the text where that is what is open. */
export function goToField(node: string | undefined, pointer: string): void {
  if (node !== undefined) select([node], { reveal: true })
  else useEditor.setState({ selected: [], wire: undefined, right: 'settings' })
  useEditor.setState({ sheet: 'right', wanted: { node, pointer, serial: ++serial } })
}
