import { expect, test } from 'vitest'
import { nodeTypes } from '../node-types.ts'
import { jsonSchemas } from './json-schemas.ts'
import { readEdited } from './read-edited.ts'

const flow = { kind: 'call', id: 'a', title: { ja: '題' }, entry: 'x', nodes: {} }
const path = 'call/a.json'

test('a valid text becomes the document', () => {
  expect(readEdited(path, JSON.stringify(flow))).toEqual({ value: flow })
})

test.each([
  ['broken JSON', '{"kind": "call",', /JSON/],
  ['a name written twice', '{"kind":"call","kind":"call"}', /2回/],
  ['a missing property', JSON.stringify({ ...flow, entry: undefined }), /entry/],
  ['another id', JSON.stringify({ ...flow, id: 'b' }), /ID/],
])('%s leaves the draft alone and says why', (_what, text, why) => {
  const edited = readEdited(path, text)
  expect('reason' in edited && edited.reason.ja).toMatch(why)
})

test('a node config that its type refuses is let into the draft: it is a problem there, not here', () => {
  expect(readEdited(path, JSON.stringify({ ...flow, nodes: { x: { type: 'voice.menu', config: {}, next: {} } } }))).toHaveProperty('value')
})

test('the schema for the editor knows each node type, the config that belongs to it, and the ids there are', () => {
  const text = JSON.stringify(jsonSchemas(nodeTypes, new Map([['prompt welcome', 'The welcome']]), 'en').find(({ kind }) => kind === 'call')?.schema)
  expect(text).toContain('"const":"voice.menu"')
  expect(text).toContain('What this key chooses.')
  expect(text).toContain('"label":"welcome（The welcome）"')
})
