import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { readBundleFolder } from '../bundles/read-bundle-folder.ts'
import { factsForTest } from './facts-for-test.ts'
import { makeSpecification } from './make-specification.ts'
import { fontFiles } from './page-design.ts'
import { type PdfText, readPdf } from './pdf-text-for-test.ts'
import { characterSet } from './printable-text.ts'

// Laying out takes a whole processor for seconds; on a busy machine for many.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

// The PDF is read back by its own means: what is asserted here is what somebody who searches in it, or copies from it, gets.
let reference: ReadonlyMap<string, string>
let pdf: PdfText
let whole: string

type Files = ReadonlyMap<string, string>
type Flow = { nodes: Record<string, { type: string; config: Record<string, unknown> }> }
type Texts = { prompts: Record<string, { text: { ja: string } }> }
const changed = <Document extends Flow | Texts>(path: string, change: (document: Document) => void): Map<string, string> => {
  const files = new Map(reference)
  const document = JSON.parse(files.get(path) ?? '{}') as Document
  change(document)
  return files.set(path, JSON.stringify(document))
}
const plain = (text: string) => text.replaceAll(/\s/g, '')
/** A failure names what is missing; the whole document would hide it. */
const expectIn = (text: string, ...parts: string[]) => expect(parts.filter((part) => !text.includes(plain(part)))).toEqual([])

async function print(files: Files, before?: Files): Promise<PdfText> {
  const pieces: Uint8Array[] = []
  for await (const piece of await makeSpecification(factsForTest(files, before), { compress: false })) pieces.push(piece)
  return readPdf(Buffer.concat(pieces))
}

beforeAll(async () => {
  reference = (await readBundleFolder(fileURLToPath(new URL('../../../../flows/saitama-auto-tax', import.meta.url)))).bundle.files
  pdf = await print(reference, changed<Flow>('call/after-hours.json', ({ nodes }) => void Object.assign(nodes['menu']?.config ?? {}, { timeoutSeconds: 8 })))
  whole = pdf.pages.join('')
})

describe('the specification of the reference bundle', () => {
  it('has pages, a title, a language, subset fonts and a bookmark for each chapter', () => {
    expect(pdf.pages.length).toBeGreaterThan(12)
    expect(pdf.pages.length).toBeLessThan(40)
    expect(pdf.title).toBe('埼玉県 自動車税コールセンター 仕様書 第2版')
    expect(pdf.language).toBe('ja-JP')
    expect(pdf.fonts.map((name) => name.replace(/^[A-Z]{6}\+/, 'subset of ')).toSorted()).toEqual(['subset of BIZUDPGothic-Bold', 'subset of BIZUDPGothic-Regular'])
    expect(pdf.bookmarks.filter((title) => /^\d+　/.test(title))).toEqual(['1　改訂履歴', '2　前の版からの変更点', '3　承認の記録', '4　回線（電話番号）', '5　営業時間', '6　通話フロー', '7　音声案内', '8　待ち呼（お待ちいただく列）', '9　障害切替', '10　シナリオ', '11　共通の設定と文書の一覧'])
    expect(pdf.bookmarks).toContain('受付時間外の自動音声案内（after-hours）')
  })

  it('counts its pages and marks each as sensitive', () => {
    for (const [index, page] of pdf.pages.entries()) {
      expectIn(page, `${index + 1}/${pdf.pages.length}ページ`, '取扱注意')
    }
  })

  it('holds every guidance text as it is heard', () => {
    const { prompts } = JSON.parse(reference.get('prompts/guidance.json') ?? '{}')
    const heard = (text: string) => plain(text.replaceAll('{{web}}', '埼玉県ホームページの「くらしと県税」').replaceAll('{{center}}', '自動車税コールセンター').replaceAll('{{hours}}', '午前8時30分から午後5時15分まで').replaceAll('{{pref}}', '埼玉県'))
    expect(Object.keys(prompts).length).toBeGreaterThan(15)
    for (const [id, prompt] of Object.entries<{ text: { ja: string } }>(prompts)) {
      expectIn(whole, id, heard(prompt.text.ja))
    }
  })

  it('tells numbers, hours, holidays with the era, and the next changes', () => {
    expectIn(whole, '0570-012-229', '0480000000', '050-0000-0000', '08:30〜17:15', '12月29日から1月3日まで', '2026年度（令和8年度）の休日', '2026-11-23令和8年11月23日（月）', '勤労感謝の日', '2026-11-2408:30令和8年11月24日（火）')
  })

  it('tells each node of each flow once, and where it leads', () => {
    const start = whole.indexOf('流れの一覧:受付時間外の自動音声案内')
    const tree = whole.slice(start, whole.indexOf('7音声案内', start))
    const { nodes } = JSON.parse(reference.get('call/after-hours.json') ?? '{}')
    for (const id of Object.keys(nodes)) expect(tree.split(new RegExp(`・${id}(?![a-z0-9-])`)).length - 1, id).toBe(1)
    expectIn(tree, 'もう一度→［3］番号の案内（前掲）')
    expect(/2住所の変更↓［\d+］/.test(tree)).toBe(true)
  })

  it('tells the changes in sentences, who approved, and what was said', () => {
    expectIn(whole, '第1版との違いは1件です。', '「8」から「10」に変えました。', '山﨑太郎', '髙橋花子', '①の文言を㈱から株式会社にしてください。', '必要（お客様が聞く、または読む文が変わるため）')
  })

  it('shows no missing glyph, ①㈱髙﨑 included', () => {
    expect(pdf.missingGlyphs).toBe(0)
    expect(whole.includes('〓')).toBe(false)
  })
})

