import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { branch } from './branch.ts'

const config = { condition: 'amount > 100' }

describeNode(branch, { fixtures: [{ name: 'a condition and all it may come to', config, expressions: { 'amount > 100': [true, false, 'true', 0, null, undefined, []] } }] })

it.each([['true'], [0], [1], [null], [undefined], [[]]])('takes %j for a fault, not for yes or no', async (value) => {
  expect((await runWith(branch, { config, expressions: { 'amount > 100': [value] } }, [])).ending).toEqual({ kind: 'fault', code: 'expression' })
})
