import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { returnNode } from './return.ts'

const config = { result: 'paid' }

describeNode(returnNode, { fixtures: [{ name: 'one result', config }] })

it('returns with its result', async () => {
  expect((await runWith(returnNode, { config }, [])).ending).toEqual({ kind: 'result', result: { kind: 'return', result: 'paid' } })
})
