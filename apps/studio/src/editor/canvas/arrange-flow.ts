import type { CallFlow } from '@madoguchi/schemas'
import { notify } from '../../app/notices.ts'
import { draft } from '../../draft/draft.ts'
import { type Command, type Position, arrange, flowOf, pinNodes } from '../commands/index.ts'
import { keepPinned } from './keep-pinned.ts'
import type { Size } from './auto-layout.ts'
import { placesOf } from './places.ts'

/** Which nodes arranging may move: all but those placed by hand, really all, or only some. */
export type Arranged = 'unpinned' | 'all' | readonly string[]

/** Arranges a flow: one step of undo. @returns whether it was done */
export async function arrangeFlow(path: string, which: Arranged, sizes: ReadonlyMap<string, Size>): Promise<boolean> {
  const flow = flowOf(draft.getState().documents, path)
  if (!flow) return false
  try {
    const { autoLayout } = await import('./auto-layout.ts')
    const places = keepPinned(await autoLayout(flow, sizes), fixedPlaces(flow, which), sizes)
    draft.getState().run(which === 'all' ? arrangedAndUnpinned(path, places) : arrange(path, places))
    return true
  } catch {
    notify('failed', { ja: '整列できませんでした。配置は変わっていません。', en: 'Arranging failed. Nothing was moved.' })
    return false
  }
}

function fixedPlaces(flow: CallFlow, which: Arranged): Record<string, Position> {
  if (which === 'all') return {}
  const stays = (id: string) => (which === 'unpinned' ? flow.canvas?.pinned?.[id] === true : !which.includes(id))
  return Object.fromEntries(Object.entries(placesOf(flow)).flatMap(([id, { x, y }]) => (stays(id) ? [[id, [x, y]]] : [])))
}

function arrangedAndUnpinned(path: string, places: Record<string, Position>): Command {
  const placing = arrange(path, places)
  return { label: placing.label, patches: (documents) => [...placing.patches(documents), ...pinNodes(path, Object.keys(places), false).patches(documents)] }
}
