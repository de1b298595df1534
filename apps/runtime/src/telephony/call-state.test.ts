import fc from 'fast-check'
import { expect, it } from 'vitest'
import { maxStateLength, readState, writeState } from './call-state.ts'

const state = fc.record(
  { release: fc.nat(), sessionId: fc.uuid(), startedAtMs: fc.nat(), arrivedAtMs: fc.nat(), entry: fc.nat(), after: fc.string({ maxLength: 2000, unit: 'binary' }), to: fc.stringMatching(/^[0-9]{3,15}$/) },
  { requiredKeys: ['release', 'sessionId', 'startedAtMs', 'arrivedAtMs', 'entry', 'to'] },
)

it('what is written is read again, within a kilobyte and without a separator of FreeSWITCH; only the node may be left out', () => {
  fc.assert(
    fc.property(state, (written) => {
      const text = writeState(written)
      expect(text).toMatch(/^[A-Za-z0-9_-]+$/)
      expect(text.length).toBeLessThanOrEqual(maxStateLength)
      const { after, ...rest } = readState(text) ?? {}
      const { after: wanted, ...others } = written
      expect(rest).toEqual(others)
      if (after !== undefined) expect(after).toBe(wanted)
    }),
  )
})

it('what somebody else wrote is no state', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readState(text)).toBeUndefined()
    }),
  )
  expect(readState(Buffer.from('{"v":2,"r":1}').toString('base64url'))).toBeUndefined()
  expect(readState(undefined)).toBeUndefined()
})
