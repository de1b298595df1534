import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LogInLimits, lockMs } from './log-in-limits.ts'

test('four failures lock nothing, then the lock doubles up to half an hour', () => {
  expect([0, 1, 4, 5, 6, 7, 9, 10, 100, 2_000].map((failures) => lockMs(failures) / 60_000)).toEqual([0, 0, 0, 1, 2, 4, 16, 30, 30, 30])
})

test('an address may fail forty times, then once in five seconds; others are not touched', () => {
  const limits = new LogInLimits()
  for (let n = 1; n <= 40; n++) {
    expect(limits.addressMay('10.0.0.1', 0)).toBe(true)
    expect(limits.countFailure('10.0.0.1', undefined, 0)).toBe(n === 40)
  }
  expect([limits.addressMay('10.0.0.1', 4_999), limits.addressMay('10.0.0.1', 5_000), limits.addressMay('10.0.0.2', 0)]).toEqual([false, true, true])
})

test('whatever the times of the attempts, no more get through than the budget and what it regains', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 400 }), (waits) => {
      const limits = new LogInLimits()
      let [now, through] = [0, 0]
      for (const wait of waits) {
        now += wait
        if (limits.addressMay('a', now)) {
          through++
          limits.countFailure('a', undefined, now)
        }
      }
      expect(through).toBeLessThanOrEqual(40 + now / 5_000)
    }),
  )
})

test('of IPv6 a whole network is one place', () => {
  const limits = new LogInLimits()
  for (let n = 0; n < 40; n++) limits.countFailure(`2001:db8:1:2::${n}`, undefined, 0)
  expect([limits.addressMay('2001:db8:1:2::ffff', 0), limits.addressMay('2001:db8:1:3::1', 0)]).toEqual([false, true])
})

test('a name that nobody has is locked as one that somebody has', () => {
  const limits = new LogInLimits()
  for (let n = 0; n < 4; n++) limits.countFailureOfName('x', 0)
  expect(limits.nameLockedUntil('x', 0)).toBeUndefined()
  limits.countFailureOfName('x', 0)
  expect(limits.nameLockedUntil('x', 0)).toBe(60_000)
  expect(limits.nameLockedUntil('x', 60_000)).toBeUndefined()
})

test('memory stays bounded whatever names and addresses are tried', () => {
  const limits = new LogInLimits()
  for (let n = 0; n < 5; n++) limits.countFailureOfName('first', 0)
  for (let n = 0; n < 10_000; n++) limits.countFailureOfName(`name-${n}`, 0)
  expect(limits.nameLockedUntil('first', 0)).toBeUndefined()
})
