import type { CallFlow } from '@madoguchi/schemas'
import { expect, test } from 'vitest'
import type { Card } from './cards.ts'
import { type Places, drawnWires, endsOf, reaches } from './wires.ts'

const play = (next: Record<string, string>) => ({ type: 'voice.play', config: {}, next })
const flow: CallFlow = { kind: 'call', id: 'f', title: { ja: 'f' }, entry: 'a', nodes: { a: play({ done: 'b' }), b: play({ done: 'c' }), c: play({ done: 'a', gone: 'a' }), d: play({ done: 'nowhere' }) }, canvas: { groups: { g: { title: { ja: 'g' }, nodes: ['b', 'c'], collapsed: true } } } }
const cardOf = (id: string): Card => ({ id, title: id, typeTitle: id, icon: '', summary: '', note: '', exits: [{ id: 'done', title: 'done', connected: true, lit: false }], marks: [], skipped: false, problems: [], lit: false, current: false, breakpoint: false, pinned: false })
const places: Places = {
  cards: new Map(['a', 'b', 'c', 'd'].map((id) => [id, cardOf(id)])),
  sizes: new Map(['a', 'b', 'c', 'd'].map((id) => [id, { width: 248, height: 100 }])),
  at: (id) => ({ x: 1000 * 'abcd'.indexOf(id), y: 0 }),
  frame: (item) => (item === 'group:g' ? { item, id: 'g', title: { ja: 'g' }, collapsed: true, nodes: ['b', 'c'], x: 500, y: 40, width: 248, height: 76 } : undefined),
}

test('wires of a collapsed group end at its frame, those inside it and those to nowhere are not drawn', () => {
  expect(drawnWires(flow).map(({ id, source, end }) => [id, source, end])).toEqual([['a done', 'a', 'group:g'], ['c done', 'group:g', 'a'], ['c gone', 'group:g', 'a']])
})

test('a wire runs from the row of its exit to the place at the left, and not at all from an exit that is gone', () => {
  const [first, ...open] = drawnWires({ ...flow, canvas: {} })
  expect(first && endsOf(first, places)).toEqual({ source: { x: 254, y: expect.closeTo(86.7, 1) }, target: { x: 994, y: 27 } })
  expect(open.filter((wire) => endsOf(wire, places) === undefined).map(({ id }) => id)).toEqual(['c gone'])
})

test('a wire of a collapsed group runs from the middle of its side', () => {
  const [into, outOf] = drawnWires(flow)
  expect(into && endsOf(into, places)?.target).toEqual({ x: 500, y: 78 })
  expect(outOf && endsOf(outOf, places)?.source).toEqual({ x: 748, y: 78 })
})

test('a wire counts as in sight when it only passes through, and when its curve swings in from the side', () => {
  const area = { left: 0, top: 0, right: 1000, bottom: 1000 }
  expect(reaches({ source: { x: -500, y: 500 }, target: { x: 1500, y: 500 } }, area)).toBe(true)
  expect(reaches({ source: { x: 1020, y: 100 }, target: { x: 1010, y: 900 } }, area)).toBe(true)
  expect(reaches({ source: { x: 1500, y: 100 }, target: { x: 1900, y: 900 } }, area)).toBe(false)
  expect(reaches({ source: { x: 100, y: -300 }, target: { x: 900, y: -10 } }, area)).toBe(false)
})
