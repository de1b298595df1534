import { textPrompt } from '@madoguchi/sdk'
import type { BothLanguages, LocalisedText } from '@madoguchi/schemas'
import type { ReadBundle } from '../bundle-reader.ts'
import type { BehaviourDifference } from '../check/behaviour-diff.ts'
import { alike, inBoth } from './value-in-words.ts'

export type Side = 'before' | 'after'

/** What the sentences about calls take names from; made by `behaviourNames`. */
export interface BehaviourNames {
  timeZone: string
  /** Leaves the year out of dates: all calls that are told of lie in one. */
  oneYear: boolean
  prompt(id: string, side: Side): BothLanguages
  queue(id: string, side: Side): BothLanguages
  /** The number as people write it, `0570-012-229`. */
  number(digits: string): string
  /** Whether callers hear this prompt while they wait for an agent. */
  isQueuePrompt(id: string): boolean
}

/** Names from the bundles themselves; an id stands for itself where nothing has a name. */
export function behaviourNames(before: ReadBundle, after: ReadBundle, differences: readonly Pick<BehaviourDifference, 'at'>[]): BehaviourNames {
  const sides = { before, after }
  const titles = { before: promptTitles(before), after: promptTitles(after) }
  const numbers = new Map([before, after].flatMap(({ documents }) => [...documents.numbers.values()].flatMap(({ lines }) => Object.keys(lines).map((number): [string, string] => [number.replaceAll(/[^0-9+]/g, ''), number]))))
  const announcements = new Set([before, after].flatMap(({ documents }) => [...documents.queue.values()].flatMap(({ announceFirst, announceAgain }) => [announceFirst, announceAgain])))
  return {
    timeZone: (after.bundle ?? before.bundle)?.timeZone ?? 'UTC',
    oneYear: new Set(differences.map(({ at }) => at.slice(0, 4))).size <= 1,
    prompt: (id, side) => inBoth(titles[side].get(id) ?? titles[side === 'before' ? 'after' : 'before'].get(id) ?? (id === textPrompt ? { ja: '読み上げる文', en: 'a spoken text' } : undefined), id),
    queue: (id, side) => inBoth(sides[side].documents.queue.get(id)?.title ?? sides[side === 'before' ? 'after' : 'before'].documents.queue.get(id)?.title, id),
    number: (digits) => numbers.get(digits.replaceAll(/[^0-9+]/g, '')) ?? digits,
    isQueuePrompt: (id) => announcements.has(id),
  }
}

function promptTitles({ documents }: ReadBundle): ReadonlyMap<string, LocalisedText> {
  return new Map([...documents.prompts.values()].flatMap(({ prompts }) => Object.entries(prompts).flatMap(([id, { title }]): [string, LocalisedText][] => (title ? [[id, title]] : []))))
}

/** An instant as people say it: 「11月3日 10:00」, "10:00 on 3 November"; with its year where the year is not plain. */
export function instantInWords(at: string, { timeZone, oneYear }: Pick<BehaviourNames, 'timeZone' | 'oneYear'>): BothLanguages {
  const ms = Date.parse(at)
  if (Number.isNaN(ms)) return alike(at)
  const parts = (locale: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(ms)
  const year = oneYear ? {} : ({ year: 'numeric' } as const)
  // Seconds are only told where they decide: the last second before closing is no whole minute.
  const clock = parts('en-GB', { hour: '2-digit', minute: '2-digit', ...(ms % 60_000 === 0 ? {} : { second: '2-digit' }), hourCycle: 'h23' })
  return { ja: `${parts('ja-JP', { ...year, month: 'long', day: 'numeric' })} ${clock}`, en: `${clock} on ${parts('en-GB', { ...year, month: 'long', day: 'numeric' })}` }
}
