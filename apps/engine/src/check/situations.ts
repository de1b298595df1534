import type { Line } from '@madoguchi/schemas'
import type { HoursAnswer } from '@madoguchi/sdk'
import { type LocalClock, makeLocalClock } from '../hours/local-clock.ts'
import type { HoursTable } from '../hours/index.ts'
import { type Program, normaliseNumber } from '../program.ts'
import type { SessionStart } from '../session.ts'
import { defaultCaller } from '../simulate.ts'
import { clockInstants } from './clock-instants.ts'
import { tableSamples } from './table-samples.ts'
import { readNames } from './walker.ts'

/** Under which circumstances calls come in: one of each kind that the hours tell apart, for each line and caller that may matter. */
export interface Situation {
  readonly start: SessionStart
  /** ISO 8601 with the offset of the bundle's zone. */
  readonly at: string
  /** What the hours say there; all of them in the order of their ids. */
  readonly calendar: string
  /** Set where no date of the coming year has this state: it is then brought about by the fault `hours` of a simulation. */
  readonly instead: SessionStart['hours']
  /** Other numbers that are called alike. */
  readonly alike: readonly string[]
}

const dayMs = 86_400_000
const horizonDays = 400
const mostChanges = 2_000
const hoursStates: readonly (HoursAnswer['state'] | 'error')[] = ['open', 'closed', 'holiday', 'exception', 'emergency', 'error']

/** One instant for every combination of states that the hours documents of one or more programs have within the coming year. */
export interface CalendarClass {
  readonly atMs: number
  readonly states: readonly string[]
}

/** @param fromMs where the coming year begins */
export function calendarClasses(tables: readonly HoursTable[], fromMs: number, clock: LocalClock): CalendarClass[] {
  const untilMs = fromMs + horizonDays * dayMs
  const breaks = new Set([fromMs])
  for (const table of tables) for (const { atMs } of table.changes(fromMs, mostChanges)) if (atMs < untilMs) breaks.add(atMs)
  const instants = [...breaks].toSorted((a, b) => a - b)
  const classes = new Map<string, CalendarClass & { lengthMs: number }>()
  instants.forEach((beginMs, index) => {
    const endMs = instants[index + 1] ?? untilMs
    const states = tables.map((table) => table.at(beginMs).state)
    const known = classes.get(states.join())
    // A call should end before the hours change, so that it meets one state only.
    if (!known || (known.lengthMs < enoughMs && endMs - beginMs > known.lengthMs)) classes.set(states.join(), { atMs: inside(beginMs, endMs, clock), states, lengthMs: endMs - beginMs })
  })
  return [...classes.values()]
}

/** Callers of each kind that lists and tables tell apart. */
const mostListedCallers = 60
const enoughMs = 3 * 3_600_000

/** Ten in the morning where that is inside, else some way in: an instant that people recognise as one of that kind. */
function inside(beginMs: number, endMs: number, clock: LocalClock): number {
  const morning = [beginMs, beginMs + dayMs].map((ms) => clock.epochOf(`${clock.isoOf(ms).slice(0, 10)}T10:00`)).find((ms) => ms >= beginMs && ms < endMs - enoughMs / 2)
  return morning ?? (endMs - beginMs >= enoughMs ? beginMs + enoughMs / 2 : beginMs)
}

/** Every situation of a program that its lines can be called in. */
export function situationsOf(program: Program, nowMs: number): Situation[] {
  const clock = makeLocalClock(program.timeZone)
  const situations: Situation[] = []
  const seen = new Set<string>()
  const contact = readNames(program)?.has('contact') ?? true
  for (const [number, { flow, failover, validFrom, validUntil }] of linesInOrder(program)) {
    // Lines that lead to one flow behave alike unless the flow looks at the number that was dialled.
    const alike = contact ? number : `${flow} ${failover}`
    if (flow === undefined || !program.flows.has(flow) || seen.has(alike)) continue
    const fromMs = Math.max(nowMs, validFrom === undefined ? 0 : clock.epochOf(`${validFrom}T00:00`))
    if (validUntil !== undefined && fromMs > clock.epochOf(`${validUntil}T23:59`)) continue
    seen.add(alike)
    for (const from of contact ? callersOf(program) : [defaultCaller]) situations.push(...situationsOn([...program.hours.values()], { to: number, from, fromMs, clock, instants: clockInstants(program, fromMs) }))
  }
  return situations
}

