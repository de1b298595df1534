import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { JapaneseDates } from './japanese-dates.ts'
import { anywhere, colours, pairs } from './page-design.ts'
import type { SpecificationFacts } from './specification-facts.ts'

interface CoverContext {
  facts: SpecificationFacts
  /** The title of the bundle. */
  title: string
  description: string | undefined
  dates: JapaneseDates
}

/** The first page: what this is, which release, by whom it was made and approved, and the hashes that prove it. */
export function cover({ facts, title, description, dates }: CoverContext): Content[] {
  const { release, approval } = facts
  return [
    { table: { widths: ['*', 'auto'], body: [['', { text: '取扱注意', bold: true, color: colours.caution, fontSize: 13, margin: [10, 4, 10, 4] }]] }, layout: { hLineWidth: () => 1.2, vLineWidth: (column) => (column === 0 ? 0 : 1.2), hLineColor: (_row, _node, column) => (column === 0 ? 'white' : colours.caution), vLineColor: () => colours.caution } },
    { text: 'コールセンター設定', fontSize: 13, color: colours.quiet, margin: [0, 70, 0, 6], alignment: 'center' },
    { text: '仕　様　書', fontSize: 30, bold: true, alignment: 'center', margin: [0, 0, 0, 18] },
    { text: title, fontSize: 17, bold: true, alignment: 'center' },
    { text: `第${release.number}版`, fontSize: 15, alignment: 'center', margin: [0, 8, 0, 22] },
    ...(description === undefined ? [] : [{ text: description, fontSize: 9, color: colours.quiet, alignment: 'center', margin: [40, 0, 40, 20], lineHeight: 1.3 } as Content]),
    pairs([
      ['状態', stateJa(facts, dates)],
      ['効力の発生', dates.instant(release.effectiveAt)],
      ['変更の内容', release.message],
      ...(release.rollbackOf === null ? [] : [['元の版', `第${release.rollbackOf}版の内容に戻した版です。`] as const]),
      ['作成', `${release.author}（${dates.short(release.createdAt)}）`],
      ['承認', approvedBy(facts, dates)],
      ['内容のハッシュ', anywhere(release.contentHash)],
      ['版のハッシュ', anywhere(release.releaseHash)],
      ['前の版のハッシュ', release.previousHash === null ? '（最初の版）' : anywhere(release.previousHash)],
      ['製品の版', release.productVersion],
      ['印刷', `${dates.instant(facts.printedAt)}　${facts.printedBy}`],
    ]),
    stamps([['作成', release.author, release.createdAt], ['承認', release.approver ?? approval?.decidedBy ?? '', approval?.decidedAt ?? '']], dates),
    { text: 'この文書は、版に含まれる設定から自動で作成しました。\n公開していない電話番号を含みます。県と受託者の関係者以外に渡さないでください。', style: 'quiet', margin: [0, 12, 0, 0] },
  ]
}

function stateJa({ state, until }: SpecificationFacts, dates: JapaneseDates): string {
  if (state === 'live') return until === null ? '公開中' : `公開中（${dates.short(until)} に次の版へ切り替わります）`
  if (state === 'waiting') return '公開待ち（まだ効力がありません）'
  return until === null ? '過去の版' : `過去の版（${dates.short(until)} に次の版へ切り替わりました）`
}

function approvedBy({ release, approval }: SpecificationFacts, dates: JapaneseDates): string {
  const name = release.approver ?? approval?.decidedBy
  if (!name) return '承認の記録はありません'
  return approval?.decidedAt ? `${name}（${dates.short(approval.decidedAt)}）` : name
}

/** Boxes as a circular for approval has them. The date stands where the seal would. */
function stamps(boxes: readonly (readonly [title: string, name: string, at: string])[], dates: JapaneseDates): Content {
  const cell = (content: string, more: object = {}): TableCell => ({ text: content, alignment: 'center', ...more })
  const body = [
    boxes.map(([title]) => cell(title, { style: 'head', fontSize: 9 })),
    boxes.map(([, name, at]) => cell(name === '' ? ' \n ' : `${name}\n${at === '' ? ' ' : dates.short(at).slice(0, 10)}`, { fontSize: 8.5, margin: [0, 10, 0, 10], lineHeight: 1.4 })),
  ]
  return { columns: [{ text: '', width: '*' }, { width: 'auto', table: { widths: boxes.map(() => 92), body }, layout: { hLineWidth: () => 0.6, vLineWidth: () => 0.6, hLineColor: () => colours.line, vLineColor: () => colours.line } }] }
}
