import fs from 'node:fs/promises'
import { type ReadBundle, compileBundle, readBundle } from '@madoguchi/engine'
import pdfMake from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { nodeTypes, pluginNames } from '../node-types.ts'
import { sha256 } from '../releases/hashes.ts'
import { cover } from './cover.ts'
import { flowSection } from './flow-section.ts'
import { hoursSection } from './hours-section.ts'
import { japaneseDates } from './japanese-dates.ts'
import { linesSection } from './lines-section.ts'
import { colours, fontFiles, fontName, margins, styles } from './page-design.ts'
import { type PrintableText, printableText } from './printable-text.ts'
import { promptsSection } from './prompts-section.ts'
import { approvalSection, changesSection, historySection } from './revisions.ts'
import { commonSection, failoverSection, queuesSection, scenariosSection } from './settings-section.ts'
import type { SpecificationFacts } from './specification-facts.ts'

/**
 * Prints a release as a Japanese specification (仕様書): A4, fonts embedded as subsets, text selectable, chapters bookmarked.
 * Nothing but the two font files is read. Takes seconds of processor time at once, so it belongs into a thread of its own (specification-stream.ts).
 * @param options.compress false only for tests that read the text back
 * @returns the PDF as it is made
 */
export async function makeSpecification(facts: SpecificationFacts, options: { compress?: boolean } = {}): Promise<AsyncIterable<Uint8Array>> {
  const printable = printableText(await Promise.all([fs.readFile(fontFiles.normal), fs.readFile(fontFiles.bold)]))
  const definition = await toDefinition(facts, printable)
  pdfMake.setFonts({ [fontName]: { ...fontFiles } })
  pdfMake.setUrlAccessPolicy(() => false)
  pdfMake.setLocalAccessPolicy((file) => file === fontFiles.normal || file === fontFiles.bold)
  const document = await pdfMake.createPdf({ ...definition, compress: options.compress ?? true }).getStream()
  document.end()
  return document
}

async function toDefinition(facts: SpecificationFacts, printable: PrintableText): Promise<TDocumentDefinitions> {
  const read = readBundle(facts.files)
  // A release that this product can no longer run is still printed; what would have to be computed is left out and said so.
  const { program } = await compileBundle(facts.files, { nodeTypes, plugins: pluginNames })
  const dates = japaneseDates(read.bundle?.timeZone ?? 'Asia/Tokyo')
  const title = read.bundle?.title.ja ?? '設定一式'
  const before = facts.before && { number: facts.before.number, read: readBundle(facts.before.files) }
  const documents = [...facts.files].map(([path, text]) => ({ path, sha: sha256(text) }))
  const chapters = [
    ...historySection(1, facts, dates),
    ...changesSection(2, before, read, nodeTypes),
    ...approvalSection(3, facts, dates),
    ...linesSection(4, read),
    ...hoursSection(5, { read, program, dates, printedAt: facts.printedAt }),
    ...flowSection(6, { read, program, nodeTypes }),
    ...promptsSection(7, read, program),
    ...queuesSection(8, read),
    ...failoverSection(9, read),
    ...scenariosSection(10, read, dates),
    ...commonSection(11, read, documents),
  ]
  const content: Content[] = withPrintable([...cover({ facts, title, description: read.bundle?.description, dates }), contents(), ...chapters, ...unreadable(read)], printable)
  const name = withPrintable(`${title} 仕様書 第${facts.release.number}版`, printable)
  return {
    content: [...content, ...unprintable(printable)],
    pageSize: 'A4', pageMargins: [margins.left, margins.top, margins.right, margins.bottom], version: '1.7',
    info: { title: name, subject: 'コールセンター設定 仕様書', author: printable.of(facts.release.author), creator: `Madoguchi ${facts.release.productVersion}`, producer: 'Madoguchi', creationDate: new Date(facts.printedAt) },
    language: 'ja-JP', displayTitle: true,
    styles, defaultStyle: { font: fontName, fontSize: 9, color: colours.ink },
    header: (page) => (page === 1 ? '' : head(name)),
    footer: (page, pages) => foot(page, pages, facts.release.releaseHash),
  }
}

function contents(): Content {
  return { toc: { title: { text: '目次', style: 'h1' }, textMargin: [0, 3, 0, 3], numberStyle: { color: colours.quiet } }, pageBreak: 'before' } as Content
}

/** Documents of the release that cannot be read are named, so that nothing seems complete that is not. */
function unreadable({ problems }: ReadBundle): Content[] {
  const broken = [...new Set(problems.filter(({ severity }) => severity === 'error').map(({ document }) => document))]
  return broken.length === 0 ? [] : [{ text: `次の文書は、現在の製品で読めないため、この仕様書に内容を記載していません: ${broken.join('、')}`, color: colours.caution, margin: [0, 10, 0, 0] }]
}

function unprintable({ missing }: PrintableText): Content[] {
  if (missing.size === 0) return []
  return [{ text: `この書体にない文字を「〓」で表しました: ${[...missing].slice(0, 50).join('、')}${missing.size > 50 ? ` ほか${missing.size - 50}字` : ''}。正しい文字は画面で確認してください。`, style: 'quiet', margin: [0, 12, 0, 0] }]
}

function head(name: string): Content {
  return {
    columns: [{ text: name, color: colours.quiet, fontSize: 8, margin: [0, 3, 0, 0] }, { text: '取扱注意', color: colours.caution, bold: true, fontSize: 9, alignment: 'right', width: 70 }],
    margin: [margins.left, 30, margins.right, 0],
  }
}

function foot(page: number, pages: number, releaseHash: string): Content {
  return { columns: [{ text: `版のハッシュ ${releaseHash.slice(0, 16)}…`, color: colours.quiet, fontSize: 7 }, { text: `${page} / ${pages} ページ`, alignment: 'right', fontSize: 8, width: 90 }], margin: [margins.left, 18, margins.right, 0] }
}

/** The same content with every text as the font can print it. */
function withPrintable<Part>(part: Part, printable: PrintableText): Part {
  // The one place that walks a document definition as data; its shape stays, only strings that are printed change.
  return walk(part, '', printable) as Part
}

const printed = new Set(['', 'text', 'svg'])

function walk(part: unknown, key: string, printable: PrintableText): unknown {
  if (typeof part === 'string') return printed.has(key) ? printable.of(part) : part
  if (Array.isArray(part)) return part.map((item) => walk(item, isList(key) ? '' : key, printable))
  if (typeof part !== 'object' || part === null || Object.getPrototypeOf(part) !== Object.prototype) return part
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, walk(value, name, printable)]))
}

/** Keys whose strings inside a list are texts. */
function isList(key: string): boolean {
  return key === '' || key === 'stack' || key === 'columns' || key === 'body' || key === 'text'
}
