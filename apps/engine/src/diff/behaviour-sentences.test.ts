import { expect, test } from 'vitest'
import { readBundle } from '../bundle-reader.ts'
import type { BehaviourDifference } from '../check/behaviour-diff.ts'
import { behaviourNames } from './behaviour-names.ts'
import { describeBehaviour } from './behaviour-sentences.ts'

const prompt = (ja: string, en: string) => ({ title: { ja, en }, purpose: 'item', owner: 'prefecture', text: { ja: `${ja}です。` } })
const files: [string, string][] = [
  ['bundle.json', JSON.stringify({ schemaVersion: 1, id: 'b', title: { ja: '小' }, timeZone: 'Asia/Tokyo', language: 'ja', plugins: [], variables: {}, safeDefault: { prompt: 'p', failover: false } })],
  ['prompts/p.json', JSON.stringify({ kind: 'prompts', id: 'p', title: { ja: '案内' }, prompts: { pay: prompt('納付場所', 'Where to pay'), move: prompt('住所変更', 'Change of address'), wait: prompt('お待ちください', 'Please wait') } })],
  ['numbers/n.json', JSON.stringify({ kind: 'numbers', id: 'n', title: { ja: '番号' }, lines: { '0570-012-229': { title: { ja: '代表' }, role: 'primary', owner: 'prefecture', published: true } } })],
  ['queue/q.json', JSON.stringify({ kind: 'queue', id: 'q', title: { ja: '税の窓口', en: 'Tax desk' }, announceFirst: 'wait' })],
]
const bundle = readBundle(files)
const course = (kind: BehaviourDifference['before']['outcome']['kind'] = 'hangup', ...heard: [string, string][]) => ({ outcome: { kind }, heard: heard.map(([id, text]) => ({ prompt: id, text })) })
const base: BehaviourDifference = {
  number: '0570012229', at: '2026-11-03T10:00:00+09:00', from: '0312345678', press: ['2'], agents: 1, faults: [], before: course(), after: course(), divergence: { before: 'heard:pay', after: 'heard:move' },
}
const names = behaviourNames(bundle, bundle, [base])
const told = (difference: Partial<BehaviourDifference>) => describeBehaviour({ ...base, ...difference }, names)

test('a call that hears another prompt is told as people say it', () => {
  expect(bundle.problems).toEqual([])
  expect(told({})).toEqual({
    ja: '11月3日 10:00 に 0570-012-229 へかけて 2 を押すと、「納付場所」ではなく「住所変更」の案内が流れます。',
    en: '"Change of address" is played instead of "Where to pay" when 0570-012-229 is called at 10:00 on 3 November, pressing 2.',
  })
})

test.each<[string, Partial<BehaviourDifference>, ja: string, en: string]>([
  ['hours that are brought about', { faults: ['hours=emergency'] }, '緊急閉所と判定した場合、', 'decided as an emergency'],
  ['no key', { press: [] }, 'へかけると、', '3 November.'],
  ['keys one after another', { press: ['9', '2'] }, 'へかけて 9、2 の順に押すと、', ', pressing 9, 2.'],
  ['silence, then a key', { press: ['-', '2'] }, 'へかけて 何も押さず、2 を押すと、', ', pressing nothing, then pressing 2.'],
  ['digits together', { press: ['1234#'] }, '1234# を入力すると、', ', entering 1234#.'],
  ['a key during the guidance', { press: ['!4'] }, '案内の途中で 4 を押すと、', ', pressing 4 during the guidance.'],
  ['hanging up', { press: ['1', 'hang'] }, '1 を押し、電話を切ると、', ', pressing 1, then hanging up.'],
  ['a withheld number', { from: 'anonymous' }, '10:00 に非通知で 0570-012-229 へ', 'with the number withheld'],
  ['a fault', { faults: ['queue=full'] }, '待ち呼が満員の場合、11月3日 10:00 に 0570-012-229 へかけて 2 を押すと、', ', with the queue full.'],
  ['a fault of the second prompt', { faults: ['prompt=ok,missing'] }, '案内の音声がない場合、', 'audio of a prompt missing'],
  ['nobody free where a queue is met', { agents: 0, after: course('abandoned', ['wait', '']) }, '応対できる人がいない場合、', 'with no agent free'],
  ['the last second', { at: '2026-11-03T17:14:59+09:00' }, '11月3日 17:14:59 に', 'at 17:14:59 on 3 November'],
])('%s is told', (_what, difference, ja, en) => {
  expect(told(difference).ja).toContain(ja)
  expect(told(difference).en).toContain(en)
})

test('nobody free is not told where the call meets no queue', () => {
  expect(told({ agents: 0 })).toEqual(told({}))
})

const between = (before: string, after: string): Partial<BehaviourDifference> => ({ divergence: { before, after } })

test.each<[string, Partial<BehaviourDifference>, ja: string, en: string]>([
  ['the end instead of a prompt', between('heard:pay', 'end hangup  NORMAL_CLEARING'), '「納付場所」の案内ではなく、通話が終わります。', 'The call ends instead of playing "Where to pay"'],
  ['a transfer', between('call.hangup', 'call.transfer 0570012229  30'), '終話ではなく、0570-012-229 へ転送されます。', 'The call is transferred to 0570-012-229 instead of hanging up'],
  ['another destination', between('call.transfer 0480000000  30', 'call.transfer 0570012229  30'), '0480000000 への転送ではなく、0570-012-229 へ転送されます。', 'instead of a transfer to 0480000000'],
  ['a queue', between('heard:pay', 'queue.join q 600 50 45 |'), '「税の窓口」でお待ちいただきます。', 'The caller waits for "Tax desk"'],
  ['another wait in the same queue', between('queue.join q 600 50 45 |', 'queue.join q 300 50 45 |'), '「税の窓口」で待てる秒数が 600 から 300 に変わります。', 'The longest wait for "Tax desk" in seconds changes from 600 to 300'],
  ['other keys', between('call.ask 123 10', 'call.ask 12 10'), '押せる番号が 1・2・3 から 1・2 に変わります。', 'The set of keys that are taken changes'],
  ['an agent', between('heard:pay', 'end agent q '), '「税の窓口」の担当者につながります。', 'An agent of "Tax desk" answers'],
  ['nothing more', between('heard:pay', ''), '「納付場所」の案内ではなく、何も起こりません。', 'Nothing happens instead of'],
  ['a thing that no word exists for', between('fax.send 0', 'heard:pay'), '「fax.send 0」ではなく、「納付場所」の案内が流れます。', 'instead of "fax.send 0"'],
])('%s is told', (_what, difference, ja, en) => {
  expect(told(difference).ja).toContain(ja)
  expect(told(difference).en).toContain(en)
})

test('the same prompt with other words is told by the words', () => {
  const { ja, en } = told({ divergence: { before: 'heard:pay', after: 'heard:pay' }, before: course('hangup', ['pay', '銀行です。']), after: course('hangup', ['pay', '郵便局です。']) })
  expect(ja).toContain('「納付場所」の案内の文が「銀行です。」から「郵便局です。」に変わります。')
  expect(en).toContain('"銀行です。" to "郵便局です。"')
})

test('the year is told where the calls lie in more than one, and times are those of the contact center', () => {
  const two = behaviourNames(bundle, bundle, [base, { at: '2027-01-04T10:00:00+09:00' }])
  expect(describeBehaviour({ ...base, at: '2026-11-03T01:00:00Z' }, two).ja).toContain('2026年11月3日 10:00 に')
})
