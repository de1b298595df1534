import fs from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Operation } from '@madoguchi/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { whyNotRun } from './find-freeswitch.ts'
import { type OperationsLab, startOperationsLab } from './operations-lab.ts'
import { farEnd } from './sip-callee.ts'

const reason = whyNotRun()
if (reason !== undefined) console.log(`not run: operations of voice nodes on FreeSWITCH: ${reason}`)

describe.skipIf(reason !== undefined)('operations of the voice nodes on a FreeSWITCH', { timeout: 60_000 }, () => {
  let lab: OperationsLab

  beforeAll(async () => {
    const seats = [{ name: '1001', endpoint: `sofia/gateway/carrier/100${farEnd.answers}` }, { name: '1002', endpoint: `sofia/gateway/carrier/100${farEnd.busy}`, agent: 'yamada' }, { name: '1003', endpoint: `sofia/gateway/carrier/100${farEnd.accepts}` }]
    lab = await startOperationsLab({ gateways: ['carrier'], seats: () => seats, spoken: 'g.ah.menu' })
  }, 60_000)
  afterAll(() => lab?.stop())

  const call: OperationsLab['call'] = (...asked) => lab.call(...asked)
  const say = (prompt: string) => lab.say(prompt)
  const answer: Operation = { op: 'call.answer' }
  const hangup: Operation = { op: 'call.hangup', cause: 'NORMAL_CLEARING' }
  const play = (): Operation => ({ op: 'call.play', say: [say('g.ah.end')] })
  const transfer = (to: string, more: Partial<Extract<Operation, { op: 'call.transfer' }>> = {}): Operation => ({ op: 'call.transfer', to, timeoutSeconds: 4, purpose: 'transfer', ...more })

  it.concurrent.each([['USER_BUSY', 486], ['NO_ANSWER', 480], ['UNALLOCATED_NUMBER', 404], ['CALL_REJECTED', 603], ['NORMAL_TEMPORARY_FAILURE', 503]] as const)('a call refused with %s is told %i, and never answered', async (cause, status) => {
    const { answers, seen } = await call(`0355550${status}`, [{ op: 'call.hangup', cause, reject: true }], [])
    expect(answers[0]?.result).toEqual({})
    expect(seen.messages).toContain(`SIP/2.0 ${status} `)
    expect(seen.messages).not.toContain('SIP/2.0 200')
  })

  it.concurrent('a text without audio is said by the voice, and told in the lengths that the flow knows', async () => {
    const { answers } = await call('0355560001', [answer, { op: 'call.play', say: [{ prompt: '(text)', text: '番号', seconds: 3 }] }, hangup], [])
    expect(answers[1]?.result).toEqual({ heardSeconds: 3 })
  })

  it.concurrent('the conversation is recorded in stereo, a pause is silence, and the file keeps its time', async () => {
    const act = (name: 'start' | 'pause' | 'resume' | 'stop'): Operation => ({ op: 'call.recording', act: name })
    const wait: Operation = { op: 'call.wait', seconds: 1 }
    const { answers } = await call('0355560002', [answer, act('start'), wait, act('pause'), wait, act('resume'), wait, act('stop'), act('stop'), hangup], [{ speak: 8000 }])
    expect(answers.map(({ result }) => (result as { recording?: string }).recording)).toEqual([undefined, 's0355560002-1', undefined, 's0355560002-1', undefined, 's0355560002-1', undefined, 's0355560002-1', null, undefined])
    const wav = await fs.readFile(path.join(lab.recordingsFolder, 's0355560002-1.wav'))
    expect([wav.readUInt16LE(22), wav.readUInt32LE(24)]).toEqual([2, 8000])
    // Whether each tenth of a second of the left channel, what the caller says, is loud. The tool may begin to speak after we began to record.
    const loud = Array.from({ length: Math.floor((wav.length - 44) / 3200) }, (_, tenth) => Array.from({ length: 800 }, (_, n) => Math.abs(wav.readInt16LE(44 + tenth * 3200 + n * 4))).some((level) => level > 1000))
    expect(loud.map((is) => (is ? 'x' : '.')).join('')).toMatch(/^\.{0,3}x{3,11}\.{7,11}x{7,11}\.*$/)
  })

  it.concurrent('an extension is reached, a busy agent is told so, one without a telephone cannot be reached', async () => {
    const { answers } = await call('0355560003', [answer, transfer('seat:1001'), transfer('agent:yamada'), transfer('agent:nobody'), play(), hangup], [])
    expect(answers.slice(1, 4).map(({ result }) => (result as { result: string }).result)).toEqual(['answered', 'busy', 'unreachable'])
    expect(answers[4]?.result).toMatchObject({ heardSeconds: 0.4 })
  })

  it.concurrent('a group rings together or in turn, and who answers takes the call', async () => {
    const { answers } = await call('0355560004', [answer, transfer('agent:yamada', { also: ['seat:1001'], ringing: 'together' }), transfer(`0300000${farEnd.silent}`, { also: ['seat:1001'], ringing: 'in-turn', timeoutSeconds: 2 }), play(), hangup], [])
    expect(answers[1]?.result).toMatchObject({ result: 'answered', talkSeconds: 2 })
    expect(answers[2]?.result).toMatchObject({ result: 'answered', talkSeconds: 2 })
    expect(answers[3]?.result).toMatchObject({ heardSeconds: 0.4 })
  })

  it.concurrent('a whisper comes before the conversation; who does not accept never gets the caller, who comes back', async () => {
    const whisper = { say: [say('g.ah.menu')], acceptSeconds: 3 }
    const { answers } = await call('0355560005', [answer, transfer('seat:1001', { whisper: { ...whisper, acceptKey: '' } }), transfer('seat:1001', { whisper: { ...whisper, acceptKey: '1' } }), transfer('seat:1003', { whisper: { ...whisper, acceptKey: '1' } }), play(), hangup], [])
    expect(answers[1]?.result).toMatchObject({ result: 'answered', talkSeconds: 1 })
    expect(answers[2]?.result).toMatchObject({ result: 'no-answer', talkSeconds: 0 })
    expect(answers[3]?.result).toMatchObject({ result: 'answered', talkSeconds: 2 })
    expect(answers[4]?.result).toMatchObject({ heardSeconds: 0.4 })
  })

  it.concurrent('on hold with music, then with a prompt again and again, until the time is over', async () => {
    const { answers } = await call('0355560006', [answer, { op: 'call.hold', repeat: [], maxSeconds: 2 }, { op: 'call.hold', repeat: [say('g.ah.end')], maxSeconds: 2 }, play(), hangup], [])
    expect(answers.slice(1, 3).map(({ result }) => result)).toEqual([{ result: 'timeout', heldSeconds: 2, talkSeconds: 0 }, { result: 'timeout', heldSeconds: 2, talkSeconds: 0 }])
    expect(answers[3]?.result).toMatchObject({ heardSeconds: 0.4 })
  })

  it.concurrent('a parked caller is fetched, talks, and comes back when the other hangs up; the slot is then empty', async () => {
    const parked = call('0355560007', [answer, { op: 'call.hold', repeat: [], slot: '701', maxSeconds: 30 }, play(), hangup], [{ speak: 12_000 }])
    await sleep(1500)
    const fetching = call('0355560008', [answer, { op: 'call.retrieve', slot: '701' }], [{ wait: 2500 }, 'hang-up'])
    const [{ answers }, fetched] = await Promise.all([parked, fetching])
    expect(fetched.answers[1]?.gone).toMatchObject({ in: 'transfer' })
    expect(answers[1]?.result).toMatchObject({ result: 'retrieved', talkSeconds: expect.toSatisfy((seconds: number) => seconds >= 2 && seconds <= 3) })
    expect(answers[2]?.result).toMatchObject({ heardSeconds: 0.4 })
    const again = await call('0355560009', [answer, { op: 'call.retrieve', slot: '701' }, hangup], [])
    expect(again.answers[1]?.result).toEqual({ result: 'empty', talkSeconds: 0 })
  })

  it.concurrent('a parked caller who hangs up gives the other back', async () => {
    const parked = call('0355560010', [answer, { op: 'call.hold', repeat: [], slot: '702', maxSeconds: 30 }], [{ wait: 4000 }, 'hang-up'])
    await sleep(1500)
    const fetched = await call('0355560011', [answer, { op: 'call.retrieve', slot: '702' }, play(), hangup], [])
    expect((await parked).answers[1]?.gone).toMatchObject({ in: 'transfer' })
    expect(fetched.answers.slice(1, 3).map(({ result }) => result)).toMatchObject([{ result: 'retrieved' }, { heardSeconds: 0.4 }])
  })

  it.concurrent('a conference takes as many as it may', async () => {
    const join: Operation = { op: 'call.conference', room: 'r1', maxMembers: 2 }
    const first = call('0355560012', [answer, join], [{ wait: 5000 }, 'hang-up'])
    const second = call('0355560013', [answer, join], [{ wait: 5000 }, 'hang-up'])
    await sleep(2000)
    const third = await call('0355560014', [answer, join, play(), hangup], [])
    expect(third.answers.slice(1, 3).map(({ result, fault }) => result ?? fault)).toMatchObject([{ result: 'full', talkSeconds: 0 }, { heardSeconds: 0.4 }])
    for (const { answers } of await Promise.all([first, second])) expect(answers[1]?.gone).toMatchObject({ in: 'transfer' })
  })

  it('nothing went wrong on the way', () => expect(lab.problems).toEqual([]))
})
