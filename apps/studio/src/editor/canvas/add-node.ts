import type { NodeType } from '@madoguchi/sdk'
import { useReactFlow } from '@xyflow/react'
import { useCallback } from 'react'
import { say } from '../../app/notices.ts'
import { draft } from '../../draft/draft.ts'
import { type Command, addNode as addNodeCommand, addStickyNote, flowOf, insertOnWire, itemId, newNodeId, newNoteKey } from '../commands/index.ts'
import { type Wire, goToField, select } from '../editor-store.ts'
import { nodeTypes } from '../node-types.ts'
import { placesOf } from './places.ts'

/** The kind of data that a dragged palette entry carries. */
export const dragType = 'application/x-madoguchi-node'

const size = { width: 248, height: 120 }

/** Adds a node of a type at a place, or in the middle of what the canvas shows, moved aside until it covers nothing; or puts one into a wire. */
export function useAddNode(path: string) {
  const { screenToFlowPosition } = useReactFlow()
  const addNode = useCallback(
    (name: string, at?: readonly [number, number], from?: Wire) => {
      return doing(path, name, (type) => addNodeCommand(path, type, at ?? freePlace(path, middle(screenToFlowPosition)), from && { node: from.from, exit: from.exit }), at === undefined)
    },
    [path, screenToFlowPosition],
  )
  const insertNode = useCallback((name: string, wire: Wire) => doing(path, name, (type) => insertOnWire(path, type, wire), true), [path])
  const addNote = useCallback(() => {
    const { documents, run } = draft.getState()
    const note = itemId('note', newNoteKey(documents, path))
    run(addStickyNote(path, freePlace(path, middle(screenToFlowPosition))))
    goToField(note, '/note')
    say({ ja: '付せんを追加しました', en: 'Added a note' })
  }, [path, screenToFlowPosition])
  return { addNode, insertNode, addNote }
}

/** @returns the id of the new node */
function doing(path: string, name: string, command: (type: NodeType) => Command, reveal: boolean): string | undefined {
  const type = nodeTypes.get(name)
  const id = type && newNodeId(draft.getState().documents, path, type)
  if (!type || id === undefined) return undefined
  draft.getState().run(command(type))
  select([id], { reveal })
  say({ ja: `「${type.title.ja}」を追加しました`, en: `Added "${type.title.en}"` })
  return id
}

function middle(toFlow: (point: { x: number; y: number }) => { x: number; y: number }): [number, number] {
  const frame = document.querySelector('.react-flow')?.getBoundingClientRect()
  if (!frame) return [0, 0]
  const { x, y } = toFlow({ x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 })
  return [x - size.width / 2, y - size.height / 2]
}

function freePlace(path: string, [x, y]: [number, number]): [number, number] {
  const flow = flowOf(draft.getState().documents, path)
  const taken = flow ? Object.values(placesOf(flow)) : []
  let place: [number, number] = [Math.round(x / 10) * 10, Math.round(y / 10) * 10]
  while (taken.some((other) => Math.abs(other.x - place[0]) < size.width && Math.abs(other.y - place[1]) < size.height)) place = [place[0], place[1] + 40]
  return place
}
