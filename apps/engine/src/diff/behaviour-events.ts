import type { BothLanguages } from '@madoguchi/schemas'
import type { BehaviourNames, Side } from './behaviour-names.ts'

/** One thing that the caller, or somebody who is called, notices of a call. */
export interface Event {
  kind: string
  /** What comes after the kind, in its parts. */
  parts: readonly string[]
}

/** As a thing that fails to come (「納付場所」の案内), and as a deed that comes instead (…の案内が流れます). */
export interface EventInWords {
  thing: BothLanguages
  deed: BothLanguages
}

/** An event in words; one that has none keeps its own name, so that nothing is ever left untold. */
export function eventInWords({ kind, parts }: Event, side: Side, names: BehaviourNames): EventInWords {
  const [first = ''] = parts
  switch (kind) {
    case 'heard': {
      const { ja, en } = names.prompt(first, side)
      return { thing: { ja: `「${ja}」の案内`, en: `playing "${en}"` }, deed: { ja: `「${ja}」の案内が流れます`, en: `"${en}" is played` } }
    }
    case 'call.transfer':
      return { thing: { ja: `${names.number(first)} への転送`, en: `a transfer to ${names.number(first)}` }, deed: { ja: `${names.number(first)} へ転送されます`, en: `the call is transferred to ${names.number(first)}` } }
    case 'call.hold':
      return first === ''
        ? { thing: { ja: '保留', en: 'a hold' }, deed: { ja: '保留になります', en: 'the caller is put on hold' } }
        : { thing: { ja: `パーク「${first}」での保留`, en: `parking in "${first}"` }, deed: { ja: `パーク「${first}」に預けられます`, en: `the call is parked in "${first}"` } }
    case 'call.retrieve':
      return { thing: { ja: `パーク「${first}」の取り出し`, en: `fetching the call in "${first}"` }, deed: { ja: `パーク「${first}」の通話とつながります`, en: `the call in "${first}" is fetched` } }
    case 'call.conference':
      return { thing: { ja: `会議「${first}」`, en: `the conference "${first}"` }, deed: { ja: `会議「${first}」に入ります`, en: `the caller enters the conference "${first}"` } }
    case 'call.recording':
      return recordingEvent(first)
    case 'queue.join': {
      const { ja, en } = names.queue(first, side)
      return { thing: { ja: `「${ja}」での待ち合わせ`, en: `waiting for "${en}"` }, deed: { ja: `「${ja}」でお待ちいただきます`, en: `the caller waits for "${en}"` } }
    }
    case 'service.ask':
      return { thing: { ja: `拡張機能「${first}」への問い合わせ`, en: `asking the plugin "${first}"` }, deed: { ja: `拡張機能「${first}」に問い合わせます`, en: `the plugin "${first}" is asked` } }
    case 'end':
      return endInWords(first, parts[1] ?? '', side, names)
    case '':
      return { thing: { ja: '無音', en: 'silence' }, deed: { ja: '何も起こりません', en: 'nothing happens' } }
    default:
      return deeds[kind] ?? { thing: { ja: `「${[kind, ...parts].join(' ').trim()}」`, en: `"${[kind, ...parts].join(' ').trim()}"` }, deed: { ja: `「${[kind, ...parts].join(' ').trim()}」になります`, en: `"${[kind, ...parts].join(' ').trim()}" happens` } }
  }
}

const deeds: Readonly<Record<string, EventInWords>> = {
  'call.answer': { thing: { ja: '応答', en: 'answering' }, deed: { ja: '電話に応答します', en: 'the call is answered' } },
  'call.reject': { thing: { ja: '着信拒否', en: 'refusing the call' }, deed: { ja: '電話に応答せずに断ります', en: 'the call is refused' } },
  'call.hangup': { thing: { ja: '終話', en: 'hanging up' }, deed: { ja: '電話を切ります', en: 'the call is hung up' } },
  'call.play': { thing: { ja: '案内', en: 'guidance' }, deed: { ja: '案内が流れます', en: 'guidance is played' } },
  'call.ask': { thing: { ja: 'ボタン操作の受け付け', en: 'asking for a key' }, deed: { ja: 'ボタン操作を待ちます', en: 'a key is asked for' } },
  'call.collect': { thing: { ja: '番号の入力の受け付け', en: 'asking for digits' }, deed: { ja: '番号の入力を待ちます', en: 'digits are asked for' } },
  'call.record': { thing: { ja: '録音', en: 'recording' }, deed: { ja: '録音が始まります', en: 'recording begins' } },
  'call.wait': { thing: { ja: '無音の待ち', en: 'a silent wait' }, deed: { ja: '無音で待ちます', en: 'the caller waits in silence' } },
}

