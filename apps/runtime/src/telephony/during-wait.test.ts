import { EslEvent } from '@madoguchi/freeswitch-esl'
import type { Answer, JournalEntry, Operation, Utterance } from '@madoguchi/sdk'
import { expect, it } from 'vitest'
import { Channel, type ChannelFacts } from './channel.ts'
import { Desk } from './desk.ts'
import { FreeSwitchWorld } from './free-switch-world.ts'
import { HeldCalls } from './held-calls.ts'
import { SpeechFiles } from './speech-files.ts'
import { FakeTimers } from './testing/fake-timers.ts'
import { NotedCommands } from './testing/recorded-channel.ts'
import { Watchdog } from './watchdog.ts'

// What is done while a caller waits, on one channel; FreeSWITCH is this test.

const say: Utterance = { prompt: 'p', text: 'ことば', seconds: 2, audio: 'a'.repeat(64) }
const place = { queue: 'tax', joinedMs: 0, maxWaitSeconds: 60 }
const ask = { op: 'call.ask', say: [say], own: 0, keys: '1', timeoutSeconds: 5, inLine: place } as const satisfies Operation

class RingingCommands extends NotedCommands {
  answer = (_output: string): void => {}

  override background(command: string, args = ''): Promise<string> {
    void super.background(command, args)
    return new Promise((resolve) => (this.answer = resolve))
  }
}

function waitingCall(found?: ChannelFacts) {
  const timers = new FakeTimers()
  const commands = new RingingCommands()
  const uuid = '00000000-0000-4000-8000-000000000002'
  const channel = new Channel(uuid, commands, (cause) => expect.unreachable(String(cause)))
  const desk = new Desk([{ name: '1001', endpoint: 'user/1001@agents.example' }])
  const watchdog = new Watchdog(() => {}, { now: () => timers.now(), after: () => () => {} })
  const world = new FreeSwitchWorld(
    { channel, files: new SpeechFiles('/prompts', () => true), recordingsFolder: '/recordings', sessionId: 's1', line: '0570012229', gateways: [], desk, held: new HeldCalls(), watchdog, state: () => ({}), elapsedMs: () => timers.now(), timers },
    found && { facts: found, entry: 0 },
  )
  const event = (name: string, headers: Record<string, string> = {}) => channel.handle(new EslEvent(new Map(Object.entries({ 'Event-Name': name, 'Unique-ID': uuid, ...headers }))))
  const entry = (operation: Operation): JournalEntry => ({ n: 0, operation, startedMs: timers.now() })
  return {
    timers, commands, desk, event,
    perform: async (operation: Operation): Promise<Answer> => world.perform(operation, entry(operation)),
    attach: (operation: Operation) => world.attach(operation, { n: 0, operation, startedMs: 0 }),
  }
}

const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

it('whoever answers is bridged to the caller at once, and the answer says so when both have talked', async () => {
  const { commands, event, perform } = waitingCall()
  const asked = perform(ask)
  await settled()
  expect(commands.sent.find((line) => line.startsWith('bgapi originate'))).toMatch(/user\/1001@agents\.example &park\(\)$/)
  commands.answer('+OK leg')
  await settled()
  expect(commands.sent.findLast((line) => line.includes('uuid_bridge'))).toMatch(/^api uuid_bridge 00000000-0000-4000-8000-000000000002 00000000-0000-4000-8000/)
  event('CHANNEL_BRIDGE')
  event('CHANNEL_PARK')
  expect(await asked).toMatchObject({ result: { key: null }, ended: { result: 'served', agent: '1001', waitedSeconds: 0 } })
})

it('a key that comes first is the answer, and the telephone goes on ringing for what comes next', async () => {
  const { commands, event, perform, desk } = waitingCall()
  const asked = perform(ask)
  await settled()
  const id = commands.ids.at(-1) ?? ''
  event('DTMF', { 'DTMF-Digit': '1' })
  event('CHANNEL_EXECUTE_COMPLETE', { 'Application-UUID': id, variable_md_key_0: '1', variable_md_0: '1' })
  const answer = await asked
  expect(answer.ended).toBeUndefined()
  expect([desk.length('tax'), commands.sent.some((line) => line.includes('uuid_kill'))]).toEqual([1, false])
})

it('who hangs up leaves the line, and the telephone falls silent', async () => {
  const { commands, event, perform, desk } = waitingCall()
  const asked = perform(ask)
  await settled()
  event('CHANNEL_HANGUP', { 'Hangup-Cause': 'NORMAL_CLEARING' })
  expect(await asked).toMatchObject({ gone: { in: 'queue' } })
  expect([desk.length('tax'), commands.sent.some((line) => line.startsWith('api uuid_kill'))]).toEqual([0, true])
})

it('the longest wait counts from when the caller joined, whatever was done since', async () => {
  const { timers, perform, desk } = waitingCall()
  timers.advance(61_000)
  expect(await perform(ask)).toMatchObject({ ended: { result: 'timeout', waitedSeconds: 60 } })
  expect(desk.length('tax')).toBe(0)
})

it('going elsewhere gives the place up; what is done beside the call keeps it', async () => {
  const { perform, desk, event, commands } = waitingCall()
  const asked = perform({ op: 'call.wait', seconds: 0, inLine: place })
  await settled()
  expect(desk.length('tax')).toBe(1)
  await Promise.race([asked, settled()])
  await perform({ op: 'queue.look', queue: 'tax', limits: {}, keepsPlace: true })
  expect(desk.length('tax')).toBe(1)
  void perform({ op: 'call.hangup', cause: 'NORMAL_CLEARING' })
  expect(desk.length('tax')).toBe(0)
  event('CHANNEL_HANGUP', { 'Hangup-Cause': 'NORMAL_CLEARING' })
  expect(commands.sent.length).toBeGreaterThan(0)
})

it('a successor that finds the caller talking waits for the end of that conversation', async () => {
  const facts: ChannelFacts = { variables: (name) => (name === 'originate_disposition' ? 'SUCCESS' : undefined), destination: '0570012229', application: 'park', argument: '', caller: { from: '0312345678' } as ChannelFacts['caller'] }
  const { event, attach, commands } = waitingCall(facts)
  const asked = attach(ask)
  await settled()
  expect(commands.sent.some((line) => line.includes('originate '))).toBe(false)
  event('CHANNEL_PARK', { variable_originate_disposition: 'SUCCESS', variable_last_bridge_hangup_cause: 'NORMAL_CLEARING' })
  expect(await asked).toMatchObject({ ended: { result: 'served' } })
})

it('a successor that finds the caller in the menu keeps the place and the menu', async () => {
  const facts: ChannelFacts = { variables: () => undefined, destination: '0570012229', application: 'play_and_get_digits', argument: '', caller: { from: '0312345678' } as ChannelFacts['caller'] }
  const { attach, desk, event } = waitingCall(facts)
  const asked = attach(ask)
  await settled()
  expect(desk.length('tax')).toBe(1)
  event('CHANNEL_HANGUP', { 'Hangup-Cause': 'NORMAL_CLEARING' })
  expect(await asked).toMatchObject({ gone: { in: 'queue' } })
})
