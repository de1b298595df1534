import type { BothLanguages } from '@madoguchi/schemas'

/** A bundle, or a part of one, as one JSON file: what the folder of `madoguchi export` holds, in one piece that a browser can save and open. */
export interface BundleFile {
  format: typeof bundleFileFormat
  version: number
  /** Path (`bundle.json`, `<kind>/<id>.json`) → document. */
  files: Record<string, unknown>
  /** SHA-256 → WAV, base64. */
  audio: Record<string, string>
}

export const bundleFileFormat = 'madoguchi-bundle'
const bundleFileVersion = 1

/**
 * What one file may hold. A flow above the limit cannot be edited in reasonable time: measured on a busy machine, 2,000 nodes opened in 4 s and
 * their list in as many; 5,000 opened in 7 s, but their list, which keyboards and screen readers work with, took half a minute. The texts are
 * what a browser reads at once; the rest is as for folders.
 */
export const bundleFileLimits = { characters: 150_000_000, documents: 5_000, documentCharacters: 5_000_000, flowNodes: 2_000, audioBytes: 20_000_000 } as const

export type ReadBundleFile = { file: BundleFile } | { refused: BothLanguages }

/** The text of a file. Keys in a stable order, so that the same bundle is the same file. */
export function writeBundleFile(files: Readonly<Record<string, unknown>>, audio: Readonly<Record<string, string>>): string {
  const sorted = <Value>(record: Readonly<Record<string, Value>>) => Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return `${JSON.stringify({ format: bundleFileFormat, version: bundleFileVersion, files: sorted(files), audio: sorted(audio) }, null, 1)}\n`
}

/**
 * Reads a file that somebody chose. It may be anything: what cannot be read is explained, with what to do instead, and nothing of it is taken.
 * A lone document (`{ "kind": "call", … }`) is a file of one.
 */
export function readBundleFile(text: string): ReadBundleFile {
  if (text.trim() === '') return refused('ファイルは空です。書き出したファイルを選び直してください。', 'The file is empty. Choose a file that was exported.')
  if (text.startsWith('PK') || text.startsWith('\u001F')) return refused('圧縮ファイル（ZIPなど）は読み込みません。中身は展開していません。「書き出し」で作った1つのJSONファイルを選ぶか、フォルダーを展開して madoguchi import を使ってください。', 'Compressed files (ZIP and the like) are not read, and nothing was unpacked. Choose the one JSON file that "Export" makes, or unpack it and use madoguchi import.')
  if (text.length > bundleFileLimits.characters) return refused(`ファイルが大きすぎます（上限 ${bundleFileLimits.characters / 1e6} MB）。読み込んでいません。音声を除いて書き出すか、フローごとに分けてください。`, `The file is too large (limit ${bundleFileLimits.characters / 1e6} MB) and was not read. Export it without audio, or flow by flow.`)
  const value = parsed(text)
  if (!isRecord(value)) return notOurs(value)
  if (value['format'] === bundleFileFormat) return readMarked(value)
  if (typeof value['kind'] === 'string' && typeof value['id'] === 'string') return limited({ [`${value['kind']}/${value['id']}.json`]: value }, {})
  return notOurs(value)
}

function readMarked(value: Readonly<Record<string, unknown>>): ReadBundleFile {
  const { version, files, audio = {} } = value
  if (typeof version !== 'number' || version > bundleFileVersion) return refused('より新しい版の製品が書き出したファイルです。何も変更していません。この製品を更新してから読み込んでください。', 'The file was exported by a newer version of the product. Nothing was changed. Update this one, then import it.')
  if (!isRecord(files) || Object.keys(files).length === 0) return refused('ファイルに設定が1つも入っていません。書き出したファイルを選び直してください。', 'There is no document in the file. Choose a file that was exported.')
  return limited(files, isRecord(audio) ? audio : {})
}

function limited(files: Readonly<Record<string, unknown>>, audio: Readonly<Record<string, unknown>>): ReadBundleFile {
  const paths = Object.keys(files)
  const { documents, documentCharacters, flowNodes } = bundleFileLimits
  if (paths.length > documents) return refused(`設定が${paths.length}件あります（上限${documents}件）。読み込んでいません。分けて書き出してください。`, `There are ${paths.length} documents (limit ${documents}). Nothing was read; export them in parts.`)
  for (const [path, document] of Object.entries(files)) {
    const nodes = isRecord(document) && isRecord(document['nodes']) ? Object.keys(document['nodes']).length : 0
    if (nodes > flowNodes) return refused(`「${path}」のノードが${nodes}個あります（上限${flowNodes}個）。これより多いと画面で編集できないため、読み込んでいません。サブフローに分けてから読み込んでください。`, `"${path}" has ${nodes} nodes (limit ${flowNodes}). More cannot be edited on the screen, so nothing was read. Split it into sub-flows, then import it.`)
    if (JSON.stringify(document).length > documentCharacters) return refused(`「${path}」が大きすぎます（上限 ${documentCharacters / 1e6} MB）。読み込んでいません。分割するか、内容を減らしてください。`, `"${path}" is too large (limit ${documentCharacters / 1e6} MB). Nothing was read; split or shorten it.`)
  }
  const sounds = Object.entries(audio).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return { file: { format: bundleFileFormat, version: bundleFileVersion, files: { ...files }, audio: Object.fromEntries(sounds) } }
}

/** JSON of something else. What other flow editors write is recognised by its shape, so that the explanation can name what it is. */
function notOurs(value: unknown): ReadBundleFile {
  if (value === undefined) return refused('JSONとして読めません。何も変更していません。「書き出し」で作ったファイルを選んでください。', 'This is not readable as JSON. Nothing was changed. Choose a file that "Export" made.')
  const list = Array.isArray(value) ? value : isRecord(value) && Array.isArray(value['nodes']) ? value['nodes'] : undefined
  if (list?.some((item) => isRecord(item) && typeof item['type'] === 'string')) return refused('別のシステムのフローのJSONです。ノードの種類と設定の形が違うため、読み込めません。何も変更していません。ひな形から作り直してください。', 'This is the flow of another system. Its nodes have another form and cannot be imported. Nothing was changed. Begin with a template instead.')
  return refused('このJSONはMadoguchiの設定ではありません。何も変更していません。「書き出し」で作ったファイルか、設定のJSONを選んでください。', 'This JSON is no document of Madoguchi. Nothing was changed. Choose a file that "Export" made, or the JSON of a document.')
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return value
  } catch {
    // No JSON, or nested so deeply that the parser gives up.
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refused(ja: string, en: string): ReadBundleFile {
  return { refused: { ja, en } }
}
