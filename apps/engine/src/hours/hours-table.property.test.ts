import type { Holidays, Hours, Period } from '@madoguchi/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookupsOf, national, receptionHours } from './documents-for-test.ts'
import { hoursProblems } from './hours-problems.ts'
import { compileHours } from './hours-table.ts'
import { slowHours } from './slow-hours-for-test.ts'

const firstMs = Date.UTC(2024, 10, 1)
const lastMs = Date.UTC(2028, 1, 28)
const minuteMs = 60_000

const iso = (ms: number): string => new Date(ms).toISOString()
const dateText = fc.integer({ min: firstMs, max: lastMs }).map((ms) => iso(ms).slice(0, 10))
// A leap year, so that 02-29 occurs.
const monthDay = fc.integer({ min: 0, max: 365 }).map((day) => iso(Date.UTC(2024, 0, 1 + day)).slice(5, 10))
const clockText = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Sorted distinct times taken in pairs are disjoint, sometimes touching periods; the quarter hours make them meet often. */
const periods: fc.Arbitrary<Period[]> = fc.tuple(fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 4 }), fc.boolean()).map(([quarters, touching]) => {
  const clocks = quarters.sort((a, b) => a - b).map((quarter) => clockText(quarter * 15))
  return clocks.flatMap((from, index) => {
    const until = clocks[index + 1]
    return until !== undefined && (touching || index % 2 === 0) ? [[from, until] satisfies Period] : []
  })
})

const exception = fc
  .tuple(dateText, fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }), periods)
  .map(([date, more, list]) => ({ date, ...(more === undefined ? {} : { until: iso(Date.parse(date) + more * 86_400_000).slice(0, 10) }), periods: list, reason: '理由' }))

const parts = {
  weekly: fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), periods),
  holidays: fc.constant('national'),
  closures: fc.array(fc.record({ title: fc.constant('休'), from: monthDay, until: monthDay }), { maxLength: 2 }),
  rules: fc.array(fc.record({ title: fc.constant('規則'), nth: fc.constantFrom(1, 2, 3, 4, 5, -1), weekday: fc.integer({ min: 1, max: 7 }), periods }), { maxLength: 4 }),
  exceptions: fc.array(exception, { maxLength: 6 }),
  emergency: fc.tuple(fc.integer({ min: firstMs, max: lastMs }), fc.integer({ min: 1, max: 10 ** 9 })).map(([from, length]) => ({ from: iso(from), until: iso(from + length), reason: '停電' })),
}
const hoursOf = (id: string): fc.Arbitrary<Hours> => fc.record(parts, { requiredKeys: [] }).map((some) => ({ kind: 'hours', id, title: { ja: id }, ...some }))
const holidays: fc.Arbitrary<Holidays> = fc.uniqueArray(dateText, { minLength: 1, maxLength: 40 }).map((dates) => ({ ...national, dates: Object.fromEntries(dates.map((date) => [date, { name: '祝日' }])) }))

const world = fc.record({ child: hoursOf('child'), parent: fc.option(hoursOf('parent'), { nil: undefined }), holidays }).map(({ child, parent, holidays: days }) => {
  const hours: Hours = parent ? { ...child, parent: 'parent' } : child
  const lookups = lookupsOf(parent ? [parent, days] : [days])
  return { hours, lookups, slow: slowHours(child, parent, days) }
})
const instants = fc.array(fc.integer({ min: firstMs, max: lastMs }), { minLength: 1, maxLength: 4 })

