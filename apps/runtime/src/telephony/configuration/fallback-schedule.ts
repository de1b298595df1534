import { type FallbackCourse, type Program, compileFallback, makeLocalClock } from '@madoguchi/engine'

/** From `fromMs` on, this course holds until the next change begins. */
export interface CourseChange {
  fromMs: number
  course: FallbackCourse
}

/** What FreeSWITCH alone does on some numbers, over time; numbers with the same courses at the same times share one schedule. */
export interface FallbackSchedule {
  numbers: string[]
  /** In order of time, the first at the beginning of the horizon; neighbours differ. */
  changes: CourseChange[]
}

/** How far ahead the fallback knows the hours: a year, and a month for whoever forgets to write the configuration anew. */
export const horizonDays = 400
const dayMs = 86_400_000

/**
 * Compiles the fallback of every line that a call flow answers. The borders come from the hours tables themselves (`changes`) and from
 * the validity of the lines, so the last line of defence turns at the same second as the first. Of what else changes it knows nothing.
 * @param turn awaited now and then, where calls are run on the same thread
 */
export async function compileSchedules(program: Program, startMs: number, days = horizonDays, turn: () => Promise<unknown> | undefined = () => undefined): Promise<FallbackSchedule[]> {
  const borders = [...new Set([...hoursBorders(program, startMs, startMs + days * dayMs), ...validityBorders(program, startMs, startMs + days * dayMs)])].toSorted((a, b) => a - b)
  const byCourses = new Map<string, FallbackSchedule>()
  for (const [number, line] of program.lines) {
    if (line.flow === undefined) continue
    const changes: CourseChange[] = []
    for (const fromMs of borders) {
      const course = await compileFallback(program, number, fromMs)
      await turn()
      if (courseKey(course) !== courseKey(changes.at(-1)?.course)) changes.push({ fromMs, course })
    }
    const key = JSON.stringify(changes.map(({ fromMs, course }) => [fromMs, courseKey(course)]))
    const same = byCourses.get(key)
    if (same) same.numbers.push(number)
    else byCourses.set(key, { numbers: [number], changes })
  }
  return [...byCourses.values()]
}

/** What a caller notices of a course; equal keys are the same course. */
export function courseKey(course: FallbackCourse | undefined): string {
  if (!course) return ''
  const audio = (say: FallbackCourse['say']) => say.map(({ audio: sha, prompt }) => sha ?? `!${prompt}`)
  const { then } = course
  return JSON.stringify([audio(course.say), then.kind, ...(then.kind === 'failover' ? [then.destination, audio(then.outOfService)] : [])])
}

function hoursBorders(program: Program, startMs: number, endMs: number): number[] {
  const borders = new Set([startMs])
  for (const table of program.hours.values()) {
    for (let at = startMs; at < endMs; ) {
      const next = table.changes(at, 1)[0]
      if (!next || next.atMs >= endMs || next.atMs <= at) break
      borders.add(next.atMs)
      at = next.atMs
    }
  }
  return [...borders]
}

/** The midnights at which lines begin and cease to be valid (R01), in the zone of the bundle. */
function validityBorders({ lines, timeZone }: Program, startMs: number, endMs: number): number[] {
  const dateOf = (ms: number) => makeLocalClock(timeZone).isoOf(ms).slice(0, 10)
  return [...lines.values()].flatMap(({ validFrom, validUntil }) => [
    ...(validFrom === undefined ? [] : [firstSecond(startMs, endMs, (ms) => dateOf(ms) >= validFrom)]),
    ...(validUntil === undefined ? [] : [firstSecond(startMs, endMs, (ms) => dateOf(ms) > validUntil)]),
  ]).filter((ms) => ms < endMs)
}

/** The first whole second from which on something holds; `endMs` where it does not come about before. */
function firstSecond(startMs: number, endMs: number, holds: (ms: number) => boolean): number {
  let before = Math.floor(startMs / 1000) - 1
  let after = Math.ceil(endMs / 1000)
  if (holds(startMs) || !holds(endMs)) return endMs
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (holds(middle * 1000)) after = middle
    else before = middle
  }
  return after * 1000
}
