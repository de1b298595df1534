import type { JournalEntry, QueueOperation } from '@madoguchi/sdk'
import { describe, expect, it } from 'vitest'
import type { Act, Ending } from './act.ts'
import type { CallControl } from './call-control.ts'
import { Desk } from './desk.ts'

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))
const seats = [{ name: 'a', endpoint: 'user/1001@agents.example' }, { name: 'b', endpoint: 'user/1002@agents.example' }]
const operation: QueueOperation = { op: 'queue.join', queue: 'tax', maxWaitSeconds: 600, maxLength: 9, announceEverySeconds: 30 }
const done = (variables: Record<string, string> = {}): Ending => ({ kind: 'done', response: '', variables: (name) => variables[name] })

/** A call whose bridges are answered, and ended, by the test; music plays until it is broken off. */
class WaitingCall implements CallControl {
  readonly line = '0570012229'
  readonly acts: Act[] = []
  elapsedMs = 0
  key: { key: string; act: () => void } | undefined
  #endTalk = (_ending: Ending): void => {}
  #endMusic = (): void => {}
  readonly uuid: string

  constructor(uuid: string) {
    this.uuid = uuid
  }

  bridge(act: Act, _entry: JournalEntry, _suffix?: string, onBridged?: () => void): ReturnType<CallControl['bridge']> {
    this.acts.push(act)
    this.answer = () => onBridged?.()
    return new Promise((resolve) => (this.#endTalk = (ending) => resolve({ ending, bridgedAtMs: 0, seconds: 90 })))
  }

  answer = (): void => {}

  hangUp(): void {
    this.#endTalk(done({ originate_disposition: 'SUCCESS' }))
  }

  sound(): Promise<Ending> {
    return new Promise((resolve) => (this.#endMusic = () => resolve(done())))
  }

  breakOff(): void {
    this.#endMusic()
  }

  pause(): Promise<void> {
    return Promise.resolve()
  }

  watchKey(watched: { key: string; act: () => void } | undefined): void {
    this.key = watched
  }

  command(_command: string, args: string): Promise<string> {
    return Promise.resolve(args === '*/1002@agents.example' ? 'error/user_not_registered' : `sofia/agents/sip:${args}`)
  }

  /** Commands that wait for a telephone, each answered by the test. */
  readonly originated: { args: string; reply: (output: string) => void }[] = []

  background(_command: string, args: string): Promise<string> {
    return new Promise((reply) => this.originated.push({ args, reply }))
  }

  isPlayable = () => true
  fileOf = () => '/prompts/w.wav'
  speak = () => Promise.resolve(done())
  held = () => Promise.resolve(done())
  set(): void {}
  release(): void {}
  inConversation(): void {}
  /** The pause between two rounds never ends by itself. */
  after = () => () => {}
}

const entry: JournalEntry = { n: 0, operation, startedMs: 0 }

describe('the desk', () => {
  it('offers the next caller to the telephone that is free while another caller talks', async () => {
    const desk = new Desk(seats)
    const [first, second] = [new WaitingCall('1'), new WaitingCall('2')]
    void desk.join(operation, entry, first)
    await settled()
    first.answer()
    void desk.join(operation, entry, second)
    await settled()
    expect([first.acts.length, second.acts.length]).toEqual([1, 1])
  })

  it('tells who waits, who is registered and who is free, and estimates by the conversations it had', async () => {
    let now = 0
    const desk = new Desk(seats, undefined, () => now)
    const look = { op: 'queue.look', queue: 'tax', limits: {} } as const
    const [talking, ringing] = [new WaitingCall('1'), new WaitingCall('2')]
    expect(await desk.look(look, talking)).toEqual({ waiting: 0, longestWaitSeconds: 0, estimatedWaitSeconds: 0, agents: 1, free: 1 })
    const served = desk.join(operation, entry, talking)
    await settled()
    talking.answer()
    talking.hangUp()
    expect(await served).toMatchObject({ result: { result: 'served', agent: 'a' } })
    void desk.join(operation, entry, ringing)
    void desk.join(operation, entry, new WaitingCall('3'))
    await settled()
    now = 7000
    expect(await desk.look(look, talking)).toEqual({ waiting: 2, longestWaitSeconds: 7, estimatedWaitSeconds: 270, agents: 1, free: 0 })
  })

  it('lets the agent hear what a caller comes about before they are connected', async () => {
    const call = new WaitingCall('1')
    void new Desk(seats).join({ ...operation, whisper: [{ prompt: 'w', text: 'w', seconds: 2 }] }, entry, call)
    await settled()
    expect(call.acts[0]?.applications[0]?.argument).toContain('/prompts/w.wav')
  })

  it('refuses a whisper that has no audio before anybody waits', async () => {
    const call = new WaitingCall('1')
    call.isPlayable = () => false
    expect(await new Desk(seats).join({ ...operation, whisper: [{ prompt: 'w', text: 'w', seconds: 2 }] }, entry, call)).toMatchObject({ fault: { code: 'prompt-missing' } })
  })

  it('lets a caller leave by the key, at once while music plays', async () => {
    const desk = new Desk([])
    const call = new WaitingCall('1')
    const joined = desk.join({ ...operation, leaveKey: '1' }, entry, call)
    await settled()
    expect([call.key?.key, desk.length('tax')]).toEqual(['1', 1])
    call.key?.act()
    expect(await joined).toMatchObject({ result: { result: 'left', talkSeconds: 0 } })
    expect([call.key, desk.length('tax')]).toEqual([undefined, 0])
  })

  it('rings only telephones whose agents know enough, and counts only those', async () => {
    const skilled = [{ name: 'a', endpoint: 'user/1001@agents.example', skills: { english: 2 } }, { name: 'b', endpoint: 'user/1003@agents.example', skills: { english: 4 } }]
    const desk = new Desk(skilled)
    const call = new WaitingCall('1')
    const skills = [{ skill: 'english', level: 3 }]
    expect(await desk.look({ queue: 'tax', skills }, call)).toMatchObject({ agents: 1, free: 1 })
    void desk.join({ ...operation, skills }, entry, call)
    await settled()
    expect(call.acts.map(({ applications }) => applications[0]?.argument)).toEqual([expect.stringContaining('user/1003@agents.example')])
  })

  it('somebody whom no free telephone could serve stands in nobody’s way', async () => {
    const desk = new Desk(seats)
    void desk.join({ ...operation, skills: [{ skill: 'sign', level: 1 }] }, entry, new WaitingCall('1'))
    void desk.join({ ...operation, skills: [{ skill: 'sign', level: 1 }] }, entry, new WaitingCall('2'))
    const call = new WaitingCall('3')
    void desk.join(operation, entry, call)
    await settled()
    expect(call.acts).toHaveLength(1)
  })

  it('a slice of a wait tells place and estimate, and keeps the place for what comes next', async () => {
    const desk = new Desk([])
    const [before, call] = [new WaitingCall('1'), new WaitingCall('2')]
    void desk.join(operation, entry, before)
    expect(await desk.join({ ...operation, returnAfterSeconds: 0 }, entry, call)).toMatchObject({ result: { result: 'waiting', position: 2, estimatedWaitSeconds: null } })
    expect(desk.length('tax')).toBe(2)
    desk.forget('2')
    expect(desk.length('tax')).toBe(1)
  })

  it('a caller whom a successor finds stands where they joined, before those who came later', async () => {
    let now = 100_000
    const desk = new Desk([], undefined, () => now)
    const [later, found] = [new WaitingCall('1'), new WaitingCall('2')]
    void desk.join(operation, entry, later)
    now += 1000
    found.elapsedMs = 30_000
    expect(await desk.join({ ...operation, joinedMs: 5000, returnAfterSeconds: 0 }, { ...entry, startedMs: 30_000 }, found)).toMatchObject({ result: { position: 1 } })
  })
})

describe('a telephone that rings beside what the caller hears', () => {
  const place = { queue: 'tax', joinedMs: 0, maxWaitSeconds: 600 }

  it('is told of once somebody has answered, and not taken by anybody else', async () => {
    const desk = new Desk(seats.slice(0, 1))
    const [call, other] = [new WaitingCall('00000000-0000-0000-0000-000000000001'), new WaitingCall('00000000-0000-0000-0000-000000000002')]
    let answered = 0
    desk.offerMeanwhile(place, call, () => void answered++)
    await settled()
    expect(call.originated).toHaveLength(1)
    void desk.join(operation, entry, other)
    await settled()
    expect(other.acts).toHaveLength(0)
    call.originated[0]?.reply('+OK leg')
    await settled()
    expect(answered).toBe(1)
  })

  it('falls silent when the caller leaves, and who has answered by then is hung up', async () => {
    const desk = new Desk(seats.slice(0, 1))
    const call = new WaitingCall('00000000-0000-0000-0000-000000000001')
    const commands: string[] = []
    call.command = (command, args) => (commands.push(`${command} ${args}`), Promise.resolve('+OK'))
    desk.offerMeanwhile(place, call, () => expect.unreachable())
    await settled()
    desk.forget(call.uuid)
    call.originated[0]?.reply('+OK leg')
    await settled()
    expect(commands.filter((command) => command.startsWith('uuid_kill')).length).toBeGreaterThan(0)
    expect((await desk.look({ queue: 'tax' }, call)).free).toBe(1)
  })
})
