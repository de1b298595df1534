import { type ReadBundle, describeChange, structureDiff } from '@madoguchi/engine'
import type { NodeType } from '@madoguchi/sdk'
import type { Content } from 'pdfmake/interfaces.js'
import type { JapaneseDates } from './japanese-dates.ts'
import { anywhere, chapter, nothing, pairs, paragraph, part, table, together } from './page-design.ts'
import type { SpecificationFacts } from './specification-facts.ts'

/** Beyond this the list is no longer read; the screen of comparisons shows all. */
const mostChanges = 300

/** The releases up to this one, newest first. */
export function historySection(number: number, { history }: SpecificationFacts, dates: JapaneseDates): Content[] {
  const rows = history.map((release) => [`第${release.number}版`, dates.short(release.effectiveAt), release.message, release.author, release.approver ?? '－', anywhere(release.contentHash.slice(0, 16))])
  const more = (history.at(-1)?.number ?? 1) > 1
  return [chapter(number, '改訂履歴', { newPage: true }), table(['版', '効力の発生', '変更の内容', '作成', '承認', '内容のハッシュ（先頭）'], [34, 76, '*', 62, 62, 88], rows), ...(more ? [nothing(`これより前の版は省略しました（新しい${history.length}件を記載）。`)] : [])]
}

/** What the release means other than the one before, one sentence a change. */
export function changesSection(number: number, before: { number: number; read: ReadBundle } | undefined, after: ReadBundle, nodeTypes: ReadonlyMap<string, NodeType>): Content[] {
  const title = chapter(number, '前の版からの変更点')
  if (!before) return [title, nothing('最初の版のため、変更点はありません。')]
  const changes = structureDiff(before.read, after)
  if (changes.length === 0) return [title, nothing(`第${before.number}版と意味の違いはありません（画面上の配置は違いに数えません）。`)]
  const context = { before: before.read, after, nodeTypes }
  const rows = changes.slice(0, mostChanges).map((change, index) => [String(index + 1), describeChange(change, context).ja, anywhere(change.document)])
  const rest = changes.length - rows.length
  return [title, paragraph(`第${before.number}版との違いは${changes.length}件です。`), table(['番号', '変更点', '設定'], [30, '*', 110], rows), ...(rest > 0 ? [nothing(`ほか${rest}件は省略しました。すべての違いは、画面の「比較」で確認できます。`)] : [])]
}

/** Who asked for this release and who decided, with every comment. */
export function approvalSection(number: number, { approval, release }: SpecificationFacts, dates: JapaneseDates): Content[] {
  const title = chapter(number, '承認の記録')
  if (!approval) return [title, nothing(`承認依頼を経ない版です（作成: ${release.author}${release.approver === null ? '' : `、承認: ${release.approver}`}）。`)]
  const decided = approval.decidedBy === null ? '－' : `${approval.decidedBy}（${approval.decidedAt === null ? '日時不明' : dates.instant(approval.decidedAt)}）`
  return [
    together(title, pairs([
      ['承認依頼', `第${approval.request}号`],
      ['依頼者', `${approval.author}（${dates.instant(approval.createdAt)}）`],
      ['依頼の内容', approval.message],
      ['県の承認', approval.needsPrefecture ? '必要（お客様が聞く、または読む文が変わるため）' : '不要'],
      ['承認者', decided],
      ['承認者の意見', approval.decision ?? '－'],
    ])),
    part('意見'),
    approval.comments.length === 0
      ? nothing('意見はありません。')
      : table(['日時', '氏名', '対象', '意見'], [78, 70, 110, '*'], approval.comments.map(({ at, by, document, node, text }) => [dates.short(at), by, anywhere([document, node].filter((place) => place !== null).join(' / ') || '全体'), text])),
  ]
}