/** Every situation in which either of two programs can be called: where their calendars differ, that is a situation of its own. */
export function pairedSituations(before: Program, after: Program, nowMs: number): Situation[] {
  const situations = new Map<string, Situation>()
  const clock = makeLocalClock(after.timeZone)
  const contact = [before, after].some((program) => readNames(program)?.has('contact') ?? true)
  const callers = contact ? [...new Set([...callersOf(before), ...callersOf(after)])] : [defaultCaller]
  const tables = [...before.hours.values(), ...after.hours.values()]
  const groups = new Map<string, string[]>()
  for (const to of new Set([...linesInOrder(after), ...linesInOrder(before)].map(([number]) => number))) {
    const lines = [before.lines.get(to), after.lines.get(to)]
    if (lines.every((line) => line?.flow === undefined)) continue
    const key = contact ? to : JSON.stringify(lines.map((line) => [line?.flow, line?.failover, line?.validFrom, line?.validUntil]))
    groups.set(key, [...(groups.get(key) ?? []), to])
  }
  for (const [to = '', ...alike] of groups.values()) {
    const lines = [before.lines.get(to), after.lines.get(to)]
    const fromMs = Math.max(nowMs, ...lines.flatMap((line) => (line?.validFrom === undefined ? [] : [clock.epochOf(`${line.validFrom}T00:00`)])))
    for (const from of callers) for (const situation of situationsOn(tables, { to, from, fromMs, clock, instants: [...clockInstants(before, fromMs), ...clockInstants(after, fromMs)] })) situations.set(`${to} ${from} ${situation.calendar}`, { ...situation, alike })
  }
  return [...situations.values()]
}

/** The numbers that people know first: it is with those that a call is told. */
function linesInOrder({ lines }: Program): [string, Line][] {
  const rank = ({ role, published }: Line) => (role === 'primary' ? 0 : published ? 1 : 2)
  return [...lines].toSorted(([, a], [, b]) => rank(a) - rank(b))
}

/** @param instants further instants at which nodes that look at the clock do something else */
function situationsOn(tables: readonly HoursTable[], { to, from, fromMs, clock, instants }: { to: string; from: string; fromMs: number; clock: LocalClock; instants: readonly number[] }): Situation[] {
  const classes = calendarClasses(tables, fromMs, clock)
  const real = classes.map(({ atMs, states }): Situation => ({ start: { to, from, startedAtMs: atMs, seed: 1 }, at: clock.isoOf(atMs), calendar: states.join(), instead: undefined, alike: [] }))
  for (const atMs of new Set(instants)) {
    const states = tables.map((table) => table.at(atMs).state)
    real.push({ start: { to, from, startedAtMs: atMs, seed: 1 }, at: clock.isoOf(atMs), calendar: `${states.join()} ${clock.isoOf(atMs)}`, instead: undefined, alike: [] })
  }
  if (tables.length === 0) return real
  const met = new Set(classes.flatMap(({ states }) => (states.every((state) => state === states[0]) ? [states[0]] : [])))
  const rehearsed = hoursStates.filter((state) => state === 'error' || !met.has(state)).map((state): Situation => {
    const startedAtMs = real[0]?.start.startedAtMs ?? fromMs
    return { start: { to, from, startedAtMs, seed: 1, hours: state }, at: clock.isoOf(startedAtMs), calendar: `${state}!`, instead: state, alike: [] }
  })
  return [...real, ...rehearsed]
}

/** Callers that an expression could tell apart: none, landline, mobile, IP telephone, and every number that is written anywhere, with a neighbour. */
function callersOf(program: Program): string[] {
  const written = [...program.expressions.keys(), ...program.templates.keys()].flatMap((text) => text.match(/\d{4,}/g) ?? []).map(normaliseNumber)
  const neighbours = written.map((number) => `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`)
  const listed = tableSamples(program).callers.slice(0, mostListedCallers)
  return [...new Set([defaultCaller, 'anonymous', ipCaller, '09012345678', ...[...written, ...neighbours].slice(0, 40), ...listed])]
}

/** Many deaf people call from 050 numbers through the relay service; whoever refuses those refuses them. */
export const ipCaller = '05012345678'
