import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { describe, expect, it } from 'vitest'
import { waitUntil } from './wait-until.ts'

const base = { maxSeconds: 30, announcement: ['wait'], pauseSeconds: 10 }
const time = { ...base, until: 'time' as const, time: '10:00' }
const instant = { ...base, until: 'instant' as const, instant: '2026-11-24T10:00' }
const opening = { ...base, until: 'opening' as const, hours: 'office' }
const instants = ['2026-11-24T09:59:45+09:00', '2026-11-24T09:00:00+09:00', '2026-11-24T10:00:30+09:00']

describeNode(waitUntil, {
  fixtures: [
    { name: 'a time of day', config: time, instants },
    { name: 'a date and time', config: instant, instants },
    { name: 'the next opening', config: opening, instants, nextOpen: '2026-11-24T10:00:00+09:00' },
  ],
})

/** What it does at one instant; every operation of the world takes as long as the test says. */
async function at(config: Parameters<typeof waitUntil.exits>[0], begins: string, results = 0) {
  const told = Array.from({ length: results }, (_, index) => (index % 2 === 0 ? { heardSeconds: 2 } : {}))
  const { ending, operations, effects } = await runWith(waitUntil, { config, instants: [begins] }, told)
  return { exit: ending.kind === 'result' && ending.result.kind === 'leave' ? ending.result.exit : ending, operations: operations.map((operation) => ('seconds' in operation ? operation.seconds : operation.op)), effects }
}

describe('a time of day', () => {
  it('is waited for with announcements, no longer than needed', async () => {
    // Each operation takes a second in this test: two of them leave 11 of 13 seconds, then 9 …
    expect(await at(time, '2026-11-24T09:59:56+09:00', 4)).toMatchObject({ exit: 'reached', operations: ['call.play', 3, 'call.play', 1] })
  })

  it('is there during its minute, and that of the next day after it', async () => {
    expect(await at(time, '2026-11-24T10:00:59+09:00')).toMatchObject({ exit: 'reached', operations: [] })
    expect(await at(time, '2026-11-24T10:01:00+09:00')).toMatchObject({ exit: 'too-far', operations: [] })
    expect(await at({ ...time, time: '00:00' }, '2026-12-31T23:59:58+09:00', 2)).toMatchObject({ exit: 'reached' })
  })

  it('further away than the longest wait is not waited for', async () => {
    expect(await at(time, '2026-11-24T09:59:29+09:00')).toMatchObject({ exit: 'too-far', operations: [] })
  })
})

it('does not wait for an instant that is over', async () => {
  expect(await at(instant, '2026-11-25T09:00:00+09:00')).toMatchObject({ exit: 'reached', operations: [] })
})

it('tells the session how long was waited, so that a walk stands at that time', async () => {
  expect((await at(instant, '2026-11-24T09:59:58+09:00', 2)).effects).toContainEqual({ waited: 2000 })
})

it('tells the check at which instants it does something else', () => {
  expect([time, instant, opening].map((config) => waitUntil.moments?.(config))).toEqual([
    [{ time: '10:00', leadSeconds: 30 }], [{ instant: '2026-11-24T10:00', leadSeconds: 30 }], [{ opening: 'office', leadSeconds: 30 }],
  ])
})

it.each([['time', '/time'], ['instant', '/instant'], ['opening', '/hours']] as const)('reports that nothing is said for %s', (until, pointer) => {
  expect(waitUntil.problems?.({ ...base, until })).toMatchObject([{ code: 'nothing-to-wait-for', pointer }])
})
