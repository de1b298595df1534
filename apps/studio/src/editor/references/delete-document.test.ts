import { expect, test } from 'vitest'
import { parse } from '../../draft/json.ts'
import { referenceFiles } from '../../telephone/reference-bundle-for-test.ts'
import { type Documents, emptyHistory, execute, undo } from '../commands/index.ts'
import { deleteDocument, outsideUses } from './delete-document.ts'
import { usesOf } from './uses.ts'

const documents: Documents = Object.fromEntries(referenceFiles().map(([path, text]) => [path, parse(text) ?? null]))
const run = (command: ReturnType<typeof deleteDocument>) => execute({ documents, history: emptyHistory }, command, 0)

test('a flow that something uses is not deleted until another stands in its stead', () => {
  expect(outsideUses(documents, 'call', 'after-hours').length).toBeGreaterThan(0)
  expect(run(deleteDocument('call', 'after-hours')).documents).toBe(documents)
  const after = run(deleteDocument('call', 'after-hours', 'main'))
  expect(after.documents['call/after-hours.json']).toBeUndefined()
  expect(usesOf(after.documents, 'call', 'after-hours')).toEqual([])
  expect(undo(after).documents).toEqual(documents)
})