function recordingEvent(act: string): EventInWords {
  const [ja, en] = { pause: ['一時停止', 'paused'], resume: ['再開', 'resumed'], stop: ['終了', 'stopped'] }[act] ?? ['開始', 'begun']
  return { thing: { ja: `通話録音の${ja}`, en: `the recording being ${en}` }, deed: { ja: `通話録音が${ja}します`, en: `the recording of the call is ${en}` } }
}

function endInWords(kind: string, target: string, side: Side, names: BehaviourNames): EventInWords {
  const [queue, number] = [names.queue(target, side), names.number(target)]
  switch (kind) {
    case 'hangup':
      return { thing: { ja: '終話', en: 'the end of the call' }, deed: { ja: '通話が終わります', en: 'the call ends' } }
    case 'transfer':
      return { thing: { ja: `${number} への転送`, en: `a transfer to ${number}` }, deed: { ja: `${number} へ転送されます`, en: `the call is transferred to ${number}` } }
    case 'failover':
      return { thing: { ja: `障害時の番号 ${number} への転送`, en: `the failover number ${number}` }, deed: { ja: `障害時の番号 ${number} へつながります`, en: `the call goes to the failover number ${number}` } }
    case 'agent':
      return { thing: { ja: `「${queue.ja}」の担当者の応対`, en: `an agent of "${queue.en}"` }, deed: { ja: `「${queue.ja}」の担当者につながります`, en: `an agent of "${queue.en}" answers` } }
    case 'voicemail':
      return { thing: { ja: '伝言の録音', en: 'a voice message' }, deed: { ja: '伝言を録音します', en: 'a voice message is taken' } }
    case 'abandoned':
      return { thing: { ja: 'お客様による切断', en: 'the caller hanging up' }, deed: { ja: 'お客様が電話を切ります', en: 'the caller hangs up' } }
    case 'error':
      return { thing: { ja: '異常終了', en: 'a fault' }, deed: { ja: '異常終了します', en: 'the call ends with a fault' } }
    default:
      return { thing: { ja: `「${kind}」`, en: `"${kind}"` }, deed: { ja: `「${kind}」で終わります`, en: `the call ends with "${kind}"` } }
  }
}

/** Two deeds of one kind that differ in how they are done; undefined where each is better told by itself. */
export function sameDeed({ kind, parts: was }: Event, { parts: is }: Event, names: BehaviourNames): BothLanguages | undefined {
  const changed = (ja: string, en: string, index: number, shown = (part: string) => part) => {
    const [b, a] = [shown(was[index] ?? ''), shown(is[index] ?? '')]
    return b === a ? undefined : { ja: `${ja}が ${b} から ${a} に変わります`, en: `${en} changes from ${b} to ${a}` }
  }
  const queue = names.queue(is[0] ?? '', 'after')
  const keys = (part: string) => [...part].join('・')
  const told: Readonly<Record<string, () => readonly (BothLanguages | undefined)[]>> = {
    'call.ask': () => [changed('押せる番号', 'the set of keys that are taken', 0, keys), changed('ボタン操作を待つ秒数', 'the wait for a key in seconds', 1)],
    'call.collect': () => [changed('入力できる桁数', 'the number of digits', 0), changed('入力を終えるボタン', 'the key that ends the entry', 1), changed('入力を待つ秒数', 'the wait for digits in seconds', 2), changed('次の桁を待つ秒数', 'the wait for the next digit in seconds', 3)],
    'call.record': () => [changed('録音の最長秒数', 'the longest recording in seconds', 0), changed('録音を終える無音の秒数', 'the silence that ends the recording in seconds', 1), changed('録音を終えるボタン', 'the key that ends the recording', 2)],
    'call.wait': () => [changed('無音で待つ秒数', 'the silent wait in seconds', 0)],
    'queue.join': () => (was[0] === is[0] ? [changed(`「${queue.ja}」で待てる秒数`, `the longest wait for "${queue.en}" in seconds`, 1), changed(`「${queue.ja}」で待てる人数`, `the number of callers who can wait for "${queue.en}"`, 2), changed(`「${queue.ja}」で待つ間の案内の間隔（秒）`, `the interval of announcements for "${queue.en}" in seconds`, 3), { ja: `「${queue.ja}」で待つ間の案内が変わります`, en: `the announcements while waiting for "${queue.en}" change` }] : []),
    'call.transfer': () => (was[0] === is[0] ? [changed('転送先に示す番号', 'the number shown to the destination', 1), changed('転送先の応答を待つ秒数', 'the wait for the destination in seconds', 2)] : []),
  }
  return told[kind]?.().find((sentence) => sentence !== undefined)
}
