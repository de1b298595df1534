import type { CallFlow } from '@madoguchi/schemas'
import { type FocusEvent, type KeyboardEvent, useCallback, useRef } from 'react'
import { draft, useReadOnly } from '../../draft/draft.ts'
import { remove } from '../clipboard/clipboard.ts'
import { type Wire, select, selectWire, useEditor } from '../editor-store.ts'
import { itemId, itemOf } from '../commands/index.ts'
import { addAfter, cutWire, editNode, chooseTarget } from '../outline/row-commands.ts'
import { useFollowCalls } from '../outline/use-follow-calls.ts'
import { focusOnCanvas } from '../regions/work-place.ts'
import { goToField } from '../editor-store.ts'
import { directionOf, nudge } from './nudge.ts'
import { placesOf } from './places.ts'
import { type Direction, neighbour, targetOf, wireBeside, wiresOf } from './walk.ts'
import { edgeId, wireOf } from './wire-id.ts'

/**
 * The keys of the canvas: arrows walk along wires, with Shift onto a wire, with Alt they move what is selected. They are caught before React Flow
 * sees them, whose own arrow keys would move whatever was selected last. What is not known here goes on.
 */
export function useCanvasKeys(path: string, flow: CallFlow) {
  const cameFrom = useRef<string>(undefined)
  const readOnly = useReadOnly()
  const { openFlow, back } = useFollowCalls(path)
  const onKeyDownCapture = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const place = event.target instanceof Element ? event.target : undefined
      if (event.nativeEvent.isComposing || !place?.matches('.react-flow__node, .react-flow__edge')) return
      const item = place.getAttribute('data-id') ?? ''
      const act = place.matches('.react-flow__edge') ? wireKey(event, wireOf(item)) : nodeKey(event, item)
      if (!act) return
      event.preventDefault()
      event.stopPropagation()
      act()

      function nodeKey({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent, id: string): (() => void) | undefined {
        const command = ctrlKey || metaKey
        const direction = directionOf(key)
        if (direction && altKey) return () => !readOnly && nudge(path, chosenWith(id), direction, shiftKey)
        if (direction && !command) return () => (shiftKey ? ontoWire(id) : walk(id, direction))
        if (key === 'Home' && !command) return () => focusAndSelect(flow.entry)
        if (key === 'Enter' && altKey) return () => follow(id)
        if (key === 'Backspace' && altKey) return back
        if (key === '?') return () => useEditor.setState({ asking: { kind: 'keys' } })
        const { selected } = useEditor.getState()
        if (key === 'Enter' && !command && !shiftKey && selected.length === 1 && selected[0] === id) return () => settingsOf(id)
        if (readOnly || altKey) return undefined
        if (key === 'Insert' || (key === 'Enter' && command)) return () => addAfter(flow, itemOf(id).kind === 'node' ? id : undefined)
        if (key.toLowerCase() === 'c' && !command && !shiftKey && itemOf(id).kind === 'node') return () => choose(id)
        if (key === 'Delete' || key === 'Backspace') return () => removeFrom(id)
        return undefined
      }

      function wireKey({ key, altKey, ctrlKey, metaKey }: KeyboardEvent, wire: Wire): (() => void) | undefined {
        const direction = directionOf(key)
        if (direction === 'right' || (key === 'Enter' && altKey)) return () => ontoNode(targetOf(flow, wire), wire.from)
        if (direction === 'left' || key === 'Escape') return () => ontoNode(wire.from, undefined)
        if (direction) return () => wireFocus(wireBeside(flow, wire, direction === 'down' ? 1 : -1))
        if (key === '?') return () => useEditor.setState({ asking: { kind: 'keys' } })
        if (readOnly || altKey) return undefined
        if (key === 'Insert' || key.toLowerCase() === 'i' || (key === 'Enter' && (ctrlKey || metaKey))) return () => useEditor.setState({ connecting: { ...wire, insert: true } })
        if (key.toLowerCase() === 'c' && !ctrlKey && !metaKey) return () => useEditor.setState({ connecting: wire })
        if (key === 'Delete' || key === 'Backspace') {
          return () => {
            cutWire(path, wire, true)
            ontoNode(wire.from, undefined)
          }
        }
        return undefined
      }

      function walk(item: string, direction: Direction): void {
        const { kind, id } = itemOf(item)
        const group = kind === 'group' ? flow.canvas?.groups?.[id]?.nodes[0] : undefined
        const node = kind === 'node' ? id : (group ?? flow.entry)
        const next = kind === 'note' ? flow.entry : neighbour(flow, placesOf(flow), node, direction, cameFrom.current)
        if (next === undefined) return
        if (direction === 'right') cameFrom.current = node
        else if (direction === 'left') cameFrom.current = undefined
        focusAndSelect(next)
      }

      function ontoWire(id: string): void {
        if (itemOf(id).kind === 'node') wireFocus(wiresOf(flow, id)[0])
      }

      function ontoNode(id: string | undefined, from: string | undefined): void {
        if (id === undefined) return
        if (from !== undefined) cameFrom.current = from
        focusAndSelect(id)
      }

      function focusAndSelect(id: string): void {
        const drawn = shownAs(flow, id)
        select([drawn], { reveal: true })
        focusOnCanvas(drawn)
      }

      function follow(id: string): void {
        const row = callOf(flow, id)
        if (row !== undefined) openFlow(id, row)
        else ontoNode(wiresOf(flow, id).map((wire) => targetOf(flow, wire))[0], id)
      }

      function choose(id: string): void {
        select([id])
        chooseTarget(flow, id)
      }

      function removeFrom(id: string): void {
        const items = chosenWith(id)
        const { left, right } = { left: neighbour(flow, placesOf(flow), id, 'left', cameFrom.current), right: neighbour(flow, placesOf(flow), id, 'right', undefined) }
        const next = [left, right, flow.entry, ...Object.keys(flow.nodes)].find((other) => other !== undefined && !items.includes(other) && Object.hasOwn(flow.nodes, other))
        remove(path, items)
        if (next !== undefined) focusAndSelect(next)
      }
    },
    [path, flow, readOnly, openFlow, back],
  )
  /** Tab stops once on the canvas, where one was last. */
  const onFocus = useCallback((event: FocusEvent<HTMLElement>) => {
    const id = event.target.closest('.react-flow__node')?.getAttribute('data-id')
    if (id && id !== useEditor.getState().stop) useEditor.setState({ stop: id })
  }, [])
  return { onKeyDownCapture, onFocus }
}

function wireFocus(wire: Wire | undefined): void {
  if (!wire) return
  selectWire(wire)
  useEditor.setState({ right: 'settings' })
  focusOnCanvas(edgeId(wire))
}

function chosenWith(id: string): readonly string[] {
  const { selected } = useEditor.getState()
  return selected.includes(id) ? selected : [id]
}

/** A node in a collapsed group is drawn as its frame. */
function shownAs(flow: CallFlow, id: string): string {
  const group = Object.entries(flow.canvas?.groups ?? {}).find(([, { nodes, collapsed }]) => collapsed && nodes.includes(id))
  return group ? itemId('group', group[0]) : id
}

function settingsOf(item: string): void {
  const { kind, id } = itemOf(item)
  if (kind === 'node') editNode(id)
  else goToField(item, kind === 'note' ? '/note' : '/group')
}

/** The other flow that a node without wires of its own names. */
function callOf(flow: CallFlow, id: string): string | undefined {
  const config = flow.nodes[id]?.config as { flow?: unknown } | undefined
  return typeof config?.flow === 'string' && draft.getState().documents[`call/${config.flow}.json`] !== undefined ? config.flow : undefined
}
