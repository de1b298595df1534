import type { LocalisedText } from '@madoguchi/schemas'
import type { Program } from './program.ts'

/** What an hours document says at one instant. Instants are milliseconds since the epoch. */
export interface HoursNow {
  document: string
  title: LocalisedText
  state: string
  untilMs: number | null
  nextOpenMs: number | null
  timeZone: string
}

/** What all hours of a program say at an instant. Those that call flows ask come first: they are what callers meet. */
export function hoursNow(program: Program, atMs: number): HoursNow[] {
  const asked = new Set([...program.flows.values()].flatMap(({ steps }) => [...steps.values()].flatMap(({ config }) => Object.values(config as Record<string, unknown>).filter((value) => typeof value === 'string'))))
  const rank = (id: string) => (asked.has(id) ? 0 : 1)
  return [...program.hours].toSorted(([a], [b]) => rank(a) - rank(b)).map(([id, table]) => {
    const document = program.documents.hours.get(id)
    const { state, untilMs, nextOpenMs } = table.at(atMs)
    return { document: id, title: document?.title ?? { ja: id }, state, untilMs, nextOpenMs, timeZone: document?.timeZone ?? program.timeZone }
  })
}