// The machines that run this are shared; under load a property may take several times its usual second.
describe('the table', { timeout: 30_000 }, () => {
  it('is made of sound random documents (else the properties below compare errors)', () => {
    fc.assert(
      fc.property(world, ({ hours, lookups }) => {
        expect(hoursProblems(hours, lookups).filter(({ severity }) => severity === 'error')).toEqual([])
      }),
    )
  })

  it('agrees with the slow evaluator on state and rule, at and around every change', () => {
    fc.assert(
      fc.property(world, instants, ({ hours, lookups, slow }, times) => {
        const table = compileHours(hours, lookups)
        const near = times.flatMap((ms) => [ms, ...slow.cutsAfter(ms, 3).flatMap((one) => [one - 1, one])])
        // Compared at once, as lines: an assertion for each instant would cost more than all the hours.
        const lines = (stateAt: (ms: number) => { state: string; rule: string }) => near.map((ms) => `${iso(ms)} ${stateAt(ms).state} ${stateAt(ms).rule}`)
        expect(lines(table.at)).toEqual(lines(slow.stateAt))
      }),
      { numRuns: 60 },
    )
  })

  it('gives as `until` and `nextOpen` the very first instants that the slow evaluator finds', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: firstMs, max: lastMs }), ({ hours, lookups, slow }, ms) => {
        const { state, untilMs, nextOpenMs } = compileHours(hours, lookups).at(ms)
        const days = 60
        const cuts = slow.cutsAfter(ms, days)
        const until = cuts.find((cut) => slow.stateAt(cut).state !== state)
        const opening = cuts.find((cut) => slow.stateAt(cut).state === 'open' && slow.stateAt(cut - 1).state !== 'open')
        const within = (found: number | null): number | undefined => (found !== null && cuts.includes(found) ? found : undefined)
        expect([until, opening]).toEqual([within(untilMs), within(nextOpenMs)])
        for (const found of [untilMs, nextOpenMs]) expect(found === null || found > (cuts.at(-1) ?? 0) || cuts.includes(found)).toBe(true)
      }),
    )
  })

  it('keeps its state up to `until` and has another there; it opens at `nextOpen`', () => {
    fc.assert(
      fc.property(world, instants, ({ hours, lookups }, times) => {
        const table = compileHours(hours, lookups)
        for (const ms of times) {
          const { state, untilMs, nextOpenMs } = table.at(ms)
          if (untilMs !== null) {
            expect(untilMs).toBeGreaterThan(ms)
            expect(table.at(untilMs - 1).state).toBe(state)
            expect(table.at(untilMs).state).not.toBe(state)
          }
          if (nextOpenMs !== null) {
            expect(nextOpenMs).toBeGreaterThan(ms)
            expect(table.at(nextOpenMs).state).toBe('open')
            expect(table.at(nextOpenMs - 1).state).not.toBe('open')
          }
        }
      }),
    )
  })

  it('answers the same whatever was asked before', () => {
    fc.assert(
      fc.property(world, instants, ({ hours, lookups }, times) => {
        const worn = compileHours(hours, lookups)
        for (const ms of times) expect(worn.at(ms)).toEqual(compileHours(hours, lookups).at(ms))
      }),
      { numRuns: 30 },
    )
  })

  it('lists days whose periods are the open times of `at`', () => {
    fc.assert(
      fc.property(world, dateText, ({ hours, lookups }, date) => {
        const table = compileHours({ ...hours, emergency: undefined }, { ...lookups, hours: (id) => { const parent = lookups.hours(id); return parent && { ...parent, emergency: undefined } } })
        const [day] = table.days(date, date)
        const clocks = Array.from({ length: 96 }, (_, quarter) => quarter * 15)
        const open = clocks.filter((minutes) => table.at(table.epochOf(date) + minutes * minuteMs).state === 'open').map(clockText)
        const listed = clocks.map(clockText).filter((clock) => day?.periods.some(([from, until]) => from <= clock && clock < until))
        expect(listed).toEqual(open)
        expect(day?.state === 'open').toBe(open.length > 0)
      }),
    )
  })
})

describe('speed', () => {
  it('decides the 525,600 minutes of a year in far less than a second', () => {
    const hours = receptionHours({ exceptions: Array.from({ length: 30 }, (_, day) => ({ date: `2026-06-${String(day + 1).padStart(2, '0')}`, periods: [['08:30', '12:00']], reason: '短縮' })) })
    const started = performance.now()
    const table = compileHours(hours, lookupsOf([national]))
    const start = Date.UTC(2026, 0, 1)
    let open = 0
    for (let minute = 0; minute < 525_600; minute++) if (table.at(start + minute * minuteMs).state === 'open') open++
    expect(open).toBeGreaterThan(100_000)
    // The goal is well under 1 µs a call; the bound is generous because test machines are shared.
    expect(performance.now() - started).toBeLessThan(1500)
  })
})
