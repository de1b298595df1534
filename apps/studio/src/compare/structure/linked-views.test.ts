import type { Viewport } from '@xyflow/react'
import { expect, test } from 'vitest'
import { LinkedViews } from './linked-views.ts'

function twoCanvases() {
  const views = new LinkedViews()
  const at: Record<string, Viewport> = {}
  const sets: string[] = []
  for (const side of ['before', 'after'] as const) {
    views.attach(side, {
      size: () => ({ width: 400, height: 200 }),
      setViewport: (viewport) => {
        at[side] = viewport
        sets.push(side)
        // React Flow tells of moves that were made by program as well.
        views.moved(side, viewport)
      },
    })
  }
  const middle = (side: string) => {
    const { x, y, zoom } = at[side] ?? { x: 0, y: 0, zoom: 1 }
    return [(200 - x) / zoom, (100 - y) / zoom].map((value) => Math.round(value * 100) / 100)
  }
  return { views, at, sets, middle }
}

test('a node that stands elsewhere is in the middle of both canvases', () => {
  const { views, middle } = twoCanvases()
  views.show({ before: { x: 100, y: 50 }, after: { x: 700, y: 80 } })
  expect([middle('before'), middle('after')]).toEqual([[100, 50], [700, 80]])
})

test('panning and zooming one canvas moves the other as far, and keeps the distance that was shown', () => {
  const { views, at, middle, sets } = twoCanvases()
  views.show({ before: { x: 100, y: 50 }, after: { x: 700, y: 80 } })
  sets.length = 0
  views.moved('before', { x: 0, y: 0, zoom: 0.5 })
  expect(at.after?.zoom).toBe(0.5)
  expect(middle('after')).toEqual([400 + 600, 200 + 30])
  views.moved('after', { x: 0, y: 0, zoom: 2 })
  expect(middle('before')).toEqual([100 - 600, 50 - 30])
  expect(sets).toEqual(['after', 'before'])
})

test('a place that one side lacks is shown beside what the other side has there', () => {
  const { views, middle } = twoCanvases()
  views.show({ before: { x: 0, y: 0 }, after: { x: 10, y: 20 } })
  views.show({ after: { x: 500, y: 500 } })
  expect([middle('before'), middle('after')]).toEqual([[490, 480], [500, 500]])
})

test('zooming by its button keeps both middles', () => {
  const { views, at, middle } = twoCanvases()
  views.show({ before: { x: 100, y: 50 }, after: { x: 700, y: 80 } }, 1)
  views.zoomBy(0.5)
  expect([at.before?.zoom, middle('before'), middle('after')]).toEqual([0.5, [100, 50], [700, 80]])
  views.zoomBy(0.0001)
  expect(at.before?.zoom).toBe(0.1)
})
