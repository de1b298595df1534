import type { LocalisedText } from '@madoguchi/schemas'
import type { ReadBundle } from '@madoguchi/engine'
import type { TSchema } from 'typebox'

/** The Japanese name of a fixed value, as its schema gives it; the value itself where the schema knows none. */
export function choiceName(schema: TSchema, value: unknown): string {
  const choices = 'oneOf' in schema && Array.isArray(schema.oneOf) ? (schema.oneOf as { const?: unknown; title?: string }[]) : []
  return choices.find((choice) => choice.const === value)?.title ?? String(value)
}

/** A document with its id, e.g. `着信（main）`. */
export function documentName({ documents }: ReadBundle, kind: keyof ReadBundle['documents'], id: string | undefined): string {
  if (id === undefined) return '－'
  const found: { title: LocalisedText } | undefined = documents[kind].get(id)
  return found ? `${found.title.ja}（${id}）` : id
}

/** `0570012229` as people read it; the grouping of other numbers is the carrier's secret, so they stay as written. */
export function readableNumber(number: string): string {
  const parts = /^(0570|0120)(\d{3})(\d{3})$/.exec(number) ?? /^(0800)(\d{3})(\d{4})$/.exec(number) ?? /^(0[5789]0)(\d{4})(\d{4})$/.exec(number)
  return parts ? parts.slice(1).join('-') : number
}
