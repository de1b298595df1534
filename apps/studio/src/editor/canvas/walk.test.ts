import type { CallFlow } from '@madoguchi/schemas'
import { describe, expect, test } from 'vitest'
import { parse } from '../../draft/json.ts'
import { referenceFiles } from '../../telephone/reference-bundle-for-test.ts'
import { placesOf } from './places.ts'
import { neighbour, sourcesOf, wireBeside, wiresOf } from './walk.ts'

const flow = parse(referenceFiles().find(([path]) => path === 'call/after-hours.json')?.[1] ?? '') as unknown as CallFlow
const from = (id: string, direction: Parameters<typeof neighbour>[3], cameFrom?: string) => neighbour(flow, placesOf(flow), id, direction, cameFrom)

describe('arrow keys walk along wires', () => {
  test('right goes where the first exit leads, left goes back', () => {
    expect(from('answer', 'right')).toBe('hours-and-web')
    expect(from('hours-and-web', 'left')).toBe('answer')
    expect(from('answer', 'left')).toBeUndefined()
    expect(from('hang-up', 'right')).toBeUndefined()
  })

  test('left goes back the way one came, where several ways lead here', () => {
    expect(sourcesOf(flow, 'goodbye').length).toBeGreaterThan(2)
    expect(from('goodbye', 'left', 'item-3-payment')).toBe('item-3-payment')
    expect(from('goodbye', 'left')).toBe(sourcesOf(flow, 'goodbye')[0])
  })

  test('down and up go through what follows the same node', () => {
    expect(from('item-1-reissue', 'down', 'menu')).toBe('item-2-address')
    expect(from('item-2-address', 'up', 'menu')).toBe('item-1-reissue')
  })

  test('every node is reached from the entry by arrows alone', () => {
    const seen = new Set<string>()
    const visit = (id: string, cameFrom?: string) => {
      if (seen.has(`${id} ${cameFrom}`)) return
      seen.add(`${id} ${cameFrom}`)
      for (const direction of ['right', 'down', 'up', 'left'] as const) {
        const next = from(id, direction, cameFrom)
        if (next !== undefined) visit(next, direction === 'right' ? id : direction === 'left' ? undefined : cameFrom)
      }
    }
    visit(flow.entry)
    expect([...new Set([...seen].map((step) => step.split(' ')[0]))].toSorted()).toEqual(Object.keys(flow.nodes).toSorted())
  })

  test('wires of a node are gone through in the order of its exits', () => {
    const [first, second] = wiresOf(flow, 'menu')
    expect([first?.exit, second?.exit]).toEqual(['1', '2'])
    expect(first && wireBeside(flow, first, 1)).toEqual(second)
    expect(first && wireBeside(flow, first, -1)).toBeUndefined()
  })
})
