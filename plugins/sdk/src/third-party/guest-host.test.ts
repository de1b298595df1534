import { describe, expect, it } from 'vitest'
import { ContactGone, NodeError } from '../faults.ts'
import { GuestHost } from './guest-host.ts'
import type { GuestEvents, ToGuest } from './guest-messages.ts'

/** A guest that the test speaks for, on a clock that the test moves. */
function hosted() {
  let now = 0
  let due: { atMs: number; act: () => void }[] = []
  const guests: { events: GuestEvents; heard: ToGuest[]; killed: boolean }[] = []
  const host = new GuestHost(
    (events) => {
      const guest = { events, heard: [] as ToGuest[], killed: false }
      guests.push(guest)
      return { send: (message) => void guest.heard.push(message), kill: () => void (guest.killed = true) }
    },
    {
      now: () => now,
      after(ms, act) {
        const entry = { atMs: now + ms, act }
        due.push(entry)
        return () => void (due = due.filter((other) => other !== entry))
      },
    },
  )
  const pass = (ms: number) => {
    now += ms
    for (const entry of due.filter(({ atMs }) => atMs <= now)) {
      due = due.filter((other) => other !== entry)
      entry.act()
    }
  }
  const guest = (index = guests.length - 1) => {
    const found = guests[index]
    if (!found) throw new Error('no guest was started')
    return found
  }
  const ready = () => guest().events.message({ kind: 'ready', manifest: {}, services: [] }, 10)
  return { host, guests, guest, pass, ready }
}

const settle = () => new Promise<void>((resolve) => void setTimeout(resolve, 0))
const request = (lend: (what: string, args: unknown) => Promise<unknown>, signal = new AbortController().signal) => ({ type: 'a.b', config: {}, signal, lend })
const code = (run: Promise<unknown>) => run.then(() => 'done', (error: unknown) => (error instanceof NodeError ? error.code : String(error)))

describe('the host of a guest', () => {
  it('starts it when it is first needed, and keeps it', async () => {
    const { host, guests, guest, ready } = hosted()
    expect(guests).toHaveLength(0)
    const first = host.run(request(async () => undefined))
    ready()
    guest().events.message({ kind: 'done', id: 1, result: 'one' }, 10)
    expect(await first).toBe('one')
    const second = host.run(request(async () => undefined))
    guest().events.message({ kind: 'done', id: 2, result: 'two' }, 10)
    expect(await second).toBe('two')
    expect(guests).toHaveLength(1)
  })

  it('blames the run that keeps the turn, and does the others again with the answers they had', async () => {
    const { host, guests, guest, pass, ready } = hosted()
    let answer: (value: unknown) => void = () => {}
    const waiting = host.run(request((what) => (what === 'first' ? Promise.resolve('a') : new Promise((resolve) => (answer = resolve)))))
    ready()
    guest().events.message({ kind: 'ask', id: 1, n: 0, what: 'first', args: [] }, 10)
    await settle()
    guest().events.message({ kind: 'ask', id: 1, n: 1, what: 'second', args: [] }, 10)
    const looping = code(host.run(request(async () => undefined)))
    pass(2_000)
    expect(await looping).toBe('plugin-timeout')
    expect(guest(0).killed).toBe(true)
    answer('b')
    await settle()
    expect(guests, 'started again').toHaveLength(2)
    ready()
    expect(guest().heard).toContainEqual({ kind: 'run', id: 1, type: 'a.b', config: {}, answers: [{ value: 'a' }, { value: 'b' }] })
    guest().events.message({ kind: 'done', id: 1, result: 'whole' }, 10)
    expect(await waiting).toBe('whole')
  })

  it('counts no time while the world answers', async () => {
    const { host, guest, pass, ready } = hosted()
    const run = host.run(request(() => new Promise(() => {})))
    void run.catch(() => {})
    ready()
    guest().events.message({ kind: 'ask', id: 1, n: 0, what: 'call.ask', args: [] }, 10)
    await settle()
    pass(600_000)
    expect(guest().killed).toBe(false)
    host.stop()
  })

  it.each([
    ['a question out of turn', { kind: 'ask', id: 1, n: 1, what: 'x', args: [] }, 10],
    ['a message for a run that is none', { kind: 'done', id: 77, result: 0 }, 10],
    ['what is no message', { kind: 'hello' }, 10],
    ['a value that no store could follow', { kind: 'done', id: 1, result: JSON.parse(`${'['.repeat(2_500)}${']'.repeat(2_500)}`) }, 5_000],
    ['a message that is too long', { kind: 'done', id: 1, result: 0 }, 100_000],
  ])('ends it for %s, and reads no more', async (_, message, size) => {
    const { host, guest, ready } = hosted()
    const run = code(host.run(request(() => new Promise(() => {}))))
    ready()
    guest().events.message({ kind: 'ask', id: 1, n: 0, what: 'x', args: [] }, 10)
    expect(guest().events.message(message, size)).toBe(false)
    expect(guest().killed).toBe(true)
    expect(host.state.lastFailure?.why).toBe('flood')
    host.stop()
    expect(await run).toMatch(/^plugin-/)
  })

  it('waits longer before each restart, and refuses at once whoever would have to wait', async () => {
    const { host, guests, guest, pass } = hosted()
    const run = () => code(host.run(request(async () => undefined)))
    const first = run()
    guest().events.ended('died')
    expect(guests, 'once, at once').toHaveLength(2)
    guest().events.ended('died')
    pass(249)
    expect(guests, 'then after a pause').toHaveLength(2)
    pass(1)
    expect(guests).toHaveLength(3)
    guest().events.ended('died')
    expect(await first, 'a run is not tried for ever').toBe('plugin-died')
    const second = run()
    pass(500)
    expect(guests).toHaveLength(4)
    guest().events.ended('died')
    expect(await second).toBe('plugin-unavailable')
    expect(await run(), 'nobody waits in silence for a second').toBe('plugin-unavailable')
    pass(1_000)
    void run()
    expect(guests).toHaveLength(5)
    host.stop()
  })

  it('gives a fault of a capability back as it was, and a contact that is gone at once', async () => {
    const { host, guest, ready } = hosted()
    const fault = new NodeError('telephony', 'gone wrong')
    const faulty = host.run(request(() => Promise.reject(fault)))
    ready()
    guest().events.message({ kind: 'ask', id: 1, n: 0, what: 'x', args: [] }, 10)
    await settle()
    guest().events.message({ kind: 'failed', id: 1, code: 'telephony', message: 'gone wrong', asked: 0 }, 10)
    await expect(faulty).rejects.toBe(fault)
    const abort = new AbortController()
    const left = host.run(request(() => new Promise(() => {}), abort.signal))
    abort.abort()
    await expect(left).rejects.toBeInstanceOf(ContactGone)
    expect(guest().heard.at(-1)).toEqual({ kind: 'stop', id: 2 })
  })
})
