import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { runFlowNode } from './run-flow.ts'

const paid = { id: 'paid', label: { ja: '納付済み' } }
const unpaid = { id: 'unpaid', label: { ja: '未納' } }
const config = { flow: 'ask-notice', results: [paid, unpaid] }

describeNode(runFlowNode, { fixtures: [{ name: 'two results', config }, { name: 'the one by default', config: { flow: 'notice', results: [{ id: 'done', label: { ja: '次へ', en: 'Next' } }] } }] })

it('runs the flow', async () => {
  expect((await runWith(runFlowNode, { config }, [])).ending).toEqual({ kind: 'result', result: { kind: 'run-flow', flow: 'ask-notice' } })
})

it('follows a result whose id changed', () => {
  expect(runFlowNode.rewire?.(config, { ...config, results: [{ ...paid, id: 'settled' }, unpaid] })).toEqual({ paid: 'settled' })
})

it('reports a result twice, and one named like the exit for faults', () => {
  expect(runFlowNode.problems?.({ ...config, results: [paid, paid, { ...paid, id: 'error' }] })).toMatchObject([
    { code: 'duplicate-exit', pointer: '/results/1/id' },
    { code: 'reserved-exit', pointer: '/results/2/id' },
  ])
})
