import { useReactFlow } from '@xyflow/react'
import { useCallback } from 'react'
import { say } from '../../app/notices.ts'
import { draft } from '../../draft/draft.ts'
import { addNode, flowOf, newNodeId } from '../commands/index.ts'
import { type Wire, select } from '../editor-store.ts'
import { nodeTypes } from '../node-types.ts'
import { placesOf } from './places.ts'

/** The kind of data that a dragged palette entry carries. */
export const dragType = 'application/x-madoguchi-node'

const size = { width: 248, height: 120 }

/** Adds a node of a type at a place, or in the middle of what the canvas shows, moved aside until it covers nothing. */
export function useAddNode(path: string): (type: string, at?: readonly [number, number], from?: Wire) => void {
  const { screenToFlowPosition } = useReactFlow()
  return useCallback(
    (name, at, from) => {
      const type = nodeTypes.get(name)
      const id = type && newNodeId(draft.getState().documents, path, type)
      if (!type || id === undefined) return
      const place = at ?? freePlace(path, middle(screenToFlowPosition))
      draft.getState().run(addNode(path, type, place, from && { node: from.from, exit: from.exit }))
      select([id], { reveal: at === undefined })
      say({ ja: `「${type.title.ja}」を追加しました`, en: `Added "${type.title.en}"` })
    },
    [path, screenToFlowPosition],
  )
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
