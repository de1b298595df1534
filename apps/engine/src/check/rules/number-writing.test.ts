import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NumberWriting } from './number-writing.ts'

const readings: Record<string, string[]> = {
  '0': ['0', '０', '〇', '零', 'ゼロ', 'ぜろ', 'ｾﾞﾛ', 'レイ', 'まる', '⓪'], '1': ['1', '１', '一', '壱', 'いち', 'イチ', '①'], '2': ['2', '２', '二', 'に', 'ニー', 'にい', '②'], '3': ['3', '３', '三', 'さん', 'サン'],
  '4': ['4', '４', '四', 'よん', 'ヨン', 'し'], '5': ['5', '５', '五', 'ご', 'ゴー'], '6': ['6', '６', '六', 'ろく', 'ロク'], '7': ['7', '７', '七', 'なな', 'ナナ', 'しち'],
  '8': ['8', '８', '八', 'はち', 'ハチ'], '9': ['9', '９', '九', 'きゅう', 'キュー', 'く'],
}
const gap = fc.constantFrom('', '', '-', '－', '‐', 'ー', ' ', '　', 'の', '、', ' - ', '・', '.', '）', '\u200b')
const number = fc.tuple(fc.constantFrom('03', '048', '050', '0570', '0120', '090'), fc.stringMatching(/^[0-9]{7}$/)).map(([area, rest]) => area + rest)

/** The number with each digit written some way, and something or nothing between. */
function written(digits: string): fc.Arbitrary<string> {
  const parts = [...digits].map((digit) => fc.tuple(fc.constantFrom(...(readings[digit] ?? [digit])), gap))
  return fc.tuple(...parts).map((some) => some.map(([digit, between], index) => (index === some.length - 1 ? digit : digit + between)).join(''))
}
const sentence = fc.constantFrom('', '電話番号は', 'お問い合わせは、', 'です。', 'までおかけください。', '受付は午前8時30分から午後5時15分までです。', '12月29日から1月3日まで')

describe('a telephone number', () => {
  it('is found however each of its digits is written', () => {
    fc.assert(fc.property(number.chain((digits) => fc.tuple(fc.constant(digits), written(digits), sentence, sentence)), ([digits, text, before, after]) => {
      expect(new NumberWriting(digits).isIn(`${before}、${text}、${after}`)).toBe(true)
    }), { numRuns: 200 })
  })

  it('is found as an international number, with and without (0), and behind a prefix for the caller number', () => {
    fc.assert(fc.property(number, fc.constantFrom('+81', '＋８１', '+81-', '+81(0)', '0081', '010-81-', '81', '184', '186-'), (digits, prefix) => {
      expect(new NumberWriting(digits).isIn(`電話: ${prefix.startsWith('18') ? prefix + digits : prefix + digits.slice(1)} へ`)).toBe(true)
    }), { numRuns: 200 })
  })

  it('is not found where one digit is another, or further digits stand beside it', () => {
    fc.assert(fc.property(number, fc.nat(9), fc.integer({ min: 1, max: 9 }), (digits, place, other) => {
      const at = place % digits.length
      const wrong = digits.slice(0, at) + ((Number(digits[at]) + other) % 10) + digits.slice(at + 1)
      expect(new NumberWriting(digits).isIn(`番号は${wrong}です。`)).toBe(false)
      expect(new NumberWriting(digits).isIn(`番号は${digits}7です。番号は7${digits}です。`)).toBe(false)
    }), { numRuns: 100 })
  })

  it('is the same line however the line itself is written', () => {
    for (const line of ['050-1234-9876', '05012349876', '+81 50-1234-9876', '０５０－１２３４－９８７６']) expect(new NumberWriting(line).isIn('ゼロゴーゼロの、いちにいさんよん、きゅうはちななろく')).toBe(true)
    expect(new NumberWriting('05012349876').isIn('zero five zero, one two three four, nine eight seven six')).toBe(true)
  })

  it.each(['12月29日から1月3日までを除く、午前8時30分から午後5時15分まで', '納付書の再発行は1、住所の変更は2を押してください。', '令和8年度 第1期分 12,345円', 'ニーズに応じて、ごくしくみのよい窓口へ'])('is not found in %s', (text) => {
    fc.assert(fc.property(number, (digits) => {
      expect(new NumberWriting(digits).isIn(text)).toBe(false)
    }), { numRuns: 50 })
  })
})

describe('an extension', () => {
  it('counts only where the text speaks of a number', () => {
    const extension = new NumberWriting('201')
    expect(['内線201へ', '内線は、２０１です', '番号：二〇一', 'extension 201'].map((text) => extension.isIn(text))).toEqual([true, true, true, true])
    expect(['201号室です', '201円です', '内線2010へ', '2026年'].map((text) => extension.isIn(text))).toEqual([false, false, false, false])
  })
})

it('takes time in proportion to the text, whatever is in it', () => {
  const writing = new NumberWriting('05012349876')
  for (const text of ['0'.repeat(20_000), '0 '.repeat(10_000), `0${'-'.repeat(20_000)}`.repeat(2), 'にい'.repeat(10_000), '05012349870'.repeat(2_000)]) {
    const before = process.cpuUsage()
    writing.isIn(text)
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000)
  }
})
