import { type Program, SimulatedWorld, compileHours, halfHoursOf, markedIn, runSession, stateDifferences, stateRuns, statesOf } from '@madoguchi/engine'
import type { BenchResult } from './bench.ts'
import { referenceProgram } from './reference-bundle.ts'

export const name = 'fiscal-year'

const minutes = 365 * 24 * 60
/** April 2026 to March 2027. */
const beginMs = Date.parse('2026-04-01T00:00:00+09:00')

/** A call in every minute of a fiscal year: is it open, and if not, the guidance up to the first question, where the caller hangs up. */
export async function run(): Promise<BenchResult> {
  const program = await referenceProgram()
  const states = new Map<string, number>()
  const began = performance.now()
  const cpuBefore = process.cpuUsage()
  for (let minute = 0; minute < minutes; minute++) {
    const { trace } = await runSession(program, { to: '0570012229', from: '0312345678', startedAtMs: beginMs + minute * 60_000, seed: 1 }, new SimulatedWorld({ press: ['hang'] }))
    const decision = trace.find((event) => event.kind === 'decision')
    const state = decision?.state ?? 'none'
    states.set(state, (states.get(state) ?? 0) + 1)
  }
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  return {
    name,
    figures: [
      { label: 'calls', value: minutes, unit: 'calls' },
      ...[...states].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([state, count]) => ({ label: `of them ${state}`, value: count, unit: 'calls' })),
      { label: 'time for the year, one process', value: seconds, unit: 's', goal: 10 },
      // Far below the time above on a machine that does other things too.
      { label: 'processor time of it', value: (user + system) / 1e6, unit: 's' },
      { label: 'map of its half-hours for two versions with their differences', value: mapOfTwoVersions(program), unit: 'ms', goal: 1000 },
    ],
  }
}

/** What the hours page draws: both versions compiled anew, every boundary looked up once, 17,520 half-hours each. @returns milliseconds */
function mapOfTwoVersions(program: Program): number {
  const { documents, timeZone } = program
  const hours = documents.hours.get('business-hours')
  if (!hours) throw new Error('the reference bundle has business-hours')
  const lookups = { timeZone, hours: (id: string) => documents.hours.get(id), holidays: (id: string) => documents.holidays.get(id) }
  const began = performance.now()
  const halves = halfHoursOf(timeZone, '2026-04-01', '2027-03-31')
  const [before, after] = [hours, { ...hours, exceptions: [{ date: '2026-12-28', periods: [], reason: 'bench' }] }].map((version) => stateRuns(compileHours(version, lookups), halves.bounds[0] ?? 0, halves.bounds.at(-1) ?? 0))
  const cells = [before, after].map((runs) => statesOf(halves, runs ?? []))
  const marked = markedIn(halves, stateDifferences(before ?? [], after ?? [])).reduce((sum, mark) => sum + mark, 0)
  const tookMs = performance.now() - began
  if (cells.some((map) => map.length !== 17_520) || marked !== 48) throw new Error(`the map is wrong: ${marked} half-hours differ`)
  return tookMs
}
