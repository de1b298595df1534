import { readFileSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTelephoneWav, readWav, wavSamples, writeWav } from './wav-file.ts'

test('what is written is read back: 8 kHz, mono, 16 bit, and its length', () => {
  const wav = readWav(writeWav(new Float32Array(12_000), 8000))
  expect(wav).toEqual({ format: 1, channels: 1, sampleRate: 8000, bits: 16, seconds: 1.5, at: 44 })
  expect(wav && isTelephoneWav(wav)).toBe(true)
})

test('samples keep their value to a sixteen-bit step, and what is too loud is held, not wrapped', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ min: -4, max: 4, noNaN: true }), { maxLength: 50 }), (samples) => {
      const bytes = writeWav(Float32Array.from(samples), 8000)
      const view = new DataView(bytes.buffer)
      expect(wavSamples(bytes)).toHaveLength(samples.length)
      for (const [index, sample] of samples.entries()) {
        const held = Math.max(-1, Math.min(1, sample))
        expect(Math.abs(view.getInt16(44 + index * 2, true) / 32768 - held)).toBeLessThan(1.5 / 32768)
        expect(Math.abs((wavSamples(bytes)?.[index] ?? 9) - held)).toBeLessThan(1.5 / 32768)
      }
    }),
  )
})

test('a file cut off anywhere never tells more seconds than it holds, and never breaks the reader', () => {
  const whole = writeWav(new Float32Array(800), 8000)
  for (let length = 0; length <= whole.length; length++) {
    const wav = readWav(whole.slice(0, length))
    if (wav) expect(wav.seconds).toBeCloseTo((length - 44) / 16_000, 10)
    else expect(length).toBeLessThan(44)
  }
})

test('what is no WAV is none', () => {
  expect(readWav(new TextEncoder().encode('ID3 this is an mp3, it says'))).toBeUndefined()
  expect(readWav(new Uint8Array())).toBeUndefined()
})

test('stereo, other rates and other widths are not ready for the telephone', () => {
  const base = { format: 1, channels: 1, sampleRate: 8000, bits: 16, seconds: 1, at: 44 }
  expect([{ channels: 2 }, { sampleRate: 44_100 }, { bits: 24 }, { format: 3 }].map((part) => isTelephoneWav({ ...base, ...part }))).toEqual([false, false, false, false])
})

test('the audio of the reference bundle is read as it is described there', () => {
  const folder = new URL('../../../../flows/saitama-auto-tax/audio/', import.meta.url)
  const files = readdirSync(folder).filter((file) => file.endsWith('.wav'))
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    const wav = readWav(readFileSync(new URL(file, folder)))
    expect(wav && isTelephoneWav(wav)).toBe(true)
  }
})
