import { type BothLanguages, type LocalisedText, documentKinds } from '@madoguchi/schemas'
import type { ReadBundle } from '../bundle-reader.ts'
import { isObject } from './json-changes.ts'
import { type Named, innerOf, titleOf } from './schema-path.ts'

/** Texts that hold in both languages alike. */
export const alike = (text: string): BothLanguages => ({ ja: text, en: text })

/** What a text says in each language; Japanese stands in where there is no English. */
export function inBoth(text: LocalisedText | undefined, otherwise: string): BothLanguages {
  return text ? { ja: text.ja, en: text.en ?? text.ja } : alike(otherwise)
}

/**
 * A value as people read it: titles for ids and choices, words for yes and no, times as `08:30–17:15`; never raw JSON.
 * @param schema what the value is, as far as that is known
 * @param side the bundle that the value is from, in which its references mean something
 */
export function valueInWords(value: unknown, schema: Named | undefined, side: ReadBundle): BothLanguages {
  if (value === undefined || value === null) return { ja: 'なし', en: 'none' }
  if (typeof value === 'boolean') return value ? { ja: 'はい', en: 'yes' } : { ja: 'いいえ', en: 'no' }
  if (typeof value === 'string') return stringInWords(value, schema, side)
  if (Array.isArray(value)) return listInWords(value, schema, side)
  return isObject(value) ? objectInWords(value, schema, side) : alike(JSON.stringify(value))
}

function stringInWords(value: string, schema: Named | undefined, side: ReadBundle): BothLanguages {
  const chosen = schema?.oneOf?.find((choice) => choice.const === value)
  if (chosen) return titleOf(chosen, value)
  const ref = schema?.['x-ref']
  if (ref !== undefined) return inBoth(titleOfReference(ref, value, side), value)
  return value === '' ? { ja: '（空）', en: '(empty)' } : alike(value)
}

/** The title of what an id refers to; prompts lie inside documents, everything else is a document. */
function titleOfReference(ref: string, id: string, { documents }: ReadBundle): LocalisedText | undefined {
  if (ref === 'prompt') return [...documents.prompts.values()].find(({ prompts }) => Object.hasOwn(prompts, id))?.prompts[id]?.title
  const kind = documentKinds.find((known) => known === ref)
  return kind && documents[kind].get(id)?.title
}

function listInWords(value: readonly unknown[], schema: Named | undefined, side: ReadBundle): BothLanguages {
  if (value.length === 0) return { ja: '（なし）', en: '(none)' }
  const [from, until] = value
  const isClock = (part: unknown) => typeof part === 'string' && /^\d\d:\d\d$/.test(part)
  if (value.length === 2 && isClock(from) && isClock(until)) return alike(`${String(from)}–${String(until)}`)
  const items = value.map((item, index) => valueInWords(item, innerOf(schema, String(index), value), side))
  return { ja: items.map(({ ja }) => ja).join('、'), en: items.map(({ en }) => en).join(', ') }
}

function objectInWords(value: Record<string, unknown>, schema: Named | undefined, side: ReadBundle): BothLanguages {
  if (typeof value.ja === 'string' && Object.keys(value).every((key) => key === 'ja' || key === 'en')) return { ja: value.ja, en: typeof value.en === 'string' ? value.en : value.ja }
  if (typeof value.sha256 === 'string' && typeof value.seconds === 'number') return audioInWords(value.seconds, value.source, schema)
  const parts = Object.entries(value).map(([key, part]) => ({ name: titleOf(innerOf(schema, key, value), key), words: valueInWords(part, innerOf(schema, key, value), side) }))
  if (parts.length === 0) return { ja: '（空）', en: '(empty)' }
  return { ja: parts.map(({ name, words }) => `${name.ja}：${words.ja}`).join('、'), en: parts.map(({ name, words }) => `${name.en}: ${words.en}`).join(', ') }
}

/** A recording has a hash that says nothing to people; how long it is and how it was made does. */
function audioInWords(seconds: number, source: unknown, schema: Named | undefined): BothLanguages {
  const made = typeof source === 'string' ? titleOf(innerOf(schema, 'source', {})?.oneOf?.find((choice) => choice.const === source), source) : alike('')
  return { ja: `${made.ja}（${Math.round(seconds * 10) / 10}秒）`, en: `${made.en} (${Math.round(seconds * 10) / 10} s)` }
}

const shownCharacters = 60
const around = 14

/** Two long texts cut to where they differ, so that a sentence shows the change and not the beginning that both share. */
export function excerpts(before: string, after: string): [before: string, after: string] {
  const [b, a] = [[...before], [...after]]
  let start = 0
  while (start < b.length && start < a.length && b[start] === a[start]) start++
  let end = 0
  while (end < b.length - start && end < a.length - start && b.at(-1 - end) === a.at(-1 - end)) end++
  return [cut(b, start, end), cut(a, start, end)]
}

function cut(text: readonly string[], start: number, end: number): string {
  if (text.length <= shownCharacters) return text.join('')
  const from = start > around ? start - around : 0
  const until = Math.min(text.length - (end > around ? end - around : 0), from + shownCharacters)
  return `${from > 0 ? '…' : ''}${text.slice(from, until).join('')}${until < text.length ? '…' : ''}`
}
