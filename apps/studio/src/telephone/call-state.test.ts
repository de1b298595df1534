import { expect, test } from 'vitest'
import { type CallChange, type CallState, callClock, changeCall, idleCall, interrupts, listeningSeconds, skippable } from './call-state.ts'
import type { LineEvent } from './telephone-line.ts'

const menu = { prompt: 'menu', text: '番号を', seconds: 20, audio: 'a' }
const line = (event: LineEvent, nowMs: number): CallChange => ({ kind: 'line', event, nowMs })
const listening: LineEvent = { kind: 'listening', for: 'key', keys: '123', timeoutSeconds: 10 }
const after = (...changes: CallChange[]): CallState => changes.reduce(changeCall, idleCall)
const inMenu = [{ kind: 'dialled', nowMs: 1000 } as const, line({ kind: 'answered' }, 1100), line({ kind: 'speaking', say: [menu] }, 1200), line(listening, 1200)]

test('a question listens from the end of its speech, and a key cuts the speech short', () => {
  const asked = after(...inMenu)
  expect(interrupts(asked)).toBe(true)
  expect(listeningSeconds(asked, 1200 + 19_000)).toBeUndefined()
  expect(listeningSeconds(asked, 1200 + 24_000)).toBe(6)
  expect(after(...inMenu, { kind: 'pressed', key: '1', nowMs: 3000 }).say).toEqual([])
})

test('announcements that may not be interrupted go on when a key is pressed', () => {
  const announced = after({ kind: 'dialled', nowMs: 0 }, line({ kind: 'speaking', say: [menu] }, 0))
  expect(interrupts(announced)).toBe(false)
  expect(changeCall(announced, { kind: 'pressed', key: '1', nowMs: 500 }).say).toEqual([menu])
})

test('skipping jumps to the end of speech first, then over the silence, and the clock of the call runs ahead', () => {
  const asked = after(...inMenu)
  expect(skippable(asked, 1200 + 5000)).toBe(15)
  const skipped = changeCall(changeCall(asked, { kind: 'skipped', nowMs: 6200 }), line({ kind: 'speaking', say: [] }, 6200))
  expect(callClock(skipped, 6200)).toBe(5200 + 15_000)
  expect(skippable(skipped, 6200)).toBe(10)
})

test('the trace corrects the clock where the page could not know how long a wait was', () => {
  const waiting = after({ kind: 'dialled', nowMs: 0 }, line({ kind: 'queued', queue: 'tax' }, 100), { kind: 'skipped', nowMs: 200 })
  const later = changeCall(waiting, line({ kind: 'trace', event: { kind: 'step', atMs: 300_000, flow: 'f', node: 'n', type: 't', exit: 'timeout', visit: 1 } }, 250))
  expect(callClock(later, 250)).toBe(300_000)
})

test('waiting, ringing and talking silence the guidance; an announcement while waiting keeps the wait', () => {
  const queued = after(...inMenu, line({ kind: 'queued', queue: 'tax' }, 5000))
  expect(queued).toMatchObject({ say: [], listening: undefined, connection: { kind: 'queued', queue: 'tax' } })
  const announced = changeCall(queued, line({ kind: 'speaking', say: [menu] }, 6000))
  expect(announced).toMatchObject({ connection: { kind: 'queued' }, connectionFromMs: 5000, say: [menu] })
  expect(changeCall(announced, line({ kind: 'connected', target: 'tax' }, 7000))).toMatchObject({ say: [], connection: { kind: 'connected', target: 'tax' } })
})

test('the end is told once: who hung up first stays, and the outcome that follows is kept', () => {
  const over = after(...inMenu, line({ kind: 'ended', by: 'caller', cause: 'NORMAL_CLEARING' }, 8000), line({ kind: 'trace', event: { kind: 'outcome', atMs: 7000, outcome: { kind: 'abandoned' } } }, 8010), line({ kind: 'finished' }, 8020))
  expect(over).toMatchObject({ phase: 'ended', ended: { by: 'caller' }, outcome: { kind: 'abandoned' }, endedMs: 8000 })
})

test('a flow that ends without hanging up, and a line that is lost, both end the call', () => {
  expect(after(...inMenu, line({ kind: 'finished' }, 9000))).toMatchObject({ phase: 'ended', ended: { by: 'center' } })
  expect(after(...inMenu, line({ kind: 'lost', reason: 'gone' }, 9000))).toMatchObject({ phase: 'ended', ended: { by: 'line', cause: 'gone' } })
})

test('after the first of several digits no time is claimed that the line did not tell', () => {
  const digits = after({ kind: 'dialled', nowMs: 0 }, line({ kind: 'speaking', say: [menu] }, 0), line({ kind: 'listening', for: 'digits', keys: '0123456789#', timeoutSeconds: 10 }, 0), { kind: 'pressed', key: '4', nowMs: 2000 }, line({ kind: 'speaking', say: [] }, 2000))
  expect(listeningSeconds(digits, 3000)).toBeUndefined()
  expect(digits.pressed).toBe('4')
})

test('digits of a secret question are shown to nobody', () => {
  const asked = after({ kind: 'dialled', nowMs: 0 }, line({ kind: 'speaking', say: [menu] }, 0), line({ kind: 'listening', for: 'digits', keys: '0123456789#', timeoutSeconds: 10, secret: true }, 0))
  expect(after({ kind: 'dialled', nowMs: 0 }, line({ kind: 'listening', for: 'digits', keys: '0123456789#', timeoutSeconds: 10 }, 0), { kind: 'pressed', key: '4', nowMs: 10 }).pressed).toBe('4')
  expect([...'471'].reduce((state, key) => changeCall(state, { kind: 'pressed', key, nowMs: 10 }), asked).pressed).toBe('•••')
})

test('a hold and its announcements are one wait, and a recording is told until it stops', () => {
  const held = after(...inMenu, line({ kind: 'recording', act: 'start' }, 4000), line({ kind: 'held', slot: '701' }, 5000), line({ kind: 'speaking', say: [menu] }, 5000))
  expect(held).toMatchObject({ connection: { kind: 'held', slot: '701' }, connectionFromMs: 5000, recording: 'on' })
  expect(changeCall(held, line({ kind: 'recording', act: 'pause' }, 6000)).recording).toBe('paused')
  expect(changeCall(held, line({ kind: 'recording', act: 'stop' }, 6000)).recording).toBe('off')
})
