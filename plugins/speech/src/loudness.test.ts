import { readFileSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { level, loudnessOf, loudnessTolerance, peakCeilingDb, targetLoudness } from './loudness.ts'
import { samplesOf } from './wav.ts'

const sine = (rate: number, frequency: number, db: number, seconds: number) =>
  Float32Array.from({ length: Math.round(rate * seconds) }, (_, index) => 10 ** (db / 20) * Math.sin((2 * Math.PI * frequency * index) / rate))
const joined = (...parts: Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]))
const peakDb = (samples: Float32Array) => 20 * Math.log10(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0))

describe('loudnessOf (ITU-R BS.1770-4)', () => {
  it('a sine of 997 Hz at full scale in one channel is -3.01 LUFS', () => {
    expect(loudnessOf(sine(48_000, 997, 0, 2), 48_000)).toBeCloseTo(-3.01, 1)
  })

  it('is the same at the rate of the telephone, to less than anybody hears', () => {
    for (const frequency of [300, 997, 2000]) expect(Math.abs(loudnessOf(sine(8000, frequency, -23, 2), 8000) - loudnessOf(sine(48_000, frequency, -23, 2), 48_000))).toBeLessThan(0.7)
  })

  it('pauses do not count', () => {
    const speech = sine(8000, 997, -20, 3)
    expect(loudnessOf(joined(speech, new Float32Array(80_000), speech), 8000)).toBeCloseTo(loudnessOf(speech, 8000), 0)
  })

  it('nothing, silence and the noise of one bit have no loudness', () => {
    for (const samples of [new Float32Array(), new Float32Array(8000), sine(8000, 997, -90, 1)]) expect(loudnessOf(samples, 8000)).toBe(-Infinity)
  })

  it('the shipped audio is at the target', () => {
    const folder = new URL('../../../flows/saitama-auto-tax/audio/', import.meta.url)
    const files = readdirSync(folder).filter((name) => name.endsWith('.wav'))
    expect(files.length).toBeGreaterThan(10)
    for (const file of files) {
      const { samples, sampleRate } = samplesOf(readFileSync(new URL(file, folder)))
      expect(Math.abs(loudnessOf(samples, sampleRate) - targetLoudness), file).toBeLessThanOrEqual(loudnessTolerance)
    }
  })
})

describe('level', () => {
  it('brings quiet and loud sound to the target', () => {
    for (const db of [-50, -30, -16, -6, -3]) expect(level(sine(8000, 440, db, 2), 8000).after).toBeCloseTo(targetLoudness, 0)
  })

  it('holds peaks below the ceiling instead of cutting them, and comes near the target all the same', () => {
    // Quiet speech with a knock on the table: the knock must not decide how loud the speech is.
    const knocked = joined(sine(8000, 440, -40, 2), sine(8000, 1000, -3, 0.02), sine(8000, 440, -40, 2))
    const { samples, after } = level(knocked, 8000)
    expect(peakDb(samples)).toBeLessThanOrEqual(peakCeilingDb + 1e-4)
    expect(after).toBeGreaterThan(targetLoudness - 3)
  })

  it('no sample ever passes the ceiling, and none changes its sign', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 400 }), (values) => {
        const given = Float32Array.from(values)
        const { samples } = level(given, 8000)
        expect(samples).toHaveLength(given.length)
        for (const [index, sample] of samples.entries()) {
          expect(Math.abs(sample)).toBeLessThanOrEqual(10 ** (peakCeilingDb / 20) + 1e-6)
          expect(sample * (given[index] ?? 0)).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  it('does not make noise of silence', () => {
    const hiss = sine(8000, 1000, -75, 1)
    expect(level(hiss, 8000).samples).toEqual(hiss)
  })
})
