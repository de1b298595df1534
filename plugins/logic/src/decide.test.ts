import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { decide } from './decide.ts'

const inputs = [{ column: 'tax', value: 'tax' }, { column: 'amount', value: 'amount' }]
const plain = { table: 'routing', inputs, assign: [{ column: 'queue', variable: 'queue' }], outcomes: [] }
const divided = { ...plain, leaveBy: 'queue', outcomes: [{ id: 'car', label: { ja: '自動車税', en: 'Car' }, equals: 'car' }, { id: 'yes', label: { ja: 'はい', en: 'Yes' }, equals: 'true' }] }
const expressions = { tax: ['1', undefined], amount: [1000] }

describeNode(decide, {
  fixtures: [
    { name: 'results into variables', config: plain, expressions, tables: { routing: [{ queue: 'car' }] } },
    { name: 'an exit for each result', config: divided, expressions, tables: { routing: [{ queue: 'car' }, { queue: true }] } },
  ],
})

it('takes a result that has no exit for a fault', async () => {
  expect((await runWith(decide, { config: divided, expressions, tables: { routing: [{ queue: 'other' }] } }, [])).ending).toEqual({ kind: 'fault', code: 'unknown-outcome' })
})

it('tells what it gives, what it reads and by which result it leaves', () => {
  expect(decide.tables?.(divided)).toEqual([{
    table: 'routing', pointer: '/table', as: 'decision',
    reads: [{ name: 'queue', pointer: '/assign/0/column' }, { name: 'queue', pointer: '/leaveBy' }],
    gives: [{ name: 'tax', pointer: '/inputs/0/column' }, { name: 'amount', pointer: '/inputs/1/column' }],
    leavesBy: { name: 'queue', pointer: '/outcomes', values: ['car', 'true'] },
  }])
})

it.each([
  ['exits without a result', { ...divided, leaveBy: undefined }, 'no-result', '/leaveBy'],
  ['a result without exits', { ...divided, outcomes: [] }, 'no-outcomes', '/outcomes'],
  ['an input twice', { ...plain, inputs: [...inputs, { column: 'tax', value: 'x' }] }, 'duplicate-input', '/inputs/2/column'],
  ['a value twice', { ...divided, outcomes: [...divided.outcomes, { id: 'more', label: { ja: '別' }, equals: 'car' }] }, 'duplicate-value', '/outcomes/2/equals'],
  ['an exit twice', { ...divided, outcomes: [...divided.outcomes, { id: 'car', label: { ja: '別' }, equals: 'x' }] }, 'duplicate-exit', '/outcomes/2/id'],
])('reports %s', (_name, config, code, pointer) => {
  expect(decide.problems?.(config)).toMatchObject([{ code, pointer }])
})
