import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { goToFlowNode } from './go-to-flow.ts'

const config = { flow: 'after-hours' }

describeNode(goToFlowNode, { fixtures: [{ name: 'one flow', config }] })

it('goes on in the flow', async () => {
  expect((await runWith(goToFlowNode, { config }, [])).ending).toEqual({ kind: 'result', result: { kind: 'go-to-flow', flow: 'after-hours' } })
})
