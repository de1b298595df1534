import type { NodeType, Outcome, TraceEvent } from '@madoguchi/sdk'
import type { Place } from './bundle-names.ts'

/** Whose doing it is: the caller's, the guidance's, or that of somebody or something outside of the flow. */
export const lanes = ['caller', 'system', 'others'] as const
export type Lane = (typeof lanes)[number]

/** What happens at a moment; `with` is a node in which others have a part (a queue, a number that is rung), `now` the node that the call is in. */
export type Deed = Exclude<TraceEvent, { kind: 'step' } | { kind: 'outcome' }> | { kind: 'with' } | { kind: 'now' } | { kind: 'ended'; outcome: Outcome }

/** A deed with the node it happened in. */
export interface Told {
  deed: Deed
  place: Place | undefined
  /** The how-manieth node of the call that is, from 0: where the call can be taken back to. */
  step: number
}

/** All that happens in one lane from one instant on. Times in milliseconds since the call began. */
export interface Moment {
  lane: Lane
  fromMs: number
  toMs: number
  told: readonly Told[]
}

export interface Timeline {
  /** By time, and by lane where they begin at once. */
  moments: readonly Moment[]
  endMs: number
}

export interface Present {
  atMs: number
  /** Where the call is now; undefined once it is over. */
  place: Place | undefined
  /** Whether others have a part in the node that it is in. */
  type: NodeType | undefined
}

/** A call as lanes of moments. A step is told in the trace when its node is left, so what comes before belongs to it. */
export function timelineOf(trace: readonly TraceEvent[], types: ReadonlyMap<string, NodeType>, present: Present): Timeline {
  const made: Moment[] = []
  const steps = trace.filter((event) => event.kind === 'step')
  const endMs = Math.max(present.atMs, ...trace.map((event) => event.atMs + (event.kind === 'heard' ? event.seconds * 1000 : 0)), 0)
  let step = 0
  for (const event of trace) {
    const inside = steps[step]
    const place = inside ? { flow: inside.flow, node: inside.node } : present.place
    if (event.kind === 'step') {
      const toMs = steps[step + 1]?.atMs ?? endMs
      if (isWithOthers(types.get(event.type)) && toMs > event.atMs) made.push({ lane: 'others', fromMs: event.atMs, toMs, told: [{ deed: { kind: 'with' }, place, step }] })
      step++
    } else if (event.kind === 'outcome') {
      made.push({ lane: event.outcome.kind === 'abandoned' ? 'caller' : 'system', fromMs: event.atMs, toMs: event.atMs, told: [{ deed: { kind: 'ended', outcome: event.outcome }, place: lastPlace(steps), step: Math.max(0, step - 1) }] })
    } else {
      made.push({ lane: laneOf(event), fromMs: event.atMs, toMs: event.atMs + (event.kind === 'heard' ? event.seconds * 1000 : 0), told: [{ deed: event, place, step }] })
    }
  }
  if (present.place) made.push(nowOf(present, present.place, trace, step))
  return { moments: together(made), endMs }
}

function lastPlace(steps: readonly Extract<TraceEvent, { kind: 'step' }>[]): Place | undefined {
  const last = steps.at(-1)
  return last && { flow: last.flow, node: last.node }
}

/** From the last thing that happened until now. */
function nowOf({ atMs, type }: Present, place: Place, trace: readonly TraceEvent[], step: number): Moment {
  const fromMs = Math.min(atMs, trace.reduce((latest, event) => Math.max(latest, event.kind === 'heard' ? event.atMs + event.seconds * 1000 : event.atMs), 0))
  return { lane: isWithOthers(type) ? 'others' : 'system', fromMs, toMs: atMs, told: [{ deed: { kind: 'now' }, place, step }] }
}

function isWithOthers(type: NodeType | undefined): boolean {
  return Boolean(type && ((type.asks && type.asks.length > 0) || (type.services && type.services.length > 0)))
}

function laneOf(event: Exclude<TraceEvent, { kind: 'step' } | { kind: 'outcome' }>): Lane {
  if (event.kind === 'pressed') return 'caller'
  return event.kind === 'outside' ? 'others' : 'system'
}

