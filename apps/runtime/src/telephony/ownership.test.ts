import { expect, it } from 'vitest'
import { Ownership } from './ownership.ts'

/** A FreeSWITCH's global variables with its compare-and-set, and a clock that moves when somebody sleeps. */
function exchange() {
  let value = ''
  let nowMs = 0
  const timers = { now: () => nowMs, after: (milliseconds: number, act: () => void) => { nowMs += milliseconds; queueMicrotask(act); return () => {} } }
  const api = (command: string, args: string): Promise<string> => {
    if (command === 'global_getvar') return Promise.resolve(value)
    const [, wanted = '', old] = args.split('=')
    if (old === undefined || old === value) value = wanted
    return Promise.resolve('+OK')
  }
  const runtime = (node: string) => new Ownership({ api, node, leaseMs: 1000, timers })
  return { runtime, value: () => value, sleep: (ms: number) => void (nowMs += ms) }
}
const never = () => false

it('the first one owns, and a second waits as long as the first renews', async () => {
  const { runtime, value } = exchange()
  const [first, second] = [runtime('first'), runtime('second')]
  expect(await first.claim(never)).toBe(true)
  let rounds = 0
  const waiting = second.claim(() => rounds++ > 40)
  for (let i = 0; i < 45; i++) expect(await first.renew()).toBe(true)
  expect(await waiting).toBe(false)
  expect(value()).toMatch(/^first\./)
})

it('who renews no more is replaced after a lease, and its next renewal fails', async () => {
  const { runtime, value } = exchange()
  const [first, second] = [runtime('first'), runtime('second')]
  await first.claim(never)
  expect(await second.claim(never)).toBe(true)
  expect(value()).toMatch(/^second\./)
  expect(await first.renew()).toBe(false)
  expect(await second.renew()).toBe(true)
})

it('who gives up is replaced at once', async () => {
  const { runtime, sleep } = exchange()
  const [first, second] = [runtime('first'), runtime('second')]
  await first.claim(never)
  await first.release()
  sleep(1)
  expect(await second.claim(never)).toBe(true)
})

it('after half a lease without renewal nothing may be sent', async () => {
  const { runtime, sleep } = exchange()
  const first = runtime('first')
  await first.claim(never)
  expect(first.isFresh).toBe(true)
  sleep(501)
  expect(first.isFresh).toBe(false)
  await first.renew()
  expect(first.isFresh).toBe(true)
})

it('two renewals at once do not take each other for a rival', async () => {
  const { runtime } = exchange()
  const first = runtime('first')
  await first.claim(never)
  expect(await Promise.all([first.renew(), first.renew()])).toEqual([true, true])
})
