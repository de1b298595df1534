import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWav, samplesOf } from './wav.ts'

/** A WAV of silence, optionally with a chunk before the sound. */
function wav({ format = 1, channels = 1, sampleRate = 8000, bits = 16, samples = 8000, extra = 0 } = {}): Uint8Array {
  const dataLength = samples * channels * (bits / 8)
  const extraLength = extra > 0 ? 8 + extra + (extra % 2) : 0
  const bytes = new Uint8Array(44 + extraLength + dataLength)
  const view = new DataView(bytes.buffer)
  const tag = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at)
  tag(0, 'RIFF'); view.setUint32(4, bytes.length - 8, true); tag(8, 'WAVE')
  tag(12, 'fmt '); view.setUint32(16, 16, true); view.setUint16(20, format, true); view.setUint16(22, channels, true)
  view.setUint32(24, sampleRate, true); view.setUint32(28, sampleRate * channels * (bits / 8), true); view.setUint16(32, channels * (bits / 8), true); view.setUint16(34, bits, true)
  if (extra > 0) { tag(36, 'LIST'); view.setUint32(40, extra, true) }
  tag(36 + extraLength, 'data'); view.setUint32(40 + extraLength, dataLength, true)
  return bytes
}

describe('readWav', () => {
  it('tells rate, channels, width and length, past chunks it does not know', () => {
    fc.assert(
      fc.property(fc.constantFrom(8000, 48000), fc.constantFrom(1, 2), fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 9 }), (sampleRate, channels, samples, extra) => {
        expect(readWav(wav({ sampleRate, channels, samples, extra }))).toEqual({ sampleRate, channels, bitsPerSample: 16, samples, seconds: samples / sampleRate, at: 44 + (extra > 0 ? 8 + extra + (extra % 2) : 0) })
      }),
    )
  })

  it('refuses what is cut short at any byte', () => {
    const whole = wav({ samples: 4 })
    for (let length = 0; length < whole.length; length++) expect(() => readWav(whole.subarray(0, length)), String(length)).toThrow()
  })

  it('refuses what is not PCM', () => {
    expect(() => readWav(wav({ format: 7 }))).toThrow('not PCM')
  })
})

describe('samplesOf', () => {
  it('reads the samples past other chunks', () => {
    const bytes = wav({ samples: 3, extra: 5 })
    new DataView(bytes.buffer).setInt16(bytes.length - 4, -16384, true)
    expect(samplesOf(bytes)).toEqual({ samples: Float32Array.from([0, -0.5, 0]), sampleRate: 8000 })
  })

  it('refuses stereo and other widths', () => {
    expect(() => samplesOf(wav({ channels: 2 }))).toThrow('mono')
    expect(() => samplesOf(wav({ bits: 8 }))).toThrow('16-bit')
  })
})
