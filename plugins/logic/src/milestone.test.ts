import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { milestone } from './milestone.ts'

describeNode(milestone, { fixtures: [{ name: 'one milestone', config: { milestone: 'asked-for-agent' } }] })

it('tells it to the reports by the trace', async () => {
  expect((await runWith(milestone, { config: { milestone: 'paid' } }, [])).effects).toEqual([{ kind: 'milestone', atMs: 0, node: 'node', name: 'paid' }])
})
