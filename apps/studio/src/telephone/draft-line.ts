import { type Program, SimulationRefused, type Timers, hoursUnder, makeLocalClock, normaliseNumber, parseFaults, waysUnder } from '@madoguchi/engine'
import { type Breakpoint, useBreakpoints } from './breakpoint-store.ts'
import { SteppedCall } from './stepped-call.ts'
import { type CallRequest, LineRefused, type TelephoneLine } from './telephone-line.ts'

export interface DraftLineOptions {
  timers: Timers
  /** The wall clock, epoch milliseconds. */
  now(): number
  /** A fresh seed for the random numbers of a call. */
  seed(): number
  /** Where calls stop, as it is set when they come there. */
  breakpoints(): readonly Breakpoint[]
}

/** The page's own clock and chance. */
export const browserSurroundings: DraftLineOptions = {
  timers: {
    now: () => performance.now(),
    after(milliseconds, act) {
      const timer = setTimeout(act, milliseconds)
      return () => clearTimeout(timer)
    },
  },
  now: () => Date.now(),
  seed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 1,
  breakpoints: () => useBreakpoints.getState().points,
}

/** A line into a draft: engine and world run here in the page, so nothing is stored and no server is needed. */
export function makeDraftLine(program: Program, options: DraftLineOptions = browserSurroundings): TelephoneLine {
  return {
    async dial(request, listen) {
      const faults = faultsOf(request)
      const startedAtMs = request.at === undefined ? options.now() : makeLocalClock(program.timeZone).epochOf(request.at)
      const start = { to: normaliseNumber(request.to), from: request.from, startedAtMs, seed: options.seed(), hours: hoursUnder(faults), ways: waysUnder(faults) }
      const world = { timers: options.timers, agents: () => request.agents, waiting: () => request.waiting ?? 0, faults }
      return new SteppedCall({ program, start, world, breakpoints: options.breakpoints, listen })
    },
  }
}

function faultsOf({ faults }: CallRequest): Map<string, string> {
  try {
    return parseFaults(faults)
  } catch (error) {
    if (!(error instanceof SimulationRefused)) throw error
    throw new LineRefused({ ja: error.ja, en: error.message }, { cause: error })
  }
}
