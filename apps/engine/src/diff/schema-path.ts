import type { BothLanguages } from '@madoguchi/schemas'
import { isObject } from './json-changes.ts'

/** What a schema says to people about a value; the part of JSON Schema that our schemas name things with. */
export interface Named {
  title?: string
  'x-en'?: { title?: string }
  'x-ref'?: string
  const?: unknown
  properties?: Record<string, Named>
  patternProperties?: Record<string, Named>
  items?: Named | Named[]
  oneOf?: Named[]
  anyOf?: Named[]
}

/** What properties are called that their schemas give no title. */
const untitled: Readonly<Record<string, BothLanguages>> = {
  date: { ja: '日付', en: 'Date' }, from: { ja: '開始', en: 'From' }, until: { ja: '終了', en: 'Until' }, weekday: { ja: '曜日', en: 'Weekday' }, title: { ja: '名称', en: 'Name' }, approver: { ja: '承認者', en: 'Approver' },
  guidance: { ja: '案内', en: 'Guidance' }, validFrom: { ja: '有効期間の開始', en: 'Valid from' }, validUntil: { ja: '有効期間の終了', en: 'Valid until' }, audio: { ja: '音声', en: 'Audio' }, given: { ja: '前提', en: 'Given' }, when: { ja: '操作', en: 'When' }, then: { ja: '期待', en: 'Then' },
  kind: { ja: '種類', en: 'Kind' }, target: { ja: '対象', en: 'Target' }, cause: { ja: '理由', en: 'Cause' },
}

/** The title of a schema in both languages. */
export function titleOf(schema: Named | undefined, otherwise: string): BothLanguages {
  const ja = schema?.title
  if (ja === undefined) return (Object.hasOwn(untitled, otherwise) ? untitled[otherwise] : undefined) ?? { ja: otherwise, en: otherwise }
  return { ja, en: schema?.['x-en']?.title ?? ja }
}

/** The schema of one part of a value. Of several variants it is the one that has this part. */
export function innerOf(schema: Named | undefined, key: string, value: unknown): Named | undefined {
  if (!schema) return undefined
  for (const variant of schema.anyOf ?? schema.oneOf ?? []) {
    const inner = innerOf(variant, key, value)
    if (inner) return inner
  }
  if (Array.isArray(value) || (schema.items !== undefined && /^\d+$/.test(key))) return Array.isArray(schema.items) ? schema.items[Number(key)] : schema.items
  if (schema.properties && Object.hasOwn(schema.properties, key)) return schema.properties[key]
  return Object.values(schema.patternProperties ?? {})[0]
}

/** What a pointer leads to, named for people, and the schema of it. */
export interface PlaceInWords {
  name: BothLanguages
  schema: Named | undefined
}

interface Segment {
  kind: 'property' | 'key' | 'item' | 'language'
  words: BothLanguages
}

/**
 * Names a place inside a value by the titles of its schema: 「回線「0570-012-229」の通話フロー」, "call flow of "0570-012-229" in lines".
 * @param value the value that the pointer counts in; the names of list items are read from it
 */
export function placeInWords(schema: Named | undefined, value: unknown, path: readonly string[]): PlaceInWords {
  const segments: Segment[] = []
  let [current, part] = [schema, value]
  for (const key of path) {
    segments.push(segmentOf(current, part, key))
    current = innerOf(current, key, part)
    part = isObject(part) || Array.isArray(part) ? (part as Record<string, unknown>)[key] : undefined
  }
  return { name: { ja: japanese(segments), en: english(segments) }, schema: current }
}

function segmentOf(schema: Named | undefined, holder: unknown, key: string): Segment {
  const inner = innerOf(schema, key, holder)
  if (Array.isArray(holder) || (schema?.items !== undefined && /^\d+$/.test(key))) {
    const name = itemTitle(Array.isArray(holder) ? holder[Number(key)] : undefined)
    return name ? { kind: 'key', words: name } : { kind: 'item', words: { ja: `${Number(key) + 1}番目`, en: `item ${Number(key) + 1}` } }
  }
  const isProperty = schema?.properties !== undefined && Object.hasOwn(schema.properties, key)
  if ((key === 'ja' || key === 'en') && isProperty) return { kind: 'language', words: key === 'ja' ? { ja: '日本語', en: 'Japanese' } : { ja: '英語', en: 'English' } }
  if (isProperty || schema === undefined) return { kind: 'property', words: titleOf(inner, key) }
  return { kind: 'key', words: itemTitle(isObject(holder) ? holder[key] : undefined) ?? { ja: key, en: key } }
}

/** The name that an item carries. */
function itemTitle(item: unknown): BothLanguages | undefined {
  if (!isObject(item)) return undefined
  for (const name of ['title', 'label', 'name', 'key', 'date'] as const) {
    const text = item[name]
    if (typeof text === 'string') return { ja: text, en: text }
    if (isObject(text) && typeof text.ja === 'string') return { ja: text.ja, en: typeof text.en === 'string' ? text.en : text.ja }
  }
  return undefined
}

function japanese(segments: readonly Segment[]): string {
  return segments.reduce((text, { kind, words: { ja } }) => {
    if (kind === 'language') return `${text}（${ja}）`
    if (kind === 'key') return `${text}「${ja}」`
    return text === '' ? ja : `${text}の${ja}`
  }, '')
}

/** From the inside out, as English says it: text (Japanese) of "Where to pay" in prompts. */
function english(segments: readonly Segment[]): string {
  return segments.reduce((text, { kind, words: { en } }) => {
    if (kind === 'language') return text.replace(/ of |$/, (end) => ` (${en})${end}`)
    const word = kind === 'key' ? `"${en}"` : uncapital(en)
    if (text === '') return word
    return kind === 'property' ? `${word} of ${text}` : `${word} in ${text}`
  }, '')
}

/** The first letter small inside a sentence, but not that of an abbreviation (`ID`, `URL`). */
export function uncapital(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
