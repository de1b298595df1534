import { describeNode } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { status } from './status.ts'

describeNode(status, {
  fixtures: [
    { name: 'by callers', config: { queue: 'tax', waiting: 5 } },
    { name: 'by every figure', config: { queue: 'tax', waiting: 5, longestWaitSeconds: 120, estimatedWaitSeconds: 300 } },
  ],
})

it('a queue without any limit is never crowded, which is told', () => {
  expect(status.problems?.({ queue: 'tax' })).toMatchObject([{ code: 'no-limit' }])
  expect(status.problems?.({ queue: 'tax', longestWaitSeconds: 1 })).toEqual([])
})
