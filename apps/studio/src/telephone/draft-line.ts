import { HandsetWorld, type Program, SimulationRefused, type Timers, makeLocalClock, normaliseNumber, hoursUnder, parseFaults, runSession, waysUnder } from '@madoguchi/engine'
import { type CallRequest, type LineEvent, LineRefused, type OngoingCall, type TelephoneLine } from './telephone-line.ts'

export interface DraftLineOptions {
  timers: Timers
  /** The wall clock, epoch milliseconds. */
  now(): number
  /** A fresh seed for the random numbers of a call. */
  seed(): number
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
}

/** A line into a draft: engine and world run here in the page, so nothing is stored and no server is needed. */
export function makeDraftLine(program: Program, options: DraftLineOptions = browserSurroundings): TelephoneLine {
  return {
    async dial(request, listen) {
      const faults = faultsOf(request)
      const startedAtMs = request.at === undefined ? options.now() : makeLocalClock(program.timeZone).epochOf(request.at)
      let open = true
      const tell = (event: LineEvent) => {
        if (open) listen(event)
      }
      const world = new HandsetWorld({ emit: tell, timers: options.timers, agents: () => request.agents, faults })
      const seed = options.seed()
      const start = { to: normaliseNumber(request.to), from: request.from, startedAtMs, seed, hours: hoursUnder(faults), ways: waysUnder(faults) }
      void runSession(program, start, world, { onTrace: (event) => tell({ kind: 'trace', event }) }).then(
        () => tell({ kind: 'finished' }),
        (error: unknown) => tell({ kind: 'lost', reason: error instanceof Error ? error.message : String(error) }),
      )
      return { ...ongoing(world, () => (open = false)), seed }
    },
  }
}

function ongoing(world: HandsetWorld, stopListening: () => void): OngoingCall {
  return {
    press: (key) => world.press(key),
    hangup: () => world.hangup(),
    skip: () => world.skip(),
    close() {
      stopListening()
      world.hangup()
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
