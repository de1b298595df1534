import { type Connection, type EdgeChange, type FinalConnectionState, type NodeChange, useReactFlow, useStoreApi } from '@xyflow/react'
import { type DragEvent, useCallback, useEffect, useRef } from 'react'
import { draft } from '../../draft/draft.ts'
import { remove } from '../clipboard/clipboard.ts'
import { type Position, connect, disconnect, itemOf, moveNodes } from '../commands/index.ts'
import { type Wire, selectWire, useEditor } from '../editor-store.ts'
import { dragType, useAddNode } from './add-node.ts'
import type { CanvasNode } from './canvas-node.ts'
import type { Graph } from './use-graph.ts'
import { wireOf } from './wire-id.ts'

/** What hands do on the canvas, turned into commands. The functions stay the same while something is dragged, so nothing is drawn for their sake. */
export function useCanvasGestures(path: string, graph: Graph) {
  const latest = useRef(graph)
  useEffect(() => {
    latest.current = graph
  })
  const { hold } = graph
  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      hold(changes)
      const places = settled(changes, latest.current)
      if (Object.keys(places).length > 0) draft.getState().run(moveNodes(path, places))
      const picked = changes.filter((change) => change.type === 'select')
      if (picked.length > 0) keepSelection(picked)
    },
    [hold, path],
  )
  const onConnect = useCallback(({ source, sourceHandle, target }: Connection) => draft.getState().run(connect(path, source, sourceHandle ?? '', target)), [path])
  // React Flow would remove what is selected itself; the command does it, together with wires and places.
  const onBeforeDelete = useCallback(
    async ({ nodes: gone, edges: cut }: { nodes: CanvasNode[]; edges: { id: string; selected?: boolean }[] }) => {
      if (gone.length > 0) remove(path, gone.map(({ id }) => id))
      else draft.getState().run(disconnect(path, cut.map(({ id }) => wireOf(id))))
      return false
    },
    [path],
  )
  const store = useStoreApi()
  // A rectangle around nodes touches their wires as well; what is selected are the nodes.
  const onEdgesChange = useCallback((changes: EdgeChange[]) => {
    if (!store.getState().userSelectionActive) keepWire(changes)
  }, [store])
  return { onNodesChange, onConnect, onBeforeDelete, onEdgesChange, ...useConnectEnd(path), ...useDrop(path) }
}

/** Where things were put down. A frame is put down with its nodes, which keep their places in it. */
function settled(changes: readonly NodeChange<CanvasNode>[], { frames, places }: Graph): Record<string, Position> {
  const down = changes.flatMap((change) => (change.type === 'position' && !change.dragging && change.position ? [[change.id, change.position] as const] : []))
  const moved: Record<string, Position> = {}
  for (const [item, { x, y }] of down) {
    const frame = frames.find((known) => known.item === item)
    for (const node of frame?.nodes ?? []) {
      const place = places[node]
      if (frame && place) moved[node] = [place.x + x - frame.x, place.y + y - frame.y]
    }
  }
  for (const [item, { x, y }] of down) if (itemOf(item).kind !== 'group') moved[item] = [x, y]
  return moved
}

function useConnectEnd(path: string) {
  const { screenToFlowPosition } = useReactFlow<CanvasNode>()
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, { fromHandle, fromNode, toHandle }: FinalConnectionState) => {
      if (toHandle || fromHandle?.type !== 'source' || !fromNode || !fromHandle.id) return
      const point = 'changedTouches' in event ? event.changedTouches[0] : event
      if (!point) return
      const target = document.elementsFromPoint(point.clientX, point.clientY).map((element) => element.closest('.react-flow__node')?.getAttribute('data-id')).find((id) => id && itemOf(id).kind === 'node')
      if (target) draft.getState().run(connect(path, fromNode.id, fromHandle.id, target))
      else {
        const { x, y } = screenToFlowPosition({ x: point.clientX, y: point.clientY })
        useEditor.setState({ connecting: { from: fromNode.id, exit: fromHandle.id, at: [x, y - 26] } })
      }
    },
    [path, screenToFlowPosition],
  )
  return { onConnectEnd }
}

/** A node from the palette goes where it is dropped, or into the wire that it is dropped on. */
function useDrop(path: string) {
  const { screenToFlowPosition } = useReactFlow<CanvasNode>()
  const { addNode, insertNode } = useAddNode(path)
  const onDragOver = useCallback((event: DragEvent) => {
    if (!event.dataTransfer.types.includes(dragType) || draft.getState().readOnly) return
    event.preventDefault()
    const wire = wireAt(event)
    const { dropWire } = useEditor.getState()
    if (wire?.from !== dropWire?.from || wire?.exit !== dropWire?.exit) useEditor.setState({ dropWire: wire })
  }, [])
  const onDragLeave = useCallback(() => useEditor.setState({ dropWire: undefined }), [])
  const onDrop = useCallback(
    (event: DragEvent) => {
      const type = event.dataTransfer.getData(dragType)
      useEditor.setState({ dropWire: undefined })
      if (!type || draft.getState().readOnly) return
      event.preventDefault()
      const wire = wireAt(event)
      const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY })
      if (wire) insertNode(type, wire)
      else addNode(type, [x - 124, y - 26])
    },
    [addNode, insertNode, screenToFlowPosition],
  )
  return { onDragOver, onDragLeave, onDrop }
}

function wireAt({ clientX, clientY }: { clientX: number; clientY: number }): Wire | undefined {
  const elements = document.elementsFromPoint(clientX, clientY)
  if (elements.some((element) => element.closest('.react-flow__node-card'))) return undefined
  const id = elements.map((element) => element.closest('.react-flow__edge')?.getAttribute('data-id')).find((found) => found)
  return id ? wireOf(id) : undefined
}

/** Changes of the selection come one by one; together they are the new selection. */
function keepSelection(changes: readonly { id: string; selected: boolean }[]): void {
  const selected = new Set(useEditor.getState().selected)
  for (const change of changes) {
    if (change.selected) selected.add(change.id)
    else selected.delete(change.id)
  }
  useEditor.setState(selected.size > 0 ? { selected: [...selected], wire: undefined, right: 'settings' } : { selected: [] })
}

function keepWire(changes: EdgeChange[]): void {
  for (const change of changes) {
    if (change.type !== 'select') continue
    if (change.selected) selectWire(wireOf(change.id))
    else if (sameWire(change.id)) useEditor.setState({ wire: undefined })
  }
}

function sameWire(id: string): boolean {
  const { wire } = useEditor.getState()
  const { from, exit } = wireOf(id)
  return wire?.from === from && wire.exit === exit
}