/** One moment for everything that begins in a lane at one instant: several buttons could not stand in one place. */
function together(made: readonly Moment[]): Moment[] {
  const moments = new Map<string, Moment>()
  for (const moment of made) {
    const key = `${moment.fromMs} ${moment.lane}`
    const known = moments.get(key)
    moments.set(key, known ? { ...known, toMs: Math.max(known.toMs, moment.toMs), told: [...known.told, ...moment.told] } : moment)
  }
  return [...moments.values()].toSorted((a, b) => a.fromMs - b.fromMs || lanes.indexOf(a.lane) - lanes.indexOf(b.lane))
}

/** Where a moment is drawn, in pixels from the beginning. */
export interface Drawn {
  left: number
  width: number
}

/** A target that a finger hits (WCAG 2.5.8), and a gap to the next. */
const least = 28
const gap = 4
const pixelsASecond = 8
/** Waiting that is longer than this looks no longer. */
const longest = 320

/**
 * Puts moments side by side on one axis that all lanes share. Seconds are as long everywhere, but for two things: what would lie over
 * something else in its lane moves on, and long silence is shortened.
 * @returns for each moment its place, and the whole width
 */
export function drawTimeline({ moments, endMs }: Timeline): { drawn: Drawn[]; width: number } {
  const at = new Map<number, number>()
  const taken = new Map<Lane, number>()
  let [lastMs, x] = [0, 0]
  for (const fromMs of [...new Set(moments.map((moment) => moment.fromMs)), endMs].toSorted((a, b) => a - b)) {
    const here = moments.filter((moment) => moment.fromMs === fromMs)
    x = Math.max(x + Math.min(longest, ((fromMs - lastMs) / 1000) * pixelsASecond), ...here.map(({ lane }) => taken.get(lane) ?? 0))
    lastMs = fromMs
    at.set(fromMs, x)
    for (const { lane } of here) taken.set(lane, x + least + gap)
  }
  const xOf = between(at)
  const drawn = moments.map(({ fromMs, toMs, lane }, index): Drawn => {
    const next = moments.slice(index + 1).find((other) => other.lane === lane)
    const left = xOf(fromMs)
    const until = Math.min(xOf(toMs), next ? xOf(next.fromMs) - gap : Number.POSITIVE_INFINITY)
    return { left, width: Math.max(least, until - left) }
  })
  return { drawn, width: Math.max(least, ...drawn.map(({ left, width }) => left + width)) }
}

/** Instants between two known ones lie between their places. */
function between(at: ReadonlyMap<number, number>): (ms: number) => number {
  const known = [...at].toSorted(([a], [b]) => a - b)
  return (ms) => {
    const after = known.findIndex(([atMs]) => atMs >= ms)
    const [afterMs, afterX] = known[after < 0 ? known.length - 1 : after] ?? [0, 0]
    const [beforeMs, beforeX] = known[Math.max(0, (after < 0 ? known.length : after) - 1)] ?? [0, 0]
    return afterMs === beforeMs ? afterX : beforeX + ((Math.min(ms, afterMs) - beforeMs) / (afterMs - beforeMs)) * (afterX - beforeX)
  }
}

/** Where a key leads from a moment: along the time in its lane, to what is nearest in the lane above or below, to the beginning or the end. */
export function moveIn(moments: readonly Moment[], from: number, key: string): number | undefined {
  const here = moments[from]
  if (!here) return undefined
  const inLane = (lane: Lane | undefined) => [...moments.entries()].filter(([, moment]) => moment.lane === lane)
  switch (key) {
    case 'ArrowRight':
      return inLane(here.lane).find(([index]) => index > from)?.[0]
    case 'ArrowLeft':
      return inLane(here.lane).findLast(([index]) => index < from)?.[0]
    case 'ArrowUp':
    case 'ArrowDown': {
      const order = key === 'ArrowUp' ? lanes.slice(0, lanes.indexOf(here.lane)).toReversed() : lanes.slice(lanes.indexOf(here.lane) + 1)
      const lane = inLane(order.find((other) => inLane(other).length > 0))
      return lane.toSorted(([, a], [, b]) => Math.abs(a.fromMs - here.fromMs) - Math.abs(b.fromMs - here.fromMs))[0]?.[0]
    }
    case 'Home':
      return 0
    case 'End':
      return moments.length - 1
    default:
      return undefined
  }
}
