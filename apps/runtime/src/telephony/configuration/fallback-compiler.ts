import type { Program } from '@madoguchi/engine'
import { makeTurns } from '../../make-turns.ts'
import { steadyOffsetHours } from './day-patterns.ts'
import { type FallbackSchedule, compileSchedules, horizonDays } from './fallback-schedule.ts'
import { type ReleaseDialplan, releaseDialplan } from './release-dialplan.ts'

const dayMs = 86_400_000

interface Compiled {
  number: number
  startMs: number
  offsetHours: number
  schedules: Promise<FallbackSchedule[]>
}

/**
 * Compiles the fallback of a release for instances: the same text all day long, so that what was written once can be recognised, and on
 * each day one that reaches further. What was compiled last is kept, since all instances of a runtime fall back to one release.
 */
export class FallbackCompiler {
  #last: Compiled | undefined

  async compile({ number, program }: { number: number; program: Program }, { folder, gateways }: { folder: string; gateways: readonly string[] }, nowMs: number): Promise<{ dialplan: ReleaseDialplan; untilMs: number }> {
    const known = this.#last
    const { startMs, offsetHours, schedules } = known?.number === number && known.startMs <= nowMs && nowMs < known.startMs + dayMs ? known : this.#begin(number, program, nowMs)
    // From the beginning of the day on, so a day more than what it has to reach.
    const untilMs = startMs + (horizonDays + 1) * dayMs
    return { dialplan: releaseDialplan(await schedules, { folder, gateways, offsetHours, untilMs }), untilMs }
  }

  #begin(number: number, program: Program, nowMs: number): Compiled {
    const offsetHours = steadyOffsetHours(program.timeZone, nowMs - dayMs, horizonDays + 2)
    const offsetMs = offsetHours * 3_600_000
    const startMs = Math.floor((nowMs + offsetMs) / dayMs) * dayMs - offsetMs
    const schedules = compileSchedules(program, startMs, horizonDays + 1, makeTurns())
    const last = { number, startMs, offsetHours, schedules }
    this.#last = last
    schedules.catch(() => (this.#last = this.#last === last ? undefined : this.#last))
    return last
  }
}
