import { type Program, compileBundle, compileFallback } from '@madoguchi/engine'
import { describe, expect, it } from 'vitest'
import { referenceBundle } from '../../../test/freeswitch/short-bundle.ts'
import { nodeTypes } from '../../node-types.ts'
import { readFallback } from '../testing/read-fallback.ts'
import { FallbackCompiler } from './fallback-compiler.ts'

// The last line of defence against the first: every second at which anything could change, and the ones beside it, for 400 days.
const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-22T12:34:56+09:00')
const days = 400
const number = '0570012229'
const { files } = await referenceBundle()

type Json = Record<string, unknown>
const changed = (change: { hours?: Json; bundle?: Json; numbers?: (text: string) => string }): Promise<Program> => {
  const texts = [...files.files].map(([path, text]): [string, string] => {
    if (path.startsWith('hours/')) return [path, JSON.stringify({ ...JSON.parse(text), ...change.hours })]
    if (path.startsWith('numbers/') && change.numbers) return [path, change.numbers(text)]
    return [path, path === 'bundle.json' ? JSON.stringify({ ...JSON.parse(text), ...change.bundle }) : text]
  })
  return compileBundle(new Map(texts), { nodeTypes, audio: { has: (sha) => files.audio.has(sha) } }).then(({ program }) => {
    if (!program) throw new Error('the changed bundle cannot be run')
    return program
  })
}

/** Instants of these local times on each of the days, in every offset that the zone has in a year: found without the engine. */
function candidates(clocks: readonly string[], offsets: readonly number[], instants: readonly string[] = [], until = days): number[] {
  const found = new Set(instants.map((text) => Date.parse(text)))
  for (let day = 0; day <= until + 1; day++) {
    for (const clock of ['00:00', ...clocks]) {
      for (const offset of offsets) found.add(Date.parse(`2026-11-22T${clock}:00Z`) + day * dayMs - offset * 3_600_000)
    }
  }
  return [...found].filter((ms) => ms > nowMs && ms < nowMs + until * dayMs)
}

/** Seconds at which the dialplan and the engine say different things, and how many changes the engine has there. */
async function compare(program: Program, borders: readonly number[]): Promise<{ different: string[]; switches: number }> {
  const { dialplan, untilMs } = await new FallbackCompiler().compile({ number: 1, program }, { folder: '/f', gateways: ['carrier'] }, nowMs)
  expect(untilMs).toBeGreaterThanOrEqual(nowMs + days * dayMs)
  const heard = readFallback(dialplan.files.get('dialplan/fallback.xml') ?? '')
  const different: string[] = []
  let switches = 0
  for (const border of borders) {
    const said: string[] = []
    for (const atMs of [border - 1000, border, border + 1000]) {
      const { say, then } = await compileFallback(program, number, atMs)
      const wanted = JSON.stringify({ audio: [...say, ...(then.kind === 'failover' ? then.outOfService : [])].map(({ audio }) => audio), dialled: then.kind === 'failover' ? then.destination : undefined })
      if (JSON.stringify(heard(number, atMs)) !== wanted) different.push(new Date(atMs).toISOString())
      said.push(wanted)
    }
    if (said[0] !== said[1]) switches++
  }
  return { different, switches }
}

describe('at each border of 400 days, a second before and a second after, FreeSWITCH alone says what the flow would say', () => {
  it('with the hours as shipped', async () => {
    const program = await changed({})
    const { different, switches } = await compare(program, candidates(['08:30', '17:15'], [9]))
    expect(different).toEqual([])
    const workingDays = program.hours.get('business-hours')?.days('2026-11-22', '2027-12-27').filter(({ state }) => state === 'open').length ?? 0
    expect(workingDays).toBeGreaterThan(250)
    // The last day is over at noon here.
    expect(switches).toBe(2 * workingDays - 1)
  })

  it('with an emergency closing, an exception, and a lunch break', async () => {
    const emergency = { from: '2026-11-24T10:11:12+09:00', until: '2026-11-26T09:08:07+09:00', reason: '停電' }
    const weekly = { 1: [['08:30', '12:00'], ['13:00', '17:15']], 2: [['08:30', '17:15']], 5: [['00:00', '24:00']] }
    const exceptions = [{ date: '2026-12-30', periods: [['09:00', '10:00']], reason: '臨時開設' }]
    const borders = candidates(['08:30', '12:00', '13:00', '17:15'], [9], [emergency.from, emergency.until, '2026-12-30T09:00:00+09:00', '2026-12-30T10:00:00+09:00'], 200)
    const program = await changed({ hours: { emergency, weekly, exceptions } })
    const { different, switches } = await compare(program, borders)
    expect(different).toEqual([])
    expect(switches).toBeGreaterThan(150)
    expect((await compare(program, [Date.parse(emergency.from), Date.parse(emergency.until)])).switches).toBe(2)
  })

  it('in a zone with summer time, also in the hour that there is twice or not at all', async () => {
    const weekly = { 1: [['08:30', '24:00']], 7: [['01:30', '02:30']] }
    const { different, switches } = await compare(await changed({ hours: { timeZone: 'Europe/Berlin', weekly }, bundle: { timeZone: 'Europe/Berlin' } }), candidates(['01:30', '02:30', '03:00', '08:30'], [1, 2]))
    expect(different).toEqual([])
    expect(switches).toBeGreaterThan(180)
  })

  it('of a number that begins and ceases to be valid', async () => {
    const program = await changed({ numbers: (text) => JSON.stringify(withValidity(JSON.parse(text))) })
    const { different, switches } = await compare(program, ['2027-01-10T00:00:00+09:00', '2027-03-01T00:00:00+09:00'].map((text) => Date.parse(text)))
    expect([different, switches]).toEqual([[], 2])
  })
})

function withValidity(document: { lines: Record<string, Json>[] | Record<string, Json> }): unknown {
  const lines = Object.fromEntries(Object.entries(document.lines).map(([key, line]) => [key, { ...line, validFrom: '2027-01-10', validUntil: '2027-02-28' }]))
  return { ...document, lines: Array.isArray(document.lines) ? Object.values(lines) : lines }
}
