import { type Program, type Timers } from '@madoguchi/engine'
import { beforeAll, expect, test } from 'vitest'
import { referenceProgram } from './reference-bundle-for-test.ts'
import { SteppedCall } from './stepped-call.ts'
import type { LineEvent } from './telephone-line.ts'

let program: Program
beforeAll(async () => {
  program = await referenceProgram()
})

const start = { to: '0570012229', from: '0312345678', startedAtMs: Date.parse('2026-11-24T20:00:00+09:00'), seed: 7 }

/** Time stands still; the call is moved on by `skip` alone. */
const stillTimers: Timers = { now: () => 0, after: () => () => undefined }
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

function made(breakpoints: { flow: string; node: string; condition: string }[] = []) {
  const events: LineEvent[] = []
  const call = new SteppedCall({ program, start, world: { timers: stillTimers, agents: () => 1 }, breakpoints: () => breakpoints, listen: (event) => events.push(event) })
  const sinceBack = () => events.slice(events.findLastIndex(({ kind }) => kind === 'rewound') + 1)
  const trace = () => sinceBack().flatMap((event) => (event.kind === 'trace' ? [event.event] : []))
  const last = <Kind extends LineEvent['kind']>(kind: Kind) => events.findLast((event): event is Extract<LineEvent, { kind: Kind }> => event.kind === kind)
  return { call, events, trace, last }
}

/** Presses the keys one by one at questions, and skips to the end. */
async function finish({ call, last, events }: ReturnType<typeof made>, keys: string): Promise<void> {
  const from = events.length
  let left = keys
  for (let turn = 0; turn < 60 && !events.slice(from).some(({ kind }) => kind === 'finished'); turn++) {
    await settled()
    if (last('stopped') && events.findLastIndex(({ kind }) => kind === 'stopped') > events.findLastIndex(({ kind }) => kind === 'resumed')) call.steps.go('run')
    else if (left !== '' && events.at(-1)?.kind === 'listening') {
      call.press(left.charAt(0))
      left = left.slice(1)
    } else call.skip()
  }
  await settled()
}

test('taken back to any node and gone on the same way, a call has the identical trace', async () => {
  for (const keys of ['1', '2', '9', '65', '']) {
    const first = made()
    await finish(first, keys)
    const whole = first.trace()
    const entered = first.events.flatMap((event) => (event.kind === 'entered' ? [event] : []))
    expect(whole.at(-1)).toMatchObject({ kind: 'outcome' })
    for (const { index } of entered) {
      const pressed = whole.filter((event) => event.kind === 'pressed').length
      first.call.steps.rewind(index)
      await settled()
      const before = first.trace().filter((event) => event.kind === 'pressed').length
      expect(first.last('stopped')).toMatchObject({ index, atMs: entered[index]?.atMs })
      await finish(first, before === pressed ? '' : keys.slice(before))
      expect(first.trace()).toEqual(whole)
    }
  }
})

test('taken back, a call goes another way with another key', async () => {
  const tried = made()
  await finish(tried, '1')
  const menu = tried.events.findLast((event) => event.kind === 'entered' && event.node === 'menu')
  if (menu?.kind !== 'entered') throw new Error('the call passed no menu')
  tried.call.steps.rewind(menu.index)
  await settled()
  await finish(tried, '2')
  expect(tried.trace()).toContainEqual(expect.objectContaining({ kind: 'pressed', keys: '2' }))
  expect(tried.trace()).not.toContainEqual(expect.objectContaining({ kind: 'pressed', keys: '1' }))
})

test('a breakpoint holds the call, one whose condition is false does not, one that cannot be worked out does', async () => {
  const at = async (condition: string) => {
    const tried = made([{ flow: 'after-hours', node: 'menu', condition }])
    await settled()
    return tried.last('stopped')?.node
  }
  expect(await at('')).toBe('menu')
  expect(await at('contact.from = "0312345678"')).toBe('menu')
  expect(await at('contact.from = "1"')).toBeUndefined()
  expect(await at('$nothing(1)')).toBe('menu')
})

test('into goes to the very next node, once the question of this one is answered', async () => {
  const tried = made([{ flow: 'after-hours', node: 'menu', condition: '' }])
  await settled()
  tried.call.steps.go('into')
  await settled()
  expect(tried.last('listening')).toBeDefined()
  tried.call.press('2')
  await settled()
  expect(tried.last('stopped')).toMatchObject({ flow: 'after-hours', node: 'item-2-address' })
})

test('a held call that hangs up ends, and stops nowhere any more', async () => {
  const tried = made([{ flow: 'after-hours', node: 'menu', condition: '' }])
  await settled()
  tried.call.hangup()
  await settled()
  expect(tried.last('finished')).toBeDefined()
  expect(tried.trace().at(-1)).toMatchObject({ kind: 'outcome', outcome: { kind: 'abandoned' } })
})
