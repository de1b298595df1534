import fc from 'fast-check'
import { expect, it } from 'vitest'
import { estimatedWait, figuresOf, stateOf, tellableStates } from './queue-figures.ts'

const limit = fc.option(fc.integer({ min: 1, max: 9000 }), { nil: undefined })
const limits = fc.record({ waiting: limit, longestWaitSeconds: limit, estimatedWaitSeconds: limit }).map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)))

it('every class that a flow can tell apart is recognised by its figures', () => {
  fc.assert(
    fc.property(limits, (one) => {
      for (const state of tellableStates(one)) expect(stateOf(figuresOf(state, one), one)).toBe(state)
    }),
  )
})

it.each([
  ['nobody is logged in', [3, 0, 0, 60], null],
  ['an agent is free for the caller', [1, 3, 2, 60], 0],
  ['the free agents go to those before', [2, 3, 2, 60], 20],
  ['all are busy', [3, 2, 0, 60], 120],
  ['no call yet tells how long one lasts', [3, 2, 0, undefined], null],
] as const)('the estimated wait where %s', (_name, [waiting, agents, free, callSeconds], expected) => {
  expect(estimatedWait(waiting, agents, free, callSeconds)).toBe(expected)
})

it('the wait grows with the queue and shrinks with the staff', () => {
  fc.assert(
    fc.property(fc.nat({ max: 500 }), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 3000 }), (waiting, agents, seconds) => {
      const wait = estimatedWait(waiting, agents, 0, seconds) ?? -1
      expect(estimatedWait(waiting + 1, agents, 0, seconds)).toBeGreaterThanOrEqual(wait)
      expect(estimatedWait(waiting, agents + 1, 0, seconds)).toBeLessThanOrEqual(wait)
    }),
  )
})
