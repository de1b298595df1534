import type { BothLanguages } from '@madoguchi/schemas'

/** What the caller does, as the end of 「…へ」 and of "A call to …": かけて 2 を押すと, ", pressing 2". */
export function pressInWords(press: readonly string[]): BothLanguages {
  if (press.length === 0) return { ja: 'かけると', en: '' }
  const deeds = press.map(pressOf)
  // Consecutive keys are one row of presses, as people say them.
  const rows: Deed[] = []
  for (const deed of deeds) {
    const last = rows.at(-1)
    if (last && deed.row !== undefined && last.row === deed.row) last.keys.push(...deed.keys)
    else rows.push({ ...deed, keys: [...deed.keys] })
  }
  const ja = rows.map((row, index) => row.ja(row.keys, index === rows.length - 1)).join('、')
  const en = rows.map((row) => row.en(row.keys)).join(', then ')
  return { ja: `かけて ${ja}`, en: `, ${en}` }
}

interface Deed {
  /** Deeds of one row are told together. */
  row: 'key' | 'early' | undefined
  keys: string[]
  ja(keys: readonly string[], last: boolean): string
  en(keys: readonly string[]): string
}

function pressOf(press: string): Deed {
  if (press === '-') return { row: undefined, keys: [], ja: (_, last) => (last ? '何も押さないと' : '何も押さず'), en: () => 'pressing nothing' }
  if (press === 'hang') return { row: undefined, keys: [], ja: (_, last) => (last ? '電話を切ると' : '電話を切り'), en: () => 'hanging up' }
  const early = press.startsWith('!')
  const keys = early ? press.slice(1) : press
  const verb = keys.length > 1 ? (['入力すると', '入力し'] as const) : (['押すと', '押し'] as const)
  const then = (list: readonly string[], last: boolean) => `${list.join('、')} ${list.length > 1 ? 'の順に' : 'を'}${verb[last ? 0 : 1]}`
  return {
    row: keys.length > 1 ? undefined : early ? 'early' : 'key',
    keys: [keys],
    ja: (list, last) => `${early ? '案内の途中で ' : ''}${then(list, last)}`,
    en: (list) => `${keys.length > 1 ? 'entering' : 'pressing'} ${list.join(', ')}${early ? ' during the guidance' : ''}`,
  }
}

const said: Readonly<Record<string, BothLanguages>> = {
  'gateway=busy': { ja: '転送先が話し中の場合', en: 'with the destination of the transfer busy' },
  'gateway=no-answer': { ja: '転送先が応答しない場合', en: 'with no answer from the destination of the transfer' },
  'gateway=unreachable': { ja: '転送先に届かない場合', en: 'with the destination of the transfer unreachable' },
  'gateway=hung-up': { ja: '転送を待つ間にお客様が切った場合', en: 'with the caller hanging up during the transfer' },
  'queue=timeout': { ja: '待ち時間が上限に達した場合', en: 'with the wait running out' },
  'queue=full': { ja: '待ち呼が満員の場合', en: 'with the queue full' },
  'queue=abandoned': { ja: '待っている間にお客様が切った場合', en: 'with the caller hanging up while waiting' },
  'queue=hung-up': { ja: '応対中にお客様が切った場合', en: 'with the caller hanging up during the conversation' },
  'prompt=missing': { ja: '案内の音声がない場合', en: 'with the audio of a prompt missing' },
  'hours=open': { ja: '受付時間内と判定した場合', en: 'with the hours decided as open' },
  'hours=closed': { ja: '受付時間外と判定した場合', en: 'with the hours decided as closed' },
  'hours=holiday': { ja: '祝日と判定した場合', en: 'with the hours decided as a holiday' },
  'hours=exception': { ja: '臨時の休止と判定した場合', en: 'with the hours decided as an exceptional closing' },
  'hours=emergency': { ja: '緊急閉所と判定した場合', en: 'with the hours decided as an emergency' },
  'hours=error': { ja: '受付時間を判定できない場合', en: 'with the hours undecided' },
  'recording=empty': { ja: '録音が空の場合', en: 'with an empty recording' },
  'caller=hung-up': { ja: '途中でお客様が切った場合', en: 'with the caller hanging up on the way' },
  'telephony=error': { ja: '電話設備に異常がある場合', en: 'with a fault of the telephony' },
  database: { ja: 'データベースが停止している場合', en: 'with the database down' },
  runtime: { ja: 'サーバーが停止している場合', en: 'with every server down' },
}

/** A fault of `simulate --fault`; of several results one after another (`prompt=ok,missing`) the last is the one that matters. */
export function faultInWords(fault: string): BothLanguages {
  const [name = '', results = ''] = fault.split('=')
  const result = results.split(',').at(-1) ?? ''
  const known = said[result === '' ? name : `${name}=${result}`]
  if (known) return known
  const [kind, id] = name.split(':')
  if (kind === 'plugin' && id !== undefined) return result === 'timeout' ? { ja: `プラグイン「${id}」が時間内に答えない場合`, en: `with the plugin "${id}" not answering in time` } : { ja: `プラグイン「${id}」に異常がある場合`, en: `with a fault of the plugin "${id}"` }
  return { ja: `障害（${fault}）がある場合`, en: `with the fault ${fault}` }
}
