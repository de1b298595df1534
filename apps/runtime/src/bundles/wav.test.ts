import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeWav } from '../../test/make-bundle.ts'
import { readWav } from './wav.ts'

test('the length is that of the samples really there', () => {
  expect(readWav(makeWav(8_000))).toEqual({ seconds: 1, sampleRate: 8_000, channels: 1 })
  expect(readWav(makeWav(8_000).slice(0, 44 + 8_000))?.seconds).toBe(0.5)
})

test('chunks before the samples are stepped over', () => {
  const wav = Buffer.from(makeWav(80))
  const list = Buffer.from('LIST\x03\0\0\0abc\0', 'latin1')
  expect(readWav(Buffer.concat([wav.subarray(0, 36), list, wav.subarray(36)]))?.seconds).toBe(0.01)
})

test('a format that nobody here can play is refused', () => {
  const wav = makeWav(80)
  wav[20] = 0x55
  expect(readWav(wav)).toBeUndefined()
})

test('no bytes make it fail or loop', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (noise, asWav) => {
      const bytes = asWav ? Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE'), noise]) : noise
      const format = readWav(bytes)
      expect(format === undefined || format.seconds >= 0).toBe(true)
    }),
  )
})
