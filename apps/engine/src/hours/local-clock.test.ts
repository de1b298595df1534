import { describe, expect, it } from 'vitest'
import { isTimeZone, makeLocalClock } from './local-clock.ts'

const tokyo = makeLocalClock('Asia/Tokyo')
const morning = Date.UTC(2026, 10, 23, 23, 30)

describe('epochOf', () => {
  it.each(['2026-11-24T08:30:00+09:00', '2026-11-24T08:30:00', '2026-11-24T08:30', '2026-11-24 08:30', '2026-11-23T23:30Z', '2026-11-23T18:30:00-05:00', '2026-11-24T08:30:00.000+0900'])('reads %s', (text) => {
    expect(tokyo.epochOf(text)).toBe(morning)
  })

  it('takes a date for its first instant', () => {
    expect(tokyo.epochOf('2026-11-24')).toBe(Date.UTC(2026, 10, 23, 15))
    // Chile turns its clocks on at midnight: the date begins at 01:00.
    const santiago = makeLocalClock('America/Santiago')
    expect(santiago.isoOf(santiago.epochOf('2026-09-06'))).toBe('2026-09-06T01:00:00-03:00')
  })

  it.each(['', 'tomorrow', '2026-02-30', '2026-11-24T25:00', '2026-11-24T08:30:60', '2026-11-24T08', '2026-11-24+09:00', '2026-11-24T08:30[Asia/Tokyo]', '20261124', '1764000000000', 'x'.repeat(1000)])('refuses %s', (text) => {
    expect(() => tokyo.epochOf(text)).toThrow(expect.objectContaining({ code: 'hours.instant-unreadable' }))
  })

  it('does not print a long input back', () => {
    try {
      tokyo.epochOf('9'.repeat(5000))
      expect.unreachable()
    } catch (error) {
      expect(String(error).length).toBeLessThan(200)
    }
  })
})

describe('isoOf', () => {
  it('writes seconds and the offset of the zone', () => {
    expect(tokyo.isoOf(morning)).toBe('2026-11-24T08:30:00+09:00')
    expect(tokyo.isoOf(morning + 999.5)).toBe('2026-11-24T08:30:00+09:00')
    expect(makeLocalClock('UTC').isoOf(morning)).toBe('2026-11-23T23:30:00+00:00')
  })
})

describe('isTimeZone', () => {
  it('knows names and offsets and nothing else', () => {
    expect(['Asia/Tokyo', 'UTC', '+09:00', 'Etc/GMT-9'].map(isTimeZone)).toEqual([true, true, true, true])
    expect(['', 'Asia/Tokio', 'JP', '2026-01-01T00:00+09:00', '東京'].map(isTimeZone)).toEqual([false, false, false, false, false])
  })
})
