import { expect, test } from 'vitest'
import { readBundle } from '../bundle-reader.ts'
import { groupChanges } from './change-groups.ts'
import { excerpts } from './value-in-words.ts'
import { structureDiff } from './structure.ts'

const head = { schemaVersion: 1, id: 'small', title: { ja: '小' }, timeZone: 'Asia/Tokyo', language: 'ja', plugins: [], variables: {}, safeDefault: { prompt: 'sorry', failover: false } }
const hours = (weekly: object, more: object = {}) => ({ kind: 'hours', id: 'h', title: { ja: '受付時間', en: 'Hours' }, weekly, ...more })
const lines = (flow: string) => ({ kind: 'numbers', id: 'n', title: { ja: '番号', en: 'Numbers' }, lines: { '0570-012-229': { title: { ja: '代表', en: 'Main' }, role: 'primary', owner: 'prefecture', published: true, flow } } })
const flow = (id: string, ja: string, more: object = {}) => ({ kind: 'call', id, title: { ja, en: id }, entry: 'a', nodes: { a: { type: 'toy.end', title: { ja: '終話', en: 'End' }, config: {}, next: {} }, ...more } })
const prompts = (text: object) => ({ kind: 'prompts', id: 'p', title: { ja: '案内一覧', en: 'Guidance' }, prompts: { g: { title: { ja: '納付場所', en: 'Where to pay' }, purpose: 'item', owner: 'prefecture', text } } })
const bundle = (...documents: { kind: string; id: string }[]) => readBundle([['bundle.json', JSON.stringify(head)], ...documents.map((document): [string, string] => [`${document.kind}/${document.id}.json`, JSON.stringify(document)])])

function told(before: { kind: string; id: string }[], after: { kind: string; id: string }[]) {
  const [a, b] = [bundle(...before), bundle(...after)]
  expect([a.problems, b.problems]).toEqual([[], []])
  return groupChanges(structureDiff(a, b), { before: a, after: b, nodeTypes: new Map() }).flatMap(({ changes }) => changes.map(({ sentence }) => sentence))
}

test('the hours of a day are told as times', () => {
  expect(told([hours({ 5: [['08:30', '17:15']] })], [hours({ 5: [['08:30', '12:00'], ['13:00', '16:30']] })])).toEqual([
    { ja: '「受付時間」の曜日ごとの時間の金曜日を「08:30–17:15」から「08:30–12:00、13:00–16:30」に変えました。', en: 'Friday of weekly hours of "Hours" changed from "08:30–17:15" to "08:30–12:00, 13:00–16:30".' },
  ])
})

test('a reference is told by the title of what it refers to', () => {
  const [sentence] = told([lines('day'), flow('day', '日中'), flow('night', '夜間')], [lines('night'), flow('day', '日中'), flow('night', '夜間')])
  expect(sentence).toEqual({ ja: '「番号」の回線「代表」の通話フローを「日中」から「夜間」に変えました。', en: 'Call flow of "Main" in lines of "Numbers" changed from "day" to "night".' })
})

test('a choice is told by its title, and yes and no as words', () => {
  const changed = { ...lines('day'), lines: { '0570-012-229': { ...lines('day').lines['0570-012-229'], role: 'companion', published: false } } }
  expect(told([lines('day'), flow('day', '日中')], [changed, flow('day', '日中')]).map(({ ja }) => ja)).toEqual(['「番号」の回線「代表」の役割を「代表番号」から「併用番号」に変えました。', '「番号」の回線「代表」の公開を「はい」から「いいえ」に変えました。'])
})

test('a dated exception is told by its date', () => {
  expect(told([hours({}, { exceptions: [] })], [hours({}, { exceptions: [{ date: '2026-12-28', periods: [], reason: '更改' }] })])[0]?.ja).toBe('「受付時間」に日付ごとの例外「2026-12-28」（日付：2026-12-28、時間帯：（なし）、理由：更改）を加えました。')
})

test('the language of a text is told, and a long text is cut to where it differs', () => {
  const [long, end] = ['納付書に記載された金融機関、コンビニエンスストア、県税事務所などで納付できます。スマートフォンやインターネットを利用した納付もお選びいただけます。', '窓口でも納付できます。']
  const [sentence] = told([prompts({ ja: long })], [prompts({ ja: `${long}${end}` })])
  expect(sentence?.ja).toContain('「案内一覧」の案内「納付場所」の文（日本語）を「…')
  expect(sentence?.ja).toContain(`${end}」に変えました。`)
  expect(sentence?.en).toMatch(/^Text \(Japanese\) of "Where to pay" in prompts of "Guidance" changed from/)
})

test('an added, a removed and a renamed document are told by kind and title', () => {
  expect(told([], [flow('x', '新しい流れ')])[0]?.ja).toBe('通話フロー「新しい流れ」を追加しました。')
  expect(told([flow('x', '古い流れ')], [])[0]).toEqual({ ja: '通話フロー「古い流れ」を削除しました。', en: 'The call flow "x" was removed.' })
  expect(told([flow('x', '流れ')], [flow('y', '流れ')])[0]?.ja).toBe('通話フロー「流れ」のIDを「x」から「y」に変えました。')
})

test('a removed node of a renamed flow is told by the name that it had', () => {
  const many = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`n${index}`, { type: 'toy.end', title: { ja: `節${index}` }, config: { index }, next: {} }]))
  const { n7: _gone, ...fewer } = many
  expect(told([flow('x', '流れ', many)], [flow('y', '流れ', fewer)]).map(({ ja }) => ja)).toContain('「流れ」からノード「節7」を削除しました。')
})

test('excerpts keep the difference, whatever surrounds it', () => {
  const around = 'あ'.repeat(200)
  const [before, after] = excerpts(`${around}旧${around}`, `${around}新${around}`)
  expect([before.includes('旧'), after.includes('新'), before.startsWith('…'), before.endsWith('…'), before.length < 80]).toEqual([true, true, true, true, true])
})
