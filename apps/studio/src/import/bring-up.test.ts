import { currentSchemaVersion } from '@madoguchi/schemas'
import { expect, test } from 'vitest'
import { type Documents, emptyHistory, execute, undo } from '../editor/commands/index.ts'
import { bringUp, olderDraft } from './bring-up.ts'

const old: Documents = { 'bundle.json': { schemaVersion: 1, id: 'b' }, 'call/a.json': { kind: 'call', id: 'a', template: 'after-hours', nodes: {} }, 'call/b.json': { kind: 'call', id: 'b', nodes: {} } }

test('a draft of an older version says what would change, is written anew in one step, and is as it was after undo', () => {
  expect(olderDraft(old)).toMatchObject({ from: 1, to: currentSchemaVersion, changes: [{ ja: expect.stringContaining('rules'), en: expect.any(String) }] })
  const edited = execute({ documents: old, history: emptyHistory }, bringUp(), 0)
  expect(edited.documents).toMatchObject({ 'bundle.json': { schemaVersion: currentSchemaVersion }, 'call/a.json': { rules: 'after-hours' } })
  expect(edited.documents['call/a.json']).not.toHaveProperty('template')
  expect(edited.documents['call/b.json']).toBe(old['call/b.json'])
  expect(olderDraft(edited.documents)).toBeUndefined()
  expect(undo(edited).documents).toEqual(old)
})

test('a draft of this version, of a newer one, or without a head says nothing', () => {
  for (const documents of [{ 'bundle.json': { schemaVersion: currentSchemaVersion } }, { 'bundle.json': { schemaVersion: 99 } }, {}] as Documents[]) expect(olderDraft(documents)).toBeUndefined()
})
