import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { set } from './set.ts'

const config = { name: 'total', value: 'a + b' }

describeNode(set, { fixtures: [{ name: 'a sum', config, expressions: { 'a + b': [3, undefined] } }] })

it.each([
  [3, 3],
  [undefined, null],
])('puts %j in as %j', async (value, stored) => {
  expect((await runWith(set, { config, expressions: { 'a + b': [value] } }, [])).effects).toEqual([{ set: 'total', value: stored }])
})
