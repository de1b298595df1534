import fc from 'fast-check'
import type { OutsideOperation } from '@madoguchi/sdk'
import { beforeAll, expect, it } from 'vitest'
import { makeDatabase, type TestDatabase } from '../../test/make-database.ts'
import { QueueCallbacks } from './queue-callbacks.ts'

type Request = Extract<OutsideOperation, { op: 'callbacks.request' }>
let database: TestDatabase
let nowMs = Date.parse('2026-11-24T10:00:00+09:00')
const callbacks = () => new QueueCallbacks(database.pool, () => new Date(nowMs))
const request = (part: Partial<Request>): Request => ({ op: 'callbacks.request', queue: 'tax', number: '09012345678', joinedMs: 0, priority: 'normal', ...part })

beforeAll(async () => {
  database = await makeDatabase()
})

it('an operation that is asked again, as after a takeover, makes no second entry', async () => {
  const asker = { sessionId: 'again', n: 7, elapsedMs: 90_000 }
  expect(await callbacks().request(request({ queue: 'again', joinedMs: 30_000 }), asker)).toEqual({ result: 'accepted', position: 1 })
  expect(await callbacks().request(request({ queue: 'again', joinedMs: 30_000 }), { ...asker, elapsedMs: 95_000 })).toEqual({ result: 'accepted', position: 1 })
  expect(await callbacks().list('again')).toMatchObject([{ joinedAt: new Date(nowMs - 60_000), state: 'offered' }])
})

it('a number that calls again keeps its first place, also when two calls come at once', async () => {
  const asks = ['a', 'b', 'c'].map((sessionId) => callbacks().request(request({ queue: 'twice' }), { sessionId, n: 1, elapsedMs: 0 }))
  expect((await Promise.all(asks)).map(({ result }) => result).toSorted()).toEqual(['accepted', 'duplicate', 'duplicate'])
  expect(await callbacks().list('twice')).toHaveLength(1)
})

it('the order is that of joining among equal priorities, however late somebody asks to be called back', async () => {
  const at = fc.record({ priority: fc.constantFrom('high' as const, 'normal' as const, 'low' as const), waitedMs: fc.integer({ min: 0, max: 600_000 }) })
  let run = 0
  await fc.assert(fc.asyncProperty(fc.array(at, { minLength: 1, maxLength: 6 }), async (callers) => {
    const queue = `order-${++run}`
    for (const [index, { priority, waitedMs }] of callers.entries()) {
      nowMs += 1000
      const { position } = await callbacks().request(request({ queue, number: `0901234567${index}`, priority }), { sessionId: `${queue}-${index}`, n: 0, elapsedMs: waitedMs })
      expect((await callbacks().list(queue))[position - 1]?.number).toBe(`0901234567${index}`)
    }
    const list = await callbacks().list(queue)
    const rank = { high: 0, normal: 1, low: 2 }
    for (const [index, one] of list.slice(1).entries()) {
      const before = list[index]
      expect(before && (rank[before.priority] < rank[one.priority] || (before.priority === one.priority && before.joinedAt <= one.joinedAt))).toBe(true)
    }
  }), { numRuns: 12 })
})
