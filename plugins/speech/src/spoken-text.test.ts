import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedReadings, readings, toSentences, toSpokenText, withOwnReadings } from './spoken-text.ts'

describe('toSpokenText', () => {
  it('writes what the synthesiser would misread as it is to be said', () => {
    expect(toSpokenText('障害のある方は車検証をご用意ください。ATMは使いません。')).toBe('障害のあるかたはシャケンショーをご用意ください。エーティーエムは使いません。')
  })

  it('takes the longest entry and never replaces a replacement', () => {
    const table = [{ written: '車', say: '車検' }, { written: '車検', say: '車' }]
    expect(toSpokenText('車検と車', table)).toBe('車と車検')
    expect(toSpokenText('ただいまの時間。ただいま受付中。ただいま、', readings)).toBe('只今の時間。ただいま、受付中。ただいま、')
  })

  it('groups the digits of telephone numbers, and only of them', () => {
    expect(toSpokenText('0570012229、05012345678、0480000000')).toBe('0570-012-229、050-1234-5678、048-000-0000')
    expect(toSpokenText('048-000-0000、12月29日、午前8時30分、20261122')).toBe('048-000-0000、12月29日、午前8時30分、20261122')
  })

  it('leaves words alone that the table does not name', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('あ', '県', '。', '税', 'x', '9', '.', '*') }), (text) => {
        expect(toSpokenText(text, [])).toBe(text)
      }),
    )
  })
})

describe('the readings table', () => {
  it('names each written form once and has a reason for each replacement', () => {
    expect(new Set(readings.map(({ written }) => written)).size).toBe(readings.length)
    for (const { written, say, why } of readings) if (say !== undefined) expect(why, written).toBeTruthy()
  })

  it('holds readings in katakana only, as pronounced', () => {
    for (const { written, reading } of readings) if (reading !== undefined) expect(reading, written).toMatch(/^[ァ-ヴー]+$/u)
  })
})

describe('toSentences', () => {
  it('cuts after each end of a sentence and loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('あ', '、', '。', '？', '！') }), (text) => {
        expect(toSentences(text).join('')).toBe(text.replace(/^[。？！]+/, '').replace(/([。？！])[。？！]+/g, '$1'))
      }),
    )
  })
})

describe('expectedReadings', () => {
  it('counts words and reads telephone numbers digit by digit', () => {
    expect(expectedReadings('減免と減免、0570-012-229')).toEqual([
      { written: '減免', reading: 'ゲンメン', times: 2 },
      { written: '0570-012-229', reading: 'ゼロゴナナゼロゼロイチニニニキュー', times: 1 },
    ])
  })
})

describe('withOwnReadings', () => {
  it('puts a line of ones own in the place of the one that comes with the product', () => {
    const table = withOwnReadings([{ written: '車検証', say: 'クルマノショーメーショ' }])
    expect(table.filter(({ written }) => written === '車検証')).toEqual([{ written: '車検証', say: 'クルマノショーメーショ' }])
    expect(toSpokenText('車検証とATM', table)).toBe('クルマノショーメーショとエーティーエム')
    expect(expectedReadings('車検証', table)).toEqual([])
  })
})
