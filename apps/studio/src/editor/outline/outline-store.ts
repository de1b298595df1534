import type { CallFlow } from '@madoguchi/schemas'
import { create } from 'zustand'
import { useEditor } from '../editor-store.ts'
import { flowKey } from './outline-rows.ts'

/** A row of the outline of a flow. */
export interface OutlinePlace {
  path: string
  key: string
}

interface OutlineStore {
  /** The flow that what follows is about. */
  path: string
  /** The row that Tab leads to. */
  active: string
  /** Where a range begins that Shift selects. */
  anchor: string
  closed: ReadonlySet<string>
  /** A row that wants the focus once it is drawn; a new number for each wish. */
  wanted: (OutlinePlace & { serial: number }) | undefined
  /** Where one came from by going along wires; the way back. */
  trail: readonly OutlinePlace[]
  /** The things whose new place is being chosen in a dialog. */
  moving: readonly string[] | undefined
  /** Whether the menu of the active row is open. */
  menu: boolean
}

/** What a person sees of the outline; nothing of it belongs to the draft. */
export const useOutline = create<OutlineStore>()(() => ({ path: '', active: flowKey, anchor: flowKey, closed: new Set(), wanted: undefined, trail: [], moving: undefined, menu: false }))

/** A flow larger than this shows its nodes without their exits at first. */
const openUpTo = 60
let serial = 0

/** Begins the outline of another flow at its entry. */
export function openOutline(path: string, flow: CallFlow): void {
  if (useOutline.getState().path === path) return
  const ids = Object.keys(flow.nodes)
  const active = Object.hasOwn(flow.nodes, flow.entry) ? flow.entry : flowKey
  useOutline.setState({ path, active, anchor: active, closed: new Set(ids.length > openUpTo ? ids : []), moving: undefined, menu: false })
}

/** Shows the outline and gives the focus to one of its rows, now or once the row is drawn. */
export function focusRow(place: OutlinePlace): void {
  useEditor.setState({ left: 'outline', sheet: 'left', view: 'canvas' })
  useOutline.setState({ wanted: { ...place, serial: ++serial } })
}

export function setClosed(keys: readonly string[], closed: boolean): void {
  useOutline.setState((state) => {
    const now = new Set(state.closed)
    for (const key of keys) {
      if (closed) now.add(key)
      else now.delete(key)
    }
    return { closed: now }
  })
}

/** Remembers a place before leaving it along a wire. */
export function leave(place: OutlinePlace): void {
  useOutline.setState(({ trail }) => ({ trail: [...trail.slice(-49), place] }))
}

/** Takes the last place of the trail back; undefined at its beginning. */
export function lastPlace(): OutlinePlace | undefined {
  const { trail } = useOutline.getState()
  useOutline.setState({ trail: trail.slice(0, -1) })
  return trail.at(-1)
}
