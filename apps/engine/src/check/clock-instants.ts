import type { Moment } from '@madoguchi/sdk'
import { makeLocalClock } from '../hours/local-clock.ts'
import type { Program } from '../program.ts'

const dayMs = 86_400_000
const horizonMs = 400 * dayMs

/**
 * The first instant from `fromMs` on at which each node that looks at the clock does something else than at most times: as long before as it
 * would wait at the most, so that its longest wait is walked. At most times it is too early or too late, which the ordinary situations show.
 */
export function clockInstants(program: Program, fromMs: number): number[] {
  const instants = new Set<number>()
  for (const { steps } of program.flows.values()) {
    for (const { type, config, skip } of steps.values()) {
      if (skip !== undefined) continue
      for (const moment of type.moments?.(config) ?? []) for (const ms of instantsOf(program, moment, fromMs)) instants.add(ms - moment.leadSeconds * 1000)
    }
  }
  return [...instants].filter((ms) => ms >= fromMs && ms < fromMs + horizonMs)
}

function instantsOf({ timeZone, hours }: Program, moment: Moment, fromMs: number): number[] {
  const clock = makeLocalClock(timeZone)
  if ('opening' in moment) {
    const opening = hours.get(moment.opening)?.at(fromMs + moment.leadSeconds * 1000).nextOpenMs
    return opening === null || opening === undefined ? [] : [opening]
  }
  try {
    if ('instant' in moment) return [clock.epochOf(moment.instant)]
    const earliestMs = fromMs + moment.leadSeconds * 1000
    const days = [earliestMs, earliestMs + dayMs].map((ms) => clock.epochOf(`${clock.isoOf(ms).slice(0, 10)}T${moment.time}`))
    return days.filter((ms) => ms >= earliestMs).slice(0, 1)
  } catch {
    // A text that is no time is the node's own problem.
    return []
  }
}
