import type { ReadBundle } from '@madoguchi/engine'
import { type LocalisedText, Queue as QueueSchema } from '@madoguchi/schemas'
import type { Content } from 'pdfmake/interfaces.js'
import type { JapaneseDates } from './japanese-dates.ts'
import { choiceName, readableNumber } from './names.ts'
import { type Cell, anywhere, chapter, nothing, pairs, part, table, together } from './page-design.ts'

/** Queues of waiting callers. */
export function queuesSection(number: number, { documents }: ReadBundle): Content[] {
  const queues = [...documents.queue.values()]
  const { strategy } = QueueSchema.properties
  return [
    chapter(number, '待ち呼（お待ちいただく列）'),
    ...(queues.length === 0 ? [nothing('待ち呼の設定はありません。')] : []),
    ...queues.flatMap((queue): Content[] => [
      together(part(titleOf(queue), number), pairs([
        ['割り当て方', choiceName(strategy, queue.strategy)],
        ['最長の待ち時間', `${queue.maxWaitSeconds}秒`],
        ['最大の人数', `${queue.maxLength}人`],
        ['最初の案内', queue.announceFirst ?? 'なし'],
        ['繰り返しの案内', queue.announceAgain === undefined ? 'なし' : `${queue.announceAgain}（${queue.announceEverySeconds}秒ごと）`],
        ['後処理の目安', `${queue.wrapUpSeconds}秒`],
        ['閉所後の応対', `${queue.drainMinutes}分（閉所時に待っていた方に限ります）`],
      ])),
    ]),
  ]
}

/** Where calls go in a failure (R66). */
export function failoverSection(number: number, { documents }: ReadBundle): Content[] {
  const all = [...documents.failover.values()]
  return [
    chapter(number, '障害切替'),
    ...(all.length === 0 ? [nothing('障害切替の設定はありません。')] : []),
    ...all.flatMap((failover): Content[] => [
      together(
        part(titleOf(failover), number),
        ...(failover.description === undefined ? [] : [nothing(failover.description)]),
        pairs([['切替先の番号', readableNumber(failover.destination)], ['受付時間内の案内', failover.openGuidance], ['休止の案内', failover.outOfServiceGuidance]]),
      ),
    ]),
  ]
}

/** The scenarios that every release must keep. */
export function scenariosSection(number: number, { documents }: ReadBundle, dates: JapaneseDates): Content[] {
  const rows = [...documents.scenario.values()].map(({ id, title, given, when, then }): Cell[] => [
    { stack: [{ text: title.ja }, anywhere(id)] } as Cell,
    [`${dates.short(withZone(given.at))} に ${readableNumber(given.to)} へ発信`, ...(given.agents === undefined ? [] : [`応対できる人 ${given.agents}人`]), ...(given.waiting === undefined ? [] : [`先に待つ人 ${given.waiting}人`]), ...(given.faults?.length ? [`障害 ${given.faults.join('、')}`] : [])].join('\n'),
    [when.press?.length ? when.press.map(pressJa).join(' → ') : '操作なし', ...(when.set ?? []).map(({ node, variables }) => `${node} の前で ${Object.keys(variables).join('、')} を変更`)].join('\n'),
    [...(then.outcome?.kind === undefined ? [] : [`結果: ${outcomeJa[then.outcome.kind] ?? then.outcome.kind}`]), ...(then.heard?.length ? [`聞こえる: ${then.heard.join('、')}`] : []), ...(then.notHeard?.length ? [`聞こえない: ${then.notHeard.join('、')}`] : [])].join('\n'),
  ])
  return [chapter(number, 'シナリオ', { newPage: true }), rows.length === 0 ? nothing('シナリオはありません。') : table(['シナリオ', '前提', '操作', '期待する結果'], [112, 112, 60, '*'], rows)]
}

const outcomeJa: Record<string, string> = { hangup: '案内して終話', transfer: '転送', agent: '窓口で応対', voicemail: '伝言', abandoned: 'お客様が切断', failover: '障害時の番号へ', error: '異常' }

function pressJa(press: string): string {
  if (press === '-') return '無操作'
  if (press === 'hang') return '切断'
  return press.startsWith('!') ? `${press.slice(1)}（案内の途中）` : press
}

/** A scenario's time without an offset is that of the bundle; it is shown as it is written. */
function withZone(at: string): string {
  return Number.isNaN(Date.parse(at)) ? new Date(0).toISOString() : at
}

/** What holds for the whole contact center, and the list of documents with their hashes. */
export function commonSection(number: number, { bundle }: ReadBundle, documents: readonly { path: string; sha: string }[]): Content[] {
  const variables = Object.entries(bundle?.variables ?? {})
  return [
    chapter(number, '共通の設定と文書の一覧'),
    part('共通の設定', number),
    pairs([
      ['ID', bundle?.id ?? '－'], ['タイムゾーン', bundle?.timeZone ?? '－'], ['言語', bundle?.language === 'en' ? '英語' : '日本語'],
      ['プラグイン', bundle?.plugins.join('\n') || 'なし'],
      ['異常時の既定', bundle ? `お詫びの案内 ${bundle.safeDefault.prompt}（${bundle.safeDefault.failover ? 'そのあと障害時の番号へつなぐ' : 'そのあと終話する'}）` : '－'],
    ]),
    part('変数', number),
    variables.length === 0 ? nothing('変数はありません。') : table(['名前', '値'], [120, '*'], variables.map(([name, value]) => [name, value])),
    part('文書の一覧', number),
    table(['文書', 'SHA-256（保存された文字列）'], [170, '*'], documents.map(({ path, sha }) => [anywhere(path), anywhere(sha)])),
  ]
}

function titleOf({ id, title }: { id: string; title: LocalisedText }): string {
  return `${title.ja}（${id}）`
}
