import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { reject } from './reject.ts'

describeNode(reject, {
  fixtures: [
    { name: 'busy', config: { cause: 'USER_BUSY' } },
    { name: 'declined', config: { cause: 'CALL_REJECTED' } },
  ],
})

it('refuses with its cause, which is the outcome', async () => {
  const { operations, effects } = await runWith(reject, { config: { cause: 'UNALLOCATED_NUMBER' } }, [{}])
  expect(operations).toEqual([{ op: 'call.hangup', cause: 'UNALLOCATED_NUMBER', reject: true }])
  expect(effects).toContainEqual({ settled: { kind: 'hangup', cause: 'UNALLOCATED_NUMBER' } })
})
