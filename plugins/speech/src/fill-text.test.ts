import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillText } from './fill-text.ts'

const noHours = (id: string): string => {
  throw new Error(`hours ${id}`)
}

describe('fillText', () => {
  it('fills variables, also those that hold variables and spoken hours', () => {
    const variables = { center: '{{pref}}のコールセンター', pref: '埼玉県', hours: "{{ $spokenHours('office') }}" }
    expect(fillText('{{center}}は{{ hours }}です。', variables, (id) => `${id}の時間`)).toBe('埼玉県のコールセンターはofficeの時間です。')
  })

  it('refuses an unknown variable, a name of Object.prototype, and any other expression', () => {
    for (const source of ['nobody', 'constructor', '1 + 1', "$spokenHours('a') & 'x'"])
      expect(() => fillText(`{{${source}}}`, {}, noHours), source).toThrow(source)
  })

  it('refuses variables that refer to each other in a circle', () => {
    expect(() => fillText('{{a}}', { a: '{{b}}', b: '{{a}}' }, noHours)).toThrow('refer to each other')
  })

  it('leaves a text without braces as it is', () => {
    fc.assert(
      fc.property(fc.string().filter((text) => !text.includes('{{')), (text) => {
        expect(fillText(text, {}, noHours)).toBe(text)
      }),
    )
  })
})
