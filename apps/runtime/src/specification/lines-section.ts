import type { ReadBundle } from '@madoguchi/engine'
import { type Line, Line as LineSchema } from '@madoguchi/schemas'
import type { Content } from 'pdfmake/interfaces.js'
import { choiceName, documentName, readableNumber } from './names.ts'
import { type Cell, chapter, nothing, part, table } from './page-design.ts'

/** Every number with its owner, whether citizens may know it, and where calls on it go (R01). */
export function linesSection(number: number, read: ReadBundle): Content[] {
  const documents = [...read.documents.numbers.values()]
  if (documents.length === 0) return [chapter(number, '回線（電話番号）'), nothing('回線の設定はありません。')]
  return [chapter(number, '回線（電話番号）'), ...documents.flatMap(({ id, title, description, lines }): Content[] => [part(`${title.ja}（${id}）`, number), ...(description === undefined ? [] : [nothing(description)]), linesTable(lines, read)])]
}

function linesTable(lines: Record<string, Line>, read: ReadBundle): Content {
  const { role, owner } = LineSchema.properties
  const rows = Object.entries(lines).map(([number, line]): Cell[] => [
    { stack: [{ text: readableNumber(number), bold: true, noWrap: true }, { text: line.title.ja }] },
    choiceName(role, line.role),
    line.published ? '公開' : { text: '非公開', bold: true },
    choiceName(owner, line.owner),
    line.flow === undefined ? '－' : documentName(read, 'call', line.flow),
    line.failover === undefined ? '－' : documentName(read, 'failover', line.failover),
    details(line).join('\n') || '－',
  ])
  return table(['番号・名称', '役割', '公開', '契約者', '通話フロー', '障害切替', '通信サービスなど'], [76, 44, 34, 36, 66, 66, '*'], rows)
}

function details({ carrier, destination, companion, validFrom, validUntil }: Line): string[] {
  return [
    ...(carrier === undefined ? [] : [carrier]),
    ...(destination === undefined ? [] : [`着信先\n${readableNumber(destination)}`]),
    ...(companion === undefined ? [] : [`併用\n${readableNumber(companion)}`]),
    ...(validFrom === undefined && validUntil === undefined ? [] : [`有効 ${validFrom ?? ''}〜${validUntil ?? ''}`]),
  ]
}
