import { type HoursTable, makeLocalClock } from '@madoguchi/engine'
import type { CallRequest } from './telephone-line.ts'

/** What the person has chosen beside the number: the form of the telephone, as text where a field holds text. */
export interface CallSettings {
  to: string
  from: string
  anonymous: boolean
  /** Local time of the contact center, `2026-11-24T08:30`; empty: now. */
  at: string
  agents: number
  /** Callers who wait before this one. */
  waiting: number
  /** What is made to happen, by the name of the fault: `gateway` → `busy`. What is left out goes as it goes. */
  faults: Readonly<Record<string, string>>
}

export const firstSettings: CallSettings = { to: '', from: '03-1234-5678', anonymous: false, at: '', agents: 1, waiting: 0, faults: {} }

/** In the words of `madoguchi simulate --fault` (cli.md). */
export function faultsOf({ faults }: Pick<CallSettings, 'faults'>): string[] {
  return Object.entries(faults).map(([name, result]) => `${name}=${result}`)
}

/** A number as a caller's display has it: full-width digits are taken too. */
export function readCaller(text: string): string | undefined {
  const number = text.normalize('NFKC').trim()
  return /^\+?[0-9][0-9-]{2,19}$/.test(number) ? number.replaceAll('-', '') : undefined
}

/** The call that the form means; undefined while a field cannot be read. */
export function toRequest(settings: CallSettings, timeZone: string): CallRequest | undefined {
  const from = settings.anonymous ? 'anonymous' : readCaller(settings.from)
  if (settings.to === '' || from === undefined) return undefined
  const at = settings.at === '' ? undefined : readLocal(settings.at, timeZone)
  if (settings.at !== '' && at === undefined) return undefined
  return { to: settings.to, from, agents: settings.agents, ...(settings.waiting > 0 && { waiting: settings.waiting }), faults: faultsOf(settings), ...(at === undefined ? {} : { at: makeLocalClock(timeZone).isoOf(at) }) }
}

/** Epoch milliseconds of a local time, undefined while it is no date and time of the calendar. */
export function readLocal(text: string, timeZone: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return undefined
  try {
    return makeLocalClock(timeZone).epochOf(text)
  } catch {
    return undefined
  }
}

/** The local time that a date-and-time field holds, cut to the minute. */
export function toLocal(epochMs: number, table: Pick<HoursTable, 'isoOf'>): string {
  return table.isoOf(epochMs).slice(0, 16)
}
