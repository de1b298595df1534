import fc from 'fast-check'
import { expect, test } from 'vitest'
import { promptTexts } from '../prompts/texts.ts'
import { sessionTexts } from '../sessions/texts.ts'
import { readCaller, toRequest, firstSettings, faultsOf } from './call-settings.ts'
import { durationText, secondsText } from './clock-text.ts'
import { maskedNumber } from './masked-number.ts'
import { faultInWords, outcomeInWords } from './outcome-in-words.ts'
import { readPresses } from './press-sequence.ts'
import { sayFrom } from './say.ts'
import { telephoneTexts } from './texts.ts'
import { traceTexts, type TraceKey } from './trace-texts.ts'

const say = sayFrom<TraceKey>(traceTexts.ja)

test('both languages of a text are filled from the same values', () => {
  const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
  for (const { ja, en } of [telephoneTexts, traceTexts, promptTexts, sessionTexts]) {
    for (const key of Object.keys(ja)) expect([key, values(en[key as keyof typeof en])]).toEqual([key, values(ja[key as keyof typeof ja])])
  }
})

test('no text holds what the translation library would read as its own: double braces, or a key with its separators', () => {
  for (const { ja, en } of [telephoneTexts, traceTexts, promptTexts, sessionTexts]) {
    for (const [key, text] of [...Object.entries(ja), ...Object.entries(en)]) {
      expect(key).not.toMatch(/[.:_]/)
      expect(text).not.toMatch(/\{\{|\$t\(/)
    }
  }
})

test('a number is masked to its first two and last four digits', () => {
  expect(maskedNumber('0312345678')).toBe('03****5678')
  expect(maskedNumber('090-1234-5678')).toBe('09*****5678')
  expect(maskedNumber('+81312345678')).toBe('+8******5678')
})

test('masking never lets more than six characters through, and short numbers hide whole', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9-]{0,20}$/), (number) => {
      const masked = maskedNumber(number)
      const told = masked.replaceAll('*', '').length
      expect(told).toBeLessThanOrEqual(6)
      if (number.replaceAll('-', '').length < 8) expect(told).toBe(0)
    }),
  )
})

test('durations read as a telephone shows them', () => {
  expect([0, 999, 5000, 65_000, 3_723_000].map(durationText)).toEqual(['0:00', '0:00', '0:05', '1:05', '1:02:03'])
  expect([1.234, 9.96, 15.13, 21.8].map(secondsText)).toEqual(['1.2', '10', '15', '22'])
})

test('keys are read as people type them, and what is none is named', () => {
  expect(readPresses('9, 1')).toEqual({ presses: ['9', '1'], faults: [] })
  expect(readPresses('９、！１　1234＃ hang －')).toEqual({ presses: ['9', '!1', '1234#', 'hang', '-'], faults: [] })
  expect(readPresses('4, four')).toEqual({ presses: ['4'], faults: [{ text: 'four' }] })
  expect(readPresses(' ')).toEqual({ presses: [], faults: [] })
})

test('the form becomes a call, with local time of the contact center', () => {
  const request = toRequest({ ...firstSettings, to: '0570012229', at: '2026-11-24T20:00', faults: { gateway: 'busy', prompt: 'missing' } }, 'Asia/Tokyo')
  expect(request).toEqual({ to: '0570012229', from: '0312345678', at: '2026-11-24T20:00:00+09:00', agents: 1, faults: ['gateway=busy', 'prompt=missing'] })
  expect(toRequest({ ...firstSettings, to: '0570012229', from: '三' }, 'Asia/Tokyo')).toBeUndefined()
  expect(toRequest({ ...firstSettings, to: '0570012229', at: '2026-02-30T10:00' }, 'Asia/Tokyo')).toBeUndefined()
  expect(toRequest({ ...firstSettings, to: '0570012229', anonymous: true, from: '' }, 'Asia/Tokyo')?.from).toBe('anonymous')
  expect(faultsOf(firstSettings)).toEqual([])
  expect(readCaller('０３－１２３４－５６７８')).toBe('0312345678')
})

test('outcomes say what happened to the caller', () => {
  const name = (queue: string) => `窓口${queue}`
  expect(outcomeInWords({ kind: 'agent', target: 'tax' }, name, say)).toBe('オペレーターが応対しました（窓口tax）')
  expect(outcomeInWords({ kind: 'abandoned' }, name, say)).toBe('お客様が電話を切りました')
  expect(outcomeInWords({ kind: 'abandoned', target: 'tax' }, name, say)).toContain('お待ちの間に')
  expect(outcomeInWords({ kind: 'error', cause: 'hours-error' }, name, say)).toContain('営業時間を判断できませんでした')
})

test('a fault of a plugin that nobody here knows is told by its code', () => {
  expect(faultInWords('sms-refused', say)).toBe('想定外の異常（sms-refused）')
})
