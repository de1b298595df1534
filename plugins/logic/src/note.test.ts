import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { note } from './note.ts'

const config = { text: '県の承認待ちです。' }

describeNode(note, { fixtures: [{ name: 'a text', config }] })

it('does nothing', async () => {
  expect(await runWith(note, { config }, [])).toEqual({ ending: { kind: 'result', result: { kind: 'leave', exit: 'done' } }, operations: [], effects: [] })
})
