import { createRequire } from 'node:module'
import path from 'node:path'
import type { Content, ContentTable, CustomTableLayout, StyleDictionary, TableCell } from 'pdfmake/interfaces.js'

/** BIZ UDPGothic (OFL): a universal-design face made for documents of public offices, with every character of JIS X 0213 that names need. */
const fontFolder = path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/biz-udpgothic/package.json'))
export const fontFiles = {
  normal: path.join(fontFolder, '400Regular/BIZUDPGothic_400Regular.ttf'),
  bold: path.join(fontFolder, '700Bold/BIZUDPGothic_700Bold.ttf'),
} as const
export const fontName = 'BIZUDPGothic'

export const colours = { ink: '#1a1a1c', quiet: '#5f6670', line: '#9aa3ad', fill: '#e9eef4', faint: '#f6f8fa', accent: '#0f4a8a', caution: '#b3261e' } as const
export const margins = { left: 51, top: 65, right: 51, bottom: 54 } as const

export const styles: StyleDictionary = {
  h1: { fontSize: 15, bold: true, color: colours.accent, margin: [0, 0, 0, 8] },
  h2: { fontSize: 11.5, bold: true, margin: [0, 12, 0, 5] },
  h3: { fontSize: 10, bold: true, margin: [0, 8, 0, 3] },
  head: { bold: true, fillColor: colours.fill },
  quiet: { color: colours.quiet, fontSize: 8 },
  mono: { fontSize: 7, wordBreak: 'break-all' } as StyleDictionary[string],
}

/** Hairlines all around, as printed forms have them. */
const ruled: CustomTableLayout = {
  hLineWidth: () => 0.5, vLineWidth: () => 0.5, hLineColor: () => colours.line, vLineColor: () => colours.line,
  paddingLeft: () => 5, paddingRight: () => 5, paddingTop: () => 3.5, paddingBottom: () => 3.5,
}

/** A numbered chapter, in bookmarks and table of contents. The long ones begin on a page of their own. */
export function chapter(number: number, title: string, { newPage = false } = {}): Content {
  return { text: `${number}　${title}`, style: 'h1', id: `chapter-${number}`, tocItem: true, outline: true, outlineExpanded: true, ...(newPage ? { pageBreak: 'before' } : { margin: [0, 18, 0, 8] }) }
}

/** Short parts that stay on one page, so that no heading is left alone at its foot. */
export function together(...parts: Content[]): Content {
  return { stack: parts, unbreakable: true }
}

/** A part of a chapter. `bookmark` puts it under the chapter in the bookmarks. */
export function part(title: string, under?: number): Content {
  return { text: title, style: 'h2', ...(under === undefined ? {} : { outline: true, outlineParentId: `chapter-${under}`, tocItem: true, tocMargin: [14, 3, 0, 3] }) } as Content
}

export function smaller(title: string): Content {
  return { text: title, style: 'h3' }
}

export type Cell = string | TableCell

/** A table with a head that comes again on each page; rows stay whole where they fit on one. */
export function table(head: readonly string[], widths: (number | string)[], rows: readonly (readonly Cell[])[]): ContentTable {
  const body = [head.map((text): TableCell => ({ text, style: 'head' })), ...rows.map((row) => row.map((cell): TableCell => (typeof cell === 'string' ? { text: cell } : cell)))]
  return { table: { headerRows: 1, dontBreakRows: rows.length < 400, keepWithHeaderRows: 1, widths, body }, layout: ruled, fontSize: 8.5, margin: [0, 2, 0, 8] }
}

/** Names on the left, what they are on the right. */
export function pairs(rows: readonly (readonly [name: string, value: Cell])[], nameWidth = 110): ContentTable {
  const body = rows.map(([name, value]): TableCell[] => [{ text: name, style: 'head' }, typeof value === 'string' ? { text: value } : value])
  return { table: { widths: [nameWidth, '*'], body, dontBreakRows: true }, layout: ruled, fontSize: 9, margin: [0, 2, 0, 8] }
}

export function paragraph(text: string): Content {
  return { text, margin: [0, 0, 0, 6], lineHeight: 1.25 }
}

/** For what is not there: an empty table would leave open whether it was forgotten. */
export function nothing(text: string): Content {
  return { text, style: 'quiet', margin: [0, 0, 0, 6] }
}

/** Hashes and ids may break anywhere, or a column would run over the next. */
export function anywhere(text: string): TableCell {
  return { text, style: 'mono' }
}
