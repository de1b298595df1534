import { expect, test } from 'vitest'
import { changedDocuments } from './changed-documents.ts'

const flow = { kind: 'call', id: 'a', nodes: {}, layout: { x: [0, 0] } }
const released = { 'call/a.json': JSON.stringify(flow, null, 4), 'call/gone.json': '{}' }

test('spacing and key order are no change', () => {
  expect(changedDocuments({ 'call/a.json': { layout: { x: [0, 0] }, nodes: {}, id: 'a', kind: 'call' }, 'call/gone.json': {} }, released)).toEqual([])
})

test('moved nodes are a change of layout, other nodes one of meaning, and added and removed documents are named', () => {
  expect(changedDocuments({ 'call/a.json': { ...flow, layout: { x: [9, 9] } }, 'call/new.json': {} }, released)).toEqual([
    { path: 'call/a.json', change: 'layout' },
    { path: 'call/gone.json', change: 'removed' },
    { path: 'call/new.json', change: 'added' },
  ])
  expect(changedDocuments({ 'call/a.json': { ...flow, nodes: { x: {} } }, 'call/gone.json': {} }, released)).toEqual([{ path: 'call/a.json', change: 'changed' }])
})
