import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeTone, makeWav } from '../../test/make-bundle.ts'
import { checkPromptWav, largestPromptBytes } from './prompt-wav.ts'

/** A tone with one field of its header changed. */
function tone(samples: number, change: (header: DataView) => void = () => {}): Uint8Array {
  const bytes = makeTone(samples)
  change(new DataView(bytes.buffer))
  return bytes
}

test('a tone of the telephone is a prompt, and the longest one fits', () => {
  expect(checkPromptWav(makeTone(8000))).toEqual({ seconds: 1 })
  const longest = makeTone(300 * 8000)
  expect(checkPromptWav(longest)).toEqual({ seconds: 300 })
  expect(longest.length).toBeLessThan(largestPromptBytes)
})

test.each([
  ['silence', 'silent', makeWav(8000)],
  ['a twentieth of a second', 'too-short', tone(400)],
  ['five minutes and a second', 'too-long', tone(301 * 8000)],
  ['stereo', 'wrong-format', tone(8000, (header) => header.setUint16(22, 2, true))],
  ['44.1 kHz', 'wrong-format', tone(8000, (header) => header.setUint32(24, 44_100, true))],
  ['eight bits', 'wrong-format', tone(8000, (header) => header.setUint16(34, 8, true))],
  ['µ-law', 'no-wav', tone(8000, (header) => header.setUint16(20, 7, true))],
  ['no bits at all', 'wrong-format', tone(8000, (header) => header.setUint16(34, 0, true))],
  ['an MP3', 'no-wav', new TextEncoder().encode('ID3\u0003 and so on')],
  ['nothing', 'no-wav', new Uint8Array()],
] as const)('%s is refused as %s', (_what, fault, bytes) => {
  expect(checkPromptWav(bytes)).toEqual({ fault })
})

test('whatever is sent, it is a prompt or refused, and never more seconds than bytes', () => {
  const whole = makeTone(1000)
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 255 })), { maxLength: 6 }), fc.nat({ max: whole.length }), (changes, length) => {
      const bytes = whole.slice(0, length)
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
      const checked = checkPromptWav(bytes)
      if ('seconds' in checked) expect(checked.seconds).toBeLessThanOrEqual(bytes.length / 16_000)
      else expect(checked.fault).toBeDefined()
    }),
  )
})
