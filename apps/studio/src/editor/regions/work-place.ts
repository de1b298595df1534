import { focusRow } from '../outline/outline-store.ts'
import { useEditor } from '../editor-store.ts'

/** Where a person works on the flow: a row of the outline, or something on the canvas. */
export interface WorkPlace {
  in: 'outline' | 'canvas'
  item: string
}

let last: WorkPlace | undefined

/** Remembers the place that has the focus; the settings and dialogs that are opened from it lead back to it. */
export function noteWorkPlace(target: EventTarget | null): void {
  const place = target instanceof Element ? placeOf(target) : undefined
  if (place) last = place
}

export function workPlace(): WorkPlace | undefined {
  return last
}

function placeOf(element: Element): WorkPlace | undefined {
  const row = element.closest('[data-row]')?.getAttribute('data-row')
  if (row) return { in: 'outline', item: row }
  const drawn = element.closest('.react-flow__node, .react-flow__edge')?.getAttribute('data-id')
  return drawn ? { in: 'canvas', item: drawn } : undefined
}

/** Gives the focus back to where one worked; with `item` to that thing, in the same region. @returns whether there was such a place */
export function backToWork(item?: string): boolean {
  if (!last) return false
  const wanted = item ?? last.item
  if (last.in === 'outline') {
    focusRow({ path: useEditor.getState().path, key: wanted })
    return true
  }
  useEditor.setState({ sheet: undefined })
  return focusOnCanvas(wanted) || focusOnCanvas(last.item)
}

/** Things on the canvas are drawn a little later than the draft changes. */
export function focusOnCanvas(item: string, tries = 12): boolean {
  const drawn = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(item)}"], .react-flow__edge[data-id="${CSS.escape(item)}"]`)
  // What React Flow has not measured yet is hidden and takes no focus.
  if (drawn && getComputedStyle(drawn).visibility !== 'hidden') {
    drawn.focus({ preventScroll: true })
    return true
  }
  if (tries > 0) setTimeout(() => focusOnCanvas(item, tries - 1), 50)
  return drawn !== null
}
