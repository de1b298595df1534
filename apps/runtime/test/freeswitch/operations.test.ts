import fs from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Operation } from '@madoguchi/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { whyNotRun } from './find-freeswitch.ts'
import { type OperationsLab, startOperationsLab } from './operations-lab.ts'
import { farEnd } from './sip-callee.ts'
import type { CallerStep } from './sip-caller.ts'

const reason = whyNotRun()
if (reason !== undefined) console.log(`not run: operations on FreeSWITCH: ${reason}`)

describe.skipIf(reason !== undefined)('operations on a FreeSWITCH', { timeout: 60_000 }, () => {
  let lab: OperationsLab

  beforeAll(async () => {
    lab = await startOperationsLab({
      gateways: ['closed', 'carrier'],
      seats: ({ agentsDomain }) => [{ name: 'desk', endpoint: `sofia/gateway/carrier/100${farEnd.answers}` }, { name: 'away', endpoint: `user/9999@${agentsDomain}` }],
    })
  }, 60_000)
  afterAll(() => lab?.stop())

  const answers = async (from: string, operations: Operation[], steps: CallerStep[]) => (await lab.call(from, operations, steps)).answers
  const say = (prompt: string) => lab.say(prompt)
  const answer: Operation = { op: 'call.answer' }
  const hangup: Operation = { op: 'call.hangup', cause: 'NORMAL_CLEARING' }
  const transfer = (to: string, timeoutSeconds = 5): Operation => ({ op: 'call.transfer', to, timeoutSeconds, purpose: 'transfer', callerNumber: '0480000000' })
  const collect = { op: 'call.collect', own: 0, minDigits: 1, maxDigits: 6, terminator: '#', timeoutSeconds: 2, digitTimeoutSeconds: 1, secret: false } as const

  it.concurrent('a conversation ends at the far end, and the caller comes back to us', async () => {
    const [, talk, played] = await answers('0333330001', [answer, transfer(`0300000${farEnd.answers}`), { op: 'call.play', say: [say('g.ah.end')] }, hangup], [])
    expect(talk?.result).toMatchObject({ result: 'answered', talkSeconds: 2 })
    expect(played?.result).toMatchObject({ heardSeconds: 0.4 })
  })

  it.concurrent('busy, ringing out and out of order are told apart, and the call goes on', async () => {
    const [, busy, silent, fails, played] = await answers(
      '0333330002',
      [answer, transfer(`0300000${farEnd.busy}`), transfer(`0300000${farEnd.silent}`, 3), transfer(`0300000${farEnd.fails}`), { op: 'call.play', say: [say('g.ah.end')] }, hangup],
      [],
    )
    expect(busy?.result).toMatchObject({ result: 'busy', cause: 'USER_BUSY', talkSeconds: 0 })
    expect(silent?.result).toMatchObject({ result: 'no-answer', talkSeconds: 0 })
    expect(fails?.result).toMatchObject({ result: 'unreachable', talkSeconds: 0 })
    expect(played?.result).toMatchObject({ heardSeconds: 0.4 })
  })

  it.concurrent('a number that is none is dialled nowhere', async () => {
    const [, nowhere] = await answers('0333330003', [answer, transfer('1'), hangup], [])
    expect(nowhere?.result).toMatchObject({ result: 'unreachable', cause: 'INVALID_NUMBER_FORMAT' })
  })

  it.concurrent('who hangs up while talking was connected', async () => {
    const [, talk] = await answers('0333330004', [answer, transfer(`0300000${farEnd.answers}`)], [{ wait: 1200 }, 'hang-up'])
    expect(talk?.gone).toMatchObject({ in: 'transfer' })
  })

  it.concurrent('digits end by the terminator, by their number, by a pause, or never come', async () => {
    const [, hash, full, pause, silence] = await answers(
      '0333330005',
      [answer, { ...collect, say: [say('g.ah.menu')] }, { ...collect, say: [], maxDigits: 3 }, { ...collect, say: [] }, { ...collect, say: [] }, hangup],
      [{ wait: 900 }, { info: '12#' }, { wait: 300 }, { info: '345' }, { wait: 300 }, { info: '67' }],
    )
    expect(hash?.result).toMatchObject({ digits: '12', terminated: true })
    expect(full?.result).toMatchObject({ digits: '345', terminated: false })
    expect(pause?.result).toMatchObject({ digits: '67', terminated: false })
    expect(silence?.result).toMatchObject({ digits: '', terminated: false })
  })

  it.concurrent('keys pressed while waiting answer the next questions', async () => {
    const ask: Operation = { op: 'call.ask', say: [say('g.ah.menu')], own: 0, keys: '123', timeoutSeconds: 2 }
    const [, , first, second, digits] = await answers('0333330006', [answer, { op: 'call.wait', seconds: 2 }, ask, ask, { ...collect, say: [say('g.ah.menu')] }, hangup], [{ wait: 300 }, { info: '1*45#' }])
    expect(first?.result).toMatchObject({ key: '1', heardSeconds: 0 })
    expect(second?.result).toMatchObject({ key: '*', heardSeconds: 0 })
    expect(digits?.result).toMatchObject({ digits: '45', terminated: true, heardSeconds: 0 })
  })

  it.concurrent('a message is a file; a caller who says nothing leaves none', async () => {
    const record: Operation = { op: 'call.record', say: [say('g.ah.menu')], maxSeconds: 3, silenceSeconds: 2, finishKey: '#' }
    const [, finished] = await answers('0333330007', [answer, { ...record, silenceSeconds: 30, maxSeconds: 20 }, hangup], [{ wait: 900 }, { speak: 3000 }, { info: '#' }])
    const [, silent] = await answers('0333330008', [answer, { ...record, maxSeconds: 4 }, hangup], [])
    expect(finished?.result).toMatchObject({ recording: 's0333330007-1' })
    expect((await fs.stat(path.join(lab.recordingsFolder, 's0333330007-1.wav'))).size).toBeGreaterThan(30_000)
    expect(silent?.result).toMatchObject({ recording: null, seconds: 0 })
  })

  it('a queue hears its announcement and is served by the telephone of the desk; a full one is said so', async () => {
    const join: Operation = { op: 'queue.join', queue: 'tax', maxWaitSeconds: 20, maxLength: 5, announceFirst: say('g.queue.first'), announceEverySeconds: 10 }
    const [, served] = await answers('0333330009', [answer, join, hangup], [])
    expect(served?.result).toMatchObject({ result: 'served', agent: 'desk', talkSeconds: 2, announced: [{ again: false }] })
    const look: Operation = { op: 'queue.look', queue: 'tax', limits: {} }
    const [, seen] = await answers('0333330011', [answer, look, hangup], [])
    expect(seen?.result).toMatchObject({ waiting: 0, longestWaitSeconds: 0, agents: 1, free: 1 })
    const [, full] = await answers('0333330010', [answer, { ...join, maxLength: 0 }, hangup], [])
    expect(full?.result).toMatchObject({ result: 'full' })
  })

  it('a waiting caller leaves by the key while music plays', async () => {
    const join: Operation = { op: 'queue.join', queue: 'tax', maxWaitSeconds: 20, maxLength: 5, announceEverySeconds: 10 }
    const talking = answers('0333330012', [answer, join, hangup], [])
    await sleep(300)
    const [[, left, next], [, served]] = await Promise.all([answers('0333330013', [answer, { ...join, leaveKey: '1' }, { op: 'call.play', say: [say('g.queue.first')] }, hangup], [{ wait: 1200 }, { info: '1' }]), talking])
    expect(left?.result).toMatchObject({ result: 'left', talkSeconds: 0 })
    expect(next?.result).toMatchObject({ heardSeconds: 0.4 })
    expect(served?.result).toMatchObject({ result: 'served', agent: 'desk' })
  })

  const place = { queue: 'tax', joinedMs: 0, maxWaitSeconds: 60 }
  const menu = (inLine: typeof place): Operation => ({ op: 'call.ask', say: [say('g.ah.menu'), say('g.ah.menu')], own: 0, keys: '1', timeoutSeconds: 4, inLine })

  it('an agent who answers ends the menu of a waiting caller at once, and the call goes on behind that conversation', async () => {
    const [, asked, next] = await answers('0333330014', [answer, menu(place), { op: 'call.play', say: [say('g.queue.first')] }, hangup], [])
    expect(asked).toMatchObject({ result: { key: null }, ended: { result: 'served', agent: 'desk' } })
    expect(asked?.ended?.talkSeconds).toBeGreaterThanOrEqual(1)
    // The menu would have lasted for five seconds.
    expect((asked?.atMs ?? 0) - 1000 * (asked?.ended?.talkSeconds ?? 0)).toBeLessThan(4500)
    expect(next?.result).toMatchObject({ heardSeconds: 0.4 })
  })

  it('where nobody has the skill, the caller hears the menu, is told the place, and keeps it until leaving', async () => {
    const skilled = { ...place, skills: [{ skill: 'english', level: 3 }] }
    const join: Operation = { op: 'queue.join', queue: 'tax', maxWaitSeconds: 60, skills: skilled.skills, maxLength: 5, announceEverySeconds: 10, joinedMs: 0, returnAfterSeconds: 1 }
    const [, slice, asked, told, again] = await answers('0333330015', [answer, join, menu(skilled), { op: 'call.play', say: [say('g.queue.first')], optional: true, inLine: skilled }, { ...join, leaveKey: '2' }, hangup], [{ wait: 2600 }, { info: '1' }])
    expect(slice?.result).toMatchObject({ result: 'waiting', position: 1, estimatedWaitSeconds: null })
    expect(asked).toMatchObject({ result: { key: '1' } })
    expect(asked?.ended).toBeUndefined()
    expect(told?.result).toMatchObject({ heardSeconds: 0.4 })
    expect(again?.result).toMatchObject({ result: 'waiting', position: 1 })
  })

  it('a caller who hangs up during the menu has left the queue, and the telephone is free again', async () => {
    const [, asked] = await answers('0333330016', [answer, menu({ ...place, queue: 'gone' }), hangup], [{ wait: 150 }, 'hang-up'])
    expect(asked?.gone).toMatchObject({ in: 'queue' })
    await sleep(500)
    const [, seen] = await answers('0333330017', [answer, { op: 'queue.look', queue: 'gone', limits: {} }, hangup], [])
    expect(seen?.result).toMatchObject({ waiting: 0, free: 1 })
  })

  it('nothing went wrong on the way', () => expect(lab.problems).toEqual([]))
})
