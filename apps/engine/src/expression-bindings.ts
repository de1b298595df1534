import jsonata from 'jsonata'
import { ExpressionError, type ExpressionClock, limits } from './expression-limits.ts'

type FromMillis = (ms: number | undefined, picture?: string, timeZone?: string) => string | undefined

/** JSONata's own writer of dates, which it gives out only as the value of an expression. */
const fromMillis = (async () => {
  const { implementation } = (await jsonata('$fromMillis').evaluate({})) as { implementation: FromMillis }
  return implementation
})()

/** The functions of an expression that are ours: those that look at time and chance, and those that could run away. */
export async function makeBindings({ nowMs, random, functions }: ExpressionClock): Promise<Record<string, unknown>> {
  const write = await fromMillis
  const format: FromMillis = (ms, picture, timeZone) => write(ms, modest(picture), timeZone)
  return {
    ...functions,
    now: (picture?: string, timeZone?: string) => format(nowMs, picture, timeZone),
    millis: () => nowMs,
    random,
    shuffle: (items: unknown) => (items === undefined ? undefined : shuffled(Array.isArray(items) ? items : [items], random)),
    fromMillis: format,
    toMillis: parseInstant,
  }
}

/** A width stands behind a comma: `[Y,2-4]`. */
const giantWidth = new RegExp(`,[^\\]]*\\d{${limits.pictureWidthDigits + 1}}`)

function modest(picture: string | undefined): string | undefined {
  if (picture !== undefined && giantWidth.test(picture.replaceAll(/\s/g, ''))) throw new ExpressionError({ ja: '日付の書式の幅が大きすぎます。', en: `A date picture has a width of more than ${limits.pictureWidthDigits} digits.` }, { exceeded: true })
  return picture
}

/** ISO 8601 only: with a picture JSONata makes a regular expression of it that can take for ever. Without an offset it is UTC, never the zone of the server. */
function parseInstant(text: unknown, picture?: unknown): number | undefined {
  if (text === undefined) return undefined
  if (picture !== undefined) throw new ExpressionError({ ja: '$toMillis が読めるのはISO 8601の日時だけで、書式は渡せません。', en: '$toMillis reads ISO 8601 only, without a picture.' })
  const ms = typeof text === 'string' && /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/.test(text) ? Date.parse(/T[\d:.]+$/.test(text) ? `${text}Z` : text) : Number.NaN
  if (Number.isNaN(ms)) throw new ExpressionError({ ja: '$toMillis にISO 8601でない日時が渡されました（例: 2026-11-24T08:30:00+09:00）。', en: '$toMillis was given no ISO 8601 date or time (2026-11-24T08:30:00+09:00).' })
  return ms
}

function shuffled(items: readonly unknown[], random: () => number): unknown[] {
  const result = [...items]
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[result[last], result[other]] = [result[other], result[last]]
  }
  return result
}