describe('a specification of something else', () => {
  it('names the characters that its font lacks instead of leaving a hole', async () => {
    const { pages, missingGlyphs } = await print(changed<Texts>('prompts/guidance.json', ({ prompts }) => void Object.assign(prompts['g.ah.1']?.text ?? {}, { ja: '𠮷野さん👍の案内' })))
    expect(missingGlyphs).toBe(0)
    expectIn(pages.join(''), '〓野さん〓の案内')
    expectIn(pages.join(''), 'この書体にない文字を「〓」で表しました:U+20BB7、U+1F44D。')
  })

  it('of a first release has no changes, and without a request no approval', async () => {
    const pieces: Uint8Array[] = []
    const facts = { ...factsForTest(reference, undefined), approval: undefined }
    for await (const piece of await makeSpecification(facts, { compress: false })) pieces.push(piece)
    const text = readPdf(Buffer.concat(pieces)).pages.join('')
    expectIn(text, '最初の版のため、変更点はありません。')
    expectIn(text, '承認依頼を経ない版です')
  })

  it('is printed also where the release cannot be run or read, and says what is left out', async () => {
    const files = changed<Flow>('call/main.json', ({ nodes }) => void Object.assign(nodes['hours'] ?? {}, { type: 'voice.of-old' }))
    files.set('queue/tax.json', '{ broken')
    const { pages } = await print(files)
    expectIn(pages.join(''), '次の文書は、現在の製品で読めないため、この仕様書に内容を記載していません:queue/tax')
    expectIn(pages.join(''), 'voice.of-old')
  })

  it('of 300 nodes takes less than ten seconds', async () => {
    const nodes: Record<string, unknown> = {}
    for (let n = 0; n < 300; n++) nodes[`n${n}`] = { type: 'voice.menu', title: { ja: `案内の${n}番` }, config: { prompt: 'g.ah.menu', choices: [{ key: '1', label: { ja: '次へ進む' } }, { key: '2', label: { ja: '飛ばす' } }], retries: 1, timeoutSeconds: 5 }, next: { 1: `n${(n + 1) % 300}`, 2: `n${(n * 7 + 3) % 300}`, timeout: 'end', invalid: 'end' } }
    const files = changed<Flow>('call/main.json', (flow) => void Object.assign(flow, { nodes: { ...nodes, end: { type: 'voice.hangup', config: {}, next: {} } }, entry: 'n0', layout: undefined, onError: undefined }))
    // Processor time: the machine may have other work.
    const began = process.cpuUsage()
    const { pages, missingGlyphs } = await print(files)
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(10_000)
    const text = pages.join('')
    expect(missingGlyphs).toBe(0)
    for (let n = 0; n < 300; n++) expect(text.split(`案内の${n}番番号選択`).length - 1, `node ${n}`).toBe(1)
    expectIn(text, '図は、1ページに読める大きさで収まらないため省略しました。')
  })
})

it('the font files have the characters that their maps name', () => {
  for (const file of Object.values(fontFiles)) {
    const set = characterSet(fs.readFileSync(file))
    for (const character of 'あ亜①㈱髙﨑〓Ａ1〜') expect(set.has(character.codePointAt(0) ?? 0), character).toBe(true)
    expect(set.has(0x20bb7)).toBe(false)
    expect(set.size).toBeGreaterThan(10_000)
  }
})
