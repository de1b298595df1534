import { type Named, placeInWords } from '@madoguchi/engine'
import { type BothLanguages, Bundle, type FlowNode, documentSchemas } from '@madoguchi/schemas'
import { documentTitle } from '../../draft/document-title.ts'
import { type Json, type JsonObject, isObject } from '../../draft/json.ts'
import { type Language, inLanguage } from '../../i18n/language.ts'
import type { Documents } from '../commands/index.ts'
import { nodeTitle } from '../names.ts'
import { nodeTypes } from '../node-types.ts'
import { isDocumentKind } from '../rename/rename.ts'
import type { AnnotatedPlace } from '../references/uses.ts'

/** A place of the bundle that can be found. */
export interface Found {
  /** The file, e.g. `call/main.json`. */
  path: string
  /** The keys that lead there. */
  at: readonly string[]
  node?: string
  /** What it belongs to: 「受付時間外 › 番号選択」. */
  where: string
  /** What the place is called by its schema. */
  field: string
  text: string
}

interface Entry extends Found {
  /** All that it can be found by, folded. */
  haystack: string
  digits: string
}

/** Everything in a bundle that can be found: texts, types of nodes, numbers, ids, and what is said by the prompts that something names. */
export function findEntries(documents: Documents, language: Language): Entry[] {
  const prompts = promptTexts(documents)
  return Object.entries(documents).flatMap(([path, document]) => {
    const title = documentTitle(document, path, language)
    const entries = path.startsWith('call/') ? flowEntries(path, document, title, language, prompts) : leafEntries(path, document, [], schemaOf(path), document, { where: title, language, prompts })
    return [entryOf({ path, at: [], where: title, field: language === 'ja' ? '設定' : 'Document', text: `${title}（${path.replace(/\.json$/, '')}）` }), ...entries]
  })
}

interface Around {
  where: string
  language: Language
  prompts: ReadonlyMap<string, string>
  node?: string
}

function flowEntries(path: string, document: Json, title: string, language: Language, prompts: ReadonlyMap<string, string>): Entry[] {
  if (!isObject(document)) return []
  const { nodes, layout: _layout, canvas, ...head } = document
  const own = leafEntries(path, head, [], schemaOf(path), head, { where: title, language, prompts })
  const notes = isObject(canvas) && isObject(canvas.notes) ? Object.entries(canvas.notes) : []
  return [
    ...own,
    ...notes.flatMap(([id, note]) => (isObject(note) && typeof note.text === 'string' ? [entryOf({ path, at: ['canvas', 'notes', id], node: `note:${id}`, where: title, field: language === 'ja' ? '付せん' : 'Note', text: note.text })] : [])),
    ...Object.entries(isObject(nodes) ? nodes : {}).flatMap(([id, node]) => (isObject(node) && typeof node.type === 'string' ? nodeEntries(path, id, { ...node, type: node.type }, title, { where: title, language, prompts }) : [])),
  ]
}

function nodeEntries(path: string, id: string, node: JsonObject & { type: string }, flow: string, around: Around): Entry[] {
  const { language } = around
  const type = nodeTypes.get(node.type)
  const name = nodeTitle(node as unknown as FlowNode, language)
  const inner = { ...around, where: `${flow} › ${name}`, node: id }
  const typeTitles = type ? [type.title.ja, type.title.en] : []
  const itself = entryOf({ path, at: ['nodes', id], node: id, where: flow, field: inLanguage(type?.title, language) || node.type, text: `${name}（${id}）` }, [node.type, ...typeTitles])
  const { config, title, note } = node
  return [
    itself,
    ...(title === undefined ? [] : leafEntries(path, title, ['nodes', id, 'title'], undefined, title, inner)),
    ...(typeof note === 'string' ? [entryOf({ path, at: ['nodes', id, 'note'], node: id, where: inner.where, field: language === 'ja' ? 'メモ' : 'Note', text: note })] : []),
    ...(isObject(config) ? leafEntries(path, config, ['nodes', id, 'config'], type?.config as Named | undefined, config, inner) : []),
  ]
}

