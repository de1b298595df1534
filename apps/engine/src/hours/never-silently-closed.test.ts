import { describe, expect, it } from 'vitest'
import { compileFallback } from '../fallback.ts'
import { hoursNow } from '../hours-now.ts'
import { runSession } from '../session.ts'
import { SimulatedWorld } from '../simulated-world.ts'
import { callFlow, compileToy, node } from '../toy-bundle-for-test.ts'

type Json = Record<string, unknown>
const day = [['09:00', '17:00']]
const week = { 1: day, 2: day, 3: day, 4: day, 5: day }
const office = (change: Json): Json => ({ kind: 'hours', id: 'office', title: { ja: '受付時間' }, weekly: week, ...change })
const exits = { emergency: 'shut', exception: 'shut', holiday: 'shut', closed: 'shut', open: 'desk', error: 'alarm' }
const main = callFlow('main', 'h', { h: node('hours', { hours: 'office' }, exits), shut: node('say', { prompts: ['c'], bargeIn: false }, { done: 'end' }), desk: node('say', { prompts: ['a'], bargeIn: false }, { done: 'end' }), alarm: node('say', { prompts: ['b'], bargeIn: false }, { done: 'end' }), end: node('hangup') })
const national = { 'holidays/national.json': { kind: 'holidays', id: 'national', title: { ja: '祝日' }, dates: { '2026-01-01': { name: '元日' } } } }
const tuesdayTen = Date.parse('2026-11-24T10:00:00+09:00')

/** Ways in which a document of hours can fail, by what a person did to it. */
const broken: [name: string, hours: Json, others?: Record<string, Json>][] = [
  ['is not of its schema', office({ weekly: '平日' })],
  ['has a period that ends before it begins', office({ weekly: { ...week, 2: [['17:00', '09:00']] } })],
  ['has overlapping periods', office({ weekly: { ...week, 2: [['09:00', '12:00'], ['11:00', '17:00']] } })],
  ['inherits from what is gone', office({ parent: 'nobody' })],
  ['inherits from itself', office({ parent: 'office' })],
  ['names holidays that are gone', office({ holidays: 'national' })],
  ['has holidays that end before the year of the call', office({ holidays: 'national' }), { 'holidays/national.json': { ...national['holidays/national.json'], dates: { '2025-01-01': { name: '元日' } } } }],
  ['has an exception on a date that does not exist', office({ exceptions: [{ date: '2026-02-30', periods: [], reason: '誤り' }] })],
  ['names a time zone that is none', office({ timeZone: 'Asia/Tokio' })],
]

describe.each(broken)('hours whose document %s', (_name, hours, others = {}) => {
  const compiled = compileToy({ 'call/main.json': main, 'hours/office.json': hours, ...others })
  const program = async () => (await compiled).program ?? expect.unreachable('the rest of the bundle still runs')

  it('take the error exit, and never say closed', async () => {
    const { trace } = await runSession(await program(), { to: '0480000000', from: '0312345678', startedAtMs: tuesdayTen, seed: 1 }, new SimulatedWorld())
    expect(trace.find((event) => event.kind === 'step')).toMatchObject({ node: 'h', exit: 'error' })
    expect(trace.filter((event) => event.kind === 'fault').map(({ code, handledBy }) => [code, handledBy])).toEqual([['hours-error', 'error-exit']])
    expect(trace.flatMap((event) => (event.kind === 'heard' ? [event.prompt] : []))).toEqual(['b'])
  })

  it('are not shown as any state but error, if they are shown', async () => {
    expect(hoursNow(await program(), tuesdayTen).filter(({ state }) => state !== 'error')).toEqual([])
  })

  it('lead the fallback dialplan to what the error exit says', async () => {
    expect((await compileFallback(await program(), '0480000000', tuesdayTen)).say.map(({ prompt }) => prompt)).toContain('b')
  })
})

describe('sound hours', () => {
  it('take no error exit: what is shown above is the fault\'s doing', async () => {
    const { program } = await compileToy({ 'call/main.json': main, 'hours/office.json': office({ holidays: 'national' }), ...national })
    const { trace } = await runSession(program ?? expect.unreachable('sound'), { to: '0480000000', from: '0312345678', startedAtMs: tuesdayTen, seed: 1 }, new SimulatedWorld())
    expect(trace.find((event) => event.kind === 'step')).toMatchObject({ exit: 'open' })
  })
})
