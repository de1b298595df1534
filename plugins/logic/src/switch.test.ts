import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { switchNode } from './switch.ts'

const car = { id: 'car', label: { ja: '自動車税' }, equals: '1' }
const business = { id: 'business', label: { ja: '個人事業税' }, equals: 2 }
const config = { value: 'tax', cases: [car, business] }

describeNode(switchNode, { fixtures: [{ name: 'a text and a number', config, expressions: { tax: ['1', 2, '3', undefined, null, true, {}] } }] })

it.each([
  ['1', 'car'],
  [1, 'car'],
  ['2', 'business'],
  ['01', 'otherwise'],
  [undefined, 'otherwise'],
])('compares %j as it is written: %s', async (value, exit) => {
  expect((await runWith(switchNode, { config, expressions: { tax: [value] } }, [])).ending).toEqual({ kind: 'result', result: { kind: 'leave', exit } })
})

it('takes a list for a fault', async () => {
  expect((await runWith(switchNode, { config, expressions: { tax: [['1']] } }, [])).ending).toEqual({ kind: 'fault', code: 'expression' })
})

it('follows a case whose id changed', () => {
  expect(switchNode.rewire?.(config, { ...config, cases: [{ ...car, id: 'vehicle' }, business] })).toEqual({ car: 'vehicle' })
})

it.each([
  ['two cases with one id', [car, { ...business, id: 'car' }], 'duplicate-exit', '/cases/1/id'],
  ['a case named like the fixed exit', [{ ...car, id: 'otherwise' }], 'reserved-exit', '/cases/0/id'],
  ['a value twice', [car, { ...business, equals: 1 }], 'duplicate-value', '/cases/1/equals'],
])('reports %s', (_name, cases, code, pointer) => {
  expect(switchNode.problems?.({ ...config, cases })).toMatchObject([{ code, pointer }])
})