/** Every text and number below a value. A key that people chose (a prompt's id, a telephone number) is found with what stands under it. */
function leafEntries(path: string, value: Json, at: readonly string[], schema: Named | undefined, root: Json, around: Around): Entry[] {
  const base = at.length
  const visit = (part: Json, keys: readonly string[]): Entry[] => {
    if (Array.isArray(part)) return part.flatMap((item, index) => visit(item, [...keys, String(index)]))
    if (isObject(part)) return Object.entries(part).flatMap(([key, inner]) => (ignored.has(key) && keys.length === 0 ? [] : visit(inner, [...keys, key])))
    if (typeof part !== 'string' && typeof part !== 'number') return []
    const words = placeInWords(schema, root, keys)
    const ref = words.schema?.['x-ref']
    const said = ref === 'prompt' ? around.prompts.get(String(part)) : undefined
    return [entryOf({ path, at: [...at, ...keys], ...(around.node === undefined ? {} : { node: around.node }), where: around.where, field: inLanguage(words.name, around.language), text: said ? `${part}（${said.slice(0, 80)}）` : String(part) }, [...keys, said ?? ''])]
  }
  return visit(value, at.slice(base))
}

/** Hashes and addresses of schemas are for machines. */
const ignored = new Set(['$schema', 'kind', 'schemaVersion'])

function schemaOf(path: string): Named | undefined {
  const kind = path.split('/')[0] ?? ''
  return (path === 'bundle.json' ? Bundle : isDocumentKind(kind) ? documentSchemas[kind] : undefined) as Named | undefined
}

function promptTexts(documents: Documents): Map<string, string> {
  return new Map(
    Object.values(documents).flatMap((document) => {
      if (!isObject(document) || document.kind !== 'prompts' || !isObject(document.prompts)) return []
      return Object.entries(document.prompts).map(([id, prompt]) => [id, isObject(prompt) && isObject(prompt.text) ? Object.values(prompt.text).filter((text) => typeof text === 'string').join(' ') : ''] as const)
    }),
  )
}

function entryOf(found: Found, also: readonly string[] = []): Entry {
  const all = [found.text, found.field, ...also].join(' ')
  return { ...found, haystack: fold(all), digits: digitsOf(all) }
}

/** One form for what people take for the same: width, case, and the two kana. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/[\u30A1-\u30F6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
}

function digitsOf(text: string): string {
  return text.normalize('NFKC').replaceAll(/(\d)[-‐－ー ()]+(?=\d)/g, '$1')
}

/** All places that hold every word that is looked for; a telephone number is found with or without hyphens. */
export function find(entries: readonly Entry[], wanted: string): Entry[] {
  const parts = fold(wanted).split(/\s+/).filter(Boolean)
  if (parts.length === 0) return []
  const number = /^[\d\s()+-]{3,}$/.test(wanted.normalize('NFKC').trim()) ? digitsOf(wanted).replaceAll(/\D/g, '') : undefined
  return entries.filter(({ haystack, digits }) => parts.every((part) => haystack.includes(part)) || (number !== undefined && digits.includes(number)))
}

/** The places that name a thing, told like what was found. */
export function usesAsFound(documents: Documents, uses: readonly AnnotatedPlace[], language: Language): Found[] {
  return uses.map(({ path, at, node, value }) => {
    const document = documents[path]
    const title = documentTitle(document, path, language)
    const nodes = isObject(document) && isObject(document.nodes) ? document.nodes : {}
    const inside = node !== undefined ? nodes[node] : undefined
    const config = isObject(inside) ? inside.config : undefined
    const schema = isObject(inside) && typeof inside.type === 'string' ? (nodeTypes.get(inside.type)?.config as Named | undefined) : undefined
    const words: { name: BothLanguages } = node === undefined ? placeInWords(schemaOf(path), document, at) : placeInWords(schema, config, at.slice(3))
    return { path, at, ...(node === undefined ? {} : { node }), where: node === undefined ? title : `${title} › ${nodeTitle(inside as unknown as FlowNode, language)}`, field: inLanguage(words.name, language), text: value }
  })
}

