import { expect, test } from 'vitest'
import { paceStops } from './stepping.ts'

test('into stops at any depth, over not inside what a node runs, out only below, run nowhere', () => {
  const stops = (pace: Parameters<typeof paceStops>[0]) => [1, 2, 3].filter((depth) => paceStops(pace, 2, depth))
  expect(stops('into')).toEqual([1, 2, 3])
  expect(stops('over')).toEqual([1, 2])
  expect(stops('out')).toEqual([1])
  expect(stops('run')).toEqual([])
})
