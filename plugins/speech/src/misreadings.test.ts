import { describe, expect, it } from 'vitest'
import { misreadings } from './misreadings.ts'

describe('misreadings', () => {
  it('names a word of the table that was read otherwise', () => {
    expect(misreadings('車検証をお持ちください。', 'クルマケンショーヲオモチクダサイ')).toEqual([{ written: '車検証', expected: 'シャケンショー' }])
    expect(misreadings('車検証をお持ちください。', 'シャケンショーヲオモチクダサイ')).toEqual([])
  })

  it('wants a word as often as it is written', () => {
    expect(misreadings('減免、減免', 'ゲンメン、ヘリメン')).toHaveLength(1)
  })

  it('wants telephone numbers digit by digit', () => {
    expect(misreadings('0570-012-229', 'ゼロゴーナナゼロ、ゼロイチニー、ニーニーキュー')).toEqual([])
    expect(misreadings('0570-012-229', 'ゼロゴーナナゼロ、ゼロイチニー、ニヒャクニジューキュー')).toHaveLength(1)
  })
})
