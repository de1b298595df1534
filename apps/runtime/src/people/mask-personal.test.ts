import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskNumber, maskTrace } from './mask-personal.ts'

test.each([
  ['09012345678', '090-****-5678'],
  ['090-1234-5678', '090-****-5678'],
  ['+819012345678', '090-****-5678'],
  ['0312345678', '03-****-5678'],
  ['0570012229', '0570-****-2229'],
  ['110', '****'],
  ['anonymous', 'anonymous'],
  [null, null],
])('%s is shown as %s', (number, shown) => {
  expect(maskNumber(number)).toBe(shown)
})

test('no number of a caller survives in a trace, wherever it stands and however it is written', () => {
  const number = fc.stringMatching(/^0[5789]0[1-9]\d{3}[1-9]\d{3}$/)
  const way = fc.constantFrom((n: string) => n, (n: string) => `${n.slice(0, 3)}-${n.slice(3, 7)}-${n.slice(7)}`, (n: string) => `+81${n.slice(1)}`)
  fc.assert(
    fc.property(number, way, (caller, write) => {
      const text = write(caller)
      const masked = JSON.stringify(maskTrace({ text: `${text} へ折り返します`, outcome: { target: text, list: [`<sip:${text}@host>`, text] }, value: text, keys: caller }))
      expect(masked).not.toContain(text)
      expect(masked).not.toContain(caller.slice(3, 7))
    }),
  )
})

test('what is no personal data stays: texts, nodes, times, a single key', () => {
  const body = { flow: 'main', node: 'menu', rule: '/weekly/1/0', until: '2026-11-24T08:30:00+09:00', visit: 3, keys: '2', text: '営業時間は8時30分からです', audio: 'c726d333dd159a31423f3480dbb1c5c4a9dfcd30efe1f7e12ade390dc92e8908' }
  expect(maskTrace(body)).toEqual(body)
})
