import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { possibleWays, wayOf } from '@madoguchi/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { percentage } from './percentage.ts'

const share = (id: string, percent?: number) => ({ id, label: { ja: `出口${id}`, en: `exit ${id}` }, ...(percent === undefined ? {} : { percent }) })
const byShare = (...percents: number[]) => ({ split: 'percent' as const, shares: percents.map((percent, index) => share(`x${index}`, percent)) })

describeNode(percentage, {
  fixtures: [
    { name: 'three shares', config: byShare(33.3, 33.3, 33.4) },
    { name: 'all alike, without shares', config: { split: 'equal', shares: [share('a'), share('b')] } },
  ],
})

it('never takes an exit of share 0', async () => {
  const config = byShare(0, 100)
  expect((await runWith(percentage, { config }, [])).ending).toEqual({ kind: 'result', result: { kind: 'leave', exit: 'x1' } })
})

describe('the way that chance falls on', () => {
  const weights = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 8 }).filter((list) => list.some((weight) => weight > 0))

  it('is always one that can be taken', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (list, chance) => {
        expect(possibleWays(list)).toContain(wayOf(list, chance))
      }),
    )
  })

  it('falls on each as often as its weight says', () => {
    const counts = [0, 0, 0]
    for (let step = 0; step < 1000; step++) counts[wayOf([20, 0, 80], step / 1000)] = (counts[wayOf([20, 0, 80], step / 1000)] ?? 0) + 1
    expect(counts).toEqual([200, 0, 800])
  })
})

it.each([
  ['shares that make 90', byShare(40, 50), [['shares-sum', '/shares']]],
  ['shares that make 100.01', byShare(50, 50.01), [['shares-sum', '/shares']]],
  ['a share that is missing', { split: 'percent' as const, shares: [share('a', 100), share('b')] }, [['no-share', '/shares/1/percent']]],
  ['an exit twice', { split: 'equal' as const, shares: [share('a'), share('a')] }, [['duplicate-exit', '/shares/1/id']]],
  ['nothing where decimals make 100', byShare(33.33, 33.33, 33.34), []],
  ['nothing where no shares are needed', { split: 'equal' as const, shares: [share('a'), share('b', 3)] }, []],
])('reports %s', (_name, config, found) => {
  expect(percentage.problems?.(config).map(({ code, pointer }) => [code, pointer])).toEqual(found)
})

it('keeps the wire of a share whose id changed', () => {
  const [a, b] = [share('a', 50), share('b', 50)]
  expect(percentage.rewire?.({ split: 'percent', shares: [a, b] }, { split: 'percent', shares: [{ ...a, id: 'campaign' }, b] })).toEqual({ a: 'campaign' })
})
