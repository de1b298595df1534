import type { LocalisedText, Problem } from '@madoguchi/schemas'

/** What the hours of a bundle say at one instant. */
export interface HoursNow {
  document: string
  title: LocalisedText
  state: string
  untilMs: number | null
  nextOpenMs: number | null
  timeZone: string
}

/** Path → text; for `check`, null takes a file away and files that are not named stay as they were. */
export type Request = { id: number; kind: 'check'; changed: Record<string, string | null> } | { id: number; kind: 'hours'; files: Record<string, string>; atMs: number }

/** `walked` comes later than `check`, and not at all when a newer change made it pointless. */
export type Answer = { id: number; kind: 'check'; problems: Problem[]; walking: boolean } | { id: number; kind: 'walked'; problems: Problem[] } | { id: number; kind: 'hours'; hours: HoursNow[] } | { id: number; kind: 'failed'; message: string }
