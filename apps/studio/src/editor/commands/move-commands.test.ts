import type { CallFlow } from '@madoguchi/schemas'
import { describe, expect, test } from 'vitest'
import { toJson } from '../../draft/json.ts'
import { type Documents, emptyHistory, execute, flowOf, moveIntoGroup, moveIntoWire, placeBeside, undo } from './index.ts'

const path = 'call/a.json'
const play = (done?: string) => ({ type: 'voice.play', config: { prompts: ['p'], bargeIn: true }, next: done === undefined ? {} : { done } })
const documents = (canvas?: CallFlow['canvas']): Documents => ({
  [path]: toJson({ kind: 'call', id: 'a', entry: 'one', nodes: { one: play('two'), two: play('three'), three: play('four'), four: play() }, layout: { one: [0, 0], two: [320, 0], three: [640, 0], four: [960, 0] }, ...(canvas ? { canvas } : {}) }),
})
const done = (before: Documents, command: Parameters<typeof execute>[1]) => execute({ documents: before, history: emptyHistory }, command, 0)
const wires = (now: Documents) => Object.fromEntries(Object.entries(flowOf(now, path)?.nodes ?? {}).map(([id, { next }]) => [id, next?.done]))

describe('moving without a mouse', () => {
  test('a node leaves its way and stands in another wire; one undo takes it back', () => {
    const before = documents()
    const after = done(before, moveIntoWire(path, 'two', { from: 'three', exit: 'done' }))
    expect(wires(after.documents)).toEqual({ one: 'three', three: 'two', two: 'four', four: undefined })
    const { layout } = flowOf(after.documents, path) ?? {}
    expect(layout?.two?.[0]).toBeGreaterThan(layout?.three?.[0] ?? 0)
    expect(layout?.four?.[0]).toBeGreaterThan(layout?.two?.[0] ?? 0)
    expect(undo(after).documents).toEqual(before)
  })

  test('the entry moves on when its node is put elsewhere', () => {
    const after = done(documents(), moveIntoWire(path, 'one', { from: 'two', exit: 'done' })).documents
    expect(flowOf(after, path)?.entry).toBe('two')
    expect(wires(after)).toEqual({ two: 'one', one: 'three', three: 'four', four: undefined })
  })

  test('a wire to or from the node itself, or one that is not there, changes nothing', () => {
    for (const wire of [{ from: 'one', exit: 'done' }, { from: 'two', exit: 'done' }, { from: 'four', exit: 'done' }]) expect(done(documents(), moveIntoWire(path, 'two', wire)).history.done).toEqual([])
  })

  test('nodes go into a group, out of the one they were in, and a group that is empty goes', () => {
    const before = documents({ groups: { a: { title: { ja: 'A' }, nodes: ['one'] }, b: { title: { ja: 'B' }, nodes: ['two', 'three'] } } })
    const moved = done(before, moveIntoGroup(path, ['one'], 'b'))
    expect(flowOf(moved.documents, path)?.canvas?.groups).toEqual({ b: { title: { ja: 'B' }, nodes: ['two', 'three', 'one'] } })
    expect(undo(moved).documents).toEqual(before)
    expect(flowOf(done(before, moveIntoGroup(path, ['two', 'three'], undefined)).documents, path)?.canvas).toEqual({ groups: { a: { title: { ja: 'A' }, nodes: ['one'] } } })
    expect(flowOf(done(documents({ groups: { a: { title: { ja: 'A' }, nodes: ['one'] } } }), moveIntoGroup(path, ['one'], undefined)).documents, path)).not.toHaveProperty('canvas')
    expect(done(before, moveIntoGroup(path, ['one'], 'gone')).history.done).toEqual([])
  })

  test('beside another node means where nothing stands', () => {
    expect(placeBeside(documents(), path, 'four', 'one', 'below')).toEqual([0, 180])
    expect(placeBeside(documents(), path, 'four', 'one', 'right')?.[1]).toBeGreaterThanOrEqual(130)
  })
})
