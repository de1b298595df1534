import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type SessionSource, type SessionSummary, findSessions, firstIdAt, loadTrace, nextId, placedAt, readOutcome } from './session-list.ts'

const noon = Date.parse('2026-11-24T12:00:00+09:00')
const idAt = (ms: number, index: number) => firstIdAt(ms).replace(/.{12}$/, index.toString(16).padStart(12, '0'))

/** 250 calls, one a minute, every fiftieth a fault, the newest still running. */
const calls: SessionSummary[] = Array.from({ length: 250 }, (_, index) => {
  const startedMs = noon - index * 60_000
  const outcome = index === 0 ? null : { kind: index % 50 === 0 ? 'error' : 'hangup' }
  return { id: idAt(startedMs, index), releaseNumber: 1, dialledLine: '0570012229', callerNumber: null, channel: 'simulated', startedAt: new Date(startedMs).toISOString(), endedAt: index === 0 ? null : new Date(startedMs + 30_000).toISOString(), outcome }
})

function source(all: readonly SessionSummary[] = calls): SessionSource & { asked: number } {
  return {
    asked: 0,
    async list({ before, limit }) {
      this.asked++
      return all.filter(({ id }) => before === undefined || id < before).slice(0, limit)
    },
    trace: async () => [],
    files: async () => [],
  }
}

test('pages follow each other without a gap or a repeat, whatever their size', async () => {
  for (const size of [1, 25, 100, 101]) {
    const seen: string[] = []
    for (let start: string | undefined, first = true; first || start !== undefined; first = false) {
      const page = await findSessions(source(), {}, size, start)
      seen.push(...page.sessions.map(({ id }) => id))
      start = page.next
    }
    expect(seen).toEqual(calls.map(({ id }) => id))
  }
})

test('dates are found by the ids: the first instant is inside, the last outside', async () => {
  const { sessions, next } = await findSessions(source(), { fromMs: noon - 20 * 60_000, untilMs: noon - 10 * 60_000 }, 100)
  expect(sessions.map(({ startedAt }) => (noon - Date.parse(startedAt)) / 60_000)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20])
  expect(next).toBeUndefined()
})

test('an outcome is found over many pages of the server, and a running call by itself', async () => {
  expect((await findSessions(source(), { outcome: 'error' }, 3)).sessions.map(({ startedAt }) => (noon - Date.parse(startedAt)) / 60_000)).toEqual([50, 100, 150])
  expect((await findSessions(source(), { outcome: 'running' }, 25)).sessions).toEqual([calls[0]])
})

test('a search for what is rare ends after a thousand and can go on', async () => {
  const [, hangup] = calls
  if (!hangup) throw new Error('there are calls')
  const many = Array.from({ length: 2500 }, (_, index) => ({ ...hangup, id: idAt(noon - index * 1000, index), startedAt: new Date(noon - index * 1000).toISOString() }))
  const server = source(many)
  const page = await findSessions(server, { outcome: 'error' }, 25)
  expect([page.sessions.length, page.searched, server.asked]).toEqual([0, 1000, 10])
  expect((await findSessions(source(many), { outcome: 'error' }, 25, page.next)).searched).toBe(1000)
})

test('the smallest id of an instant sorts behind every earlier id and not behind its own', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 45 }), fc.integer({ min: 1, max: 100_000 }), (ms, later) => {
      expect(firstIdAt(ms) < firstIdAt(ms + later)).toBe(true)
      expect(firstIdAt(ms)).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    }),
  )
})

test('an id tells when its call was placed', () => {
  expect(placedAt(firstIdAt(noon))).toBe(noon)
  expect(placedAt('01945b9e-7c00-7abc-9def-0123456789ab')).toBe(0x01945b9e7c00)
})

test('a try-out that was told another time is found by when it was placed', async () => {
  const pretended = calls.map((call, index) => (index === 1 ? { ...call, startedAt: '2030-01-01T00:00:00Z' } : index === 2 ? { ...call, startedAt: '2001-01-01T00:00:00Z' } : call))
  const { sessions } = await findSessions(source(pretended), { fromMs: noon - 4 * 60_000 }, 25)
  expect(sessions.map(({ id }) => id)).toEqual(calls.slice(0, 5).map(({ id }) => id))
})

test('the id after an id is the next one in order, also over a carry', () => {
  expect(nextId('01945b9e-7c00-7000-8000-0000000000ff')).toBe('01945b9e-7c00-7000-8000-000000000100')
  expect(nextId('01945b9e-7c00-7000-ffff-ffffffffffff')).toBe('01945b9e-7c00-7001-0000-000000000000')
})

test('a trace is loaded to its end, its events made whole from the columns, and unknown kinds left out', async () => {
  const stored = Array.from({ length: 1203 }, (_, n) => ({ n, atMs: n, kind: n === 7 ? 'novel' : 'pressed', body: { keys: '1' } }))
  const server: SessionSource = { ...source(), trace: async ({ after, limit }) => stored.filter(({ n }) => n > (after ?? -1)).slice(0, limit) }
  const trace = await loadTrace(server, 'x')
  expect(trace).toHaveLength(1202)
  expect(trace[8]).toEqual({ kind: 'pressed', atMs: 9, keys: '1' })
})

test('an outcome that is none is none', () => {
  expect(readOutcome({ kind: 'agent', target: 'tax' })).toEqual({ kind: 'agent', target: 'tax' })
  for (const strange of [null, undefined, 'agent', { kind: 'eaten' }, []]) expect(readOutcome(strange)).toBeUndefined()
})
