import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Take, heldTrim, peaks, readMeter, secondsOf, shortestSeconds, suggestTrim, trimmed } from './take.ts'

const rate = 8000
const tone = (seconds: number, amplitude = 0.3) => Array.from({ length: Math.round(seconds * rate) }, (_, index) => amplitude * Math.sin((2 * Math.PI * 300 * index) / rate))
const take = (...parts: number[][]): Take => ({ samples: Float32Array.from(parts.flat()), sampleRate: rate })

test('the trim that is suggested begins a breath before the speech and ends a little after, pauses inside stay', () => {
  const room = tone(1.5, 0.0005)
  const { from, until } = suggestTrim(take(room, tone(1), tone(0.6, 0.0005), tone(1), room))
  expect(from).toBeCloseTo(1.4, 1)
  expect(until).toBeCloseTo(1.5 + 2.6 + 0.3, 1)
})

test('where nothing stands out, everything is kept', () => {
  expect(suggestTrim(take(tone(1, 0)))).toEqual({ from: 0, until: 1 })
  expect(suggestTrim(take(tone(1)))).toEqual({ from: 0, until: 1 })
})

test('a trim stays within the take and never keeps less than the shortest prompt', () => {
  const some = take(tone(2))
  fc.assert(
    fc.property(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true }), fc.constantFrom('from', 'until'), (from, until, moved) => {
      const held = heldTrim(some, { from, until }, moved)
      expect(held.from).toBeGreaterThanOrEqual(0)
      expect(held.until).toBeLessThanOrEqual(secondsOf(some))
      expect(held.until - held.from).toBeGreaterThanOrEqual(shortestSeconds - 1e-9)
    }),
  )
})

test('the edge that is moved stops at the other one instead of pushing it', () => {
  expect(heldTrim(take(tone(2)), { from: 1.9, until: 1.5 }, 'from')).toEqual({ from: 1.2, until: 1.5 })
  expect(heldTrim(take(tone(2)), { from: 1, until: 0.2 }, 'until')).toEqual({ from: 1, until: 1.3 })
})

test('trimming keeps exactly the samples between', () => {
  const some = take(tone(2))
  expect(trimmed(some, { from: 0.5, until: 1.25 })).toEqual(some.samples.slice(4000, 10_000))
})

test('a waveform has its columns, however few samples there are', () => {
  expect(peaks(take(tone(1, 0.3)), 40)).toHaveLength(40)
  expect(Math.max(...peaks(take(tone(1, 0.3)), 40))).toBeCloseTo(0.3, 2)
  expect(peaks(take([0.5]), 3)).toEqual([0, 0, 0.5])
})

test('the meter reads a sine of full scale as -3 dB and 0 dB, and silence as nothing', () => {
  const { rmsDb, peakDb } = readMeter(Float32Array.from(tone(1, 1)))
  expect(rmsDb).toBeCloseTo(-3.01, 1)
  expect(peakDb).toBeCloseTo(0, 1)
  expect(readMeter(new Float32Array(100)).rmsDb).toBe(-Infinity)
})
