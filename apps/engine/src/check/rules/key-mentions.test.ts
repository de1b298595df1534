import { describe, expect, it } from 'vitest'
import { foldForKeys, keyMentions } from './key-mentions.ts'

const keys = (text: string) => keyMentions(foldForKeys(text)).map(({ key }) => key).join('')

describe('the keys that a text speaks of', () => {
  it.each([
    ['納付書の再発行は1、住所の変更は２を押してください。', '12'],
    ['はじめの方は1番、お持ちの方は二番を押してください。', '12'],
    ['終わりましたらシャープ、取り消すときは米印を押してください。', '#*'],
    ['ご希望の方は # を、やり直しは＊を押してください。', '#*'],
    ['窓口は0です。', '0'],
    ['1は納付、2は還付', '12'],
  ])('%s', (text, expected) => expect(keys(text)).toBe(expected))

  it.each([
    '12月29日から1月3日までを除く、午前8時30分から午後5時15分までです。', '048-000-0000へおかけください。', '2回まで、1台ごとに、3階の窓口で、第1期分、5人まで、約3分', '令和8年度', 'もう一度お聞きください。', '国道4号', '100円',
  ])('none in %s', (text) => expect(keys(text)).toBe(''))
})
