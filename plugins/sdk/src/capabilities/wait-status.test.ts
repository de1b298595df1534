import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { StatusAnnouncements } from './session.ts'
import { StatusTold } from './wait-status.ts'

const status: StatusAnnouncements = { says: 'both', firstAfterSeconds: 20, repeatUnchanged: true }
const times = { everySeconds: 45, joinedMs: 10_000, sinceMs: 10_000 }
const words = (parts: ReturnType<StatusTold['next']>) => parts.map((part) => ('text' in part ? part.text : part.prompt))

it('is due first after its own delay, then at the interval from when it was told', () => {
  const told = new StatusTold(status, times)
  expect(told.dueMs).toBe(30_000)
  told.next({ position: 2, estimatedWaitSeconds: 90 }, 33_000, 'ja')
  expect(told.dueMs).toBe(78_000)
})

it('tells whole minutes, never too few, and never that there is no wait', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 7200 }), (seconds) => {
    const [line] = words(new StatusTold({ ...status, says: 'wait' }, times).next({ position: 1, estimatedWaitSeconds: seconds }, 30_000, 'ja'))
    const minutes = Number(/およそ(\d+)分/.exec(line ?? '')?.[1])
    expect(minutes).toBeGreaterThanOrEqual(1)
    expect(minutes * 60).toBeGreaterThanOrEqual(seconds)
    expect((minutes - 1) * 60).toBeLessThanOrEqual(seconds)
  }))
})

it('says in both languages that a wait is unknown, and nothing of a place that nobody knows', () => {
  expect(words(new StatusTold(status, times).next({ estimatedWaitSeconds: null }, 30_000, 'ja'))).toEqual(['待ち時間の目安は、ただいまお伝えできません。'])
  expect(words(new StatusTold(status, times).next({ position: 3, estimatedWaitSeconds: 60 }, 30_000, 'en'))).toEqual(['You are number 3 in line.', 'The wait is about 1 minute.'])
})

it('is silent while nothing has changed, where that is wanted', () => {
  const told = new StatusTold({ ...status, repeatUnchanged: false }, times)
  const standing = { position: 2, estimatedWaitSeconds: 100 }
  expect(told.next(standing, 30_000, 'ja')).toHaveLength(2)
  expect(told.next({ ...standing, estimatedWaitSeconds: 70 }, 75_000, 'ja')).toEqual([])
  expect(told.next({ ...standing, position: 1 }, 120_000, 'ja')).toHaveLength(2)
})

it('leaves out what was due while a flow ran, and ends after forty times', () => {
  expect(new StatusTold(status, { ...times, sinceMs: 200_000 }).dueMs).toBe(210_000)
  const told = new StatusTold(status, times)
  for (let count = 0; count < 40; count++) told.next({ position: 1, estimatedWaitSeconds: 1 }, told.dueMs, 'ja')
  expect(told.dueMs).toBe(Number.POSITIVE_INFINITY)
})
