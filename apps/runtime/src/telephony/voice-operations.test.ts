import { EslEvent } from '@madoguchi/freeswitch-esl'
import type { Answer, Operation, Utterance } from '@madoguchi/sdk'
import { describe, expect, it } from 'vitest'
import type { OutsideWorld } from '../integrations/outside-world.ts'
import { Channel, type ChannelFacts } from './channel.ts'
import { Desk } from './desk.ts'
import { FreeSwitchWorld } from './free-switch-world.ts'
import { HeldCalls } from './held-calls.ts'
import { SpeechFiles } from './speech-files.ts'
import type { Voice } from './spoken-texts.ts'
import { FakeTimers } from './testing/fake-timers.ts'
import { NotedCommands } from './testing/recorded-channel.ts'
import { Watchdog } from './watchdog.ts'

const say = (audio: string | undefined, seconds = 2): Utterance => ({ prompt: `p-${audio}`, text: 'ことば', seconds, ...(audio !== undefined && { audio }) })

class AnsweringCommands extends NotedCommands {
  /** What FreeSWITCH answers to an API command, where it is not `+OK`. */
  readonly replies = new Map<string, string>()

  override async api(command: string, args = ''): Promise<string> {
    await super.api(command, args)
    return this.replies.get(command) ?? '+OK\n'
  }
}

interface Exchange {
  timers: FakeTimers
  held: HeldCalls
}

const exchange = (): Exchange => ({ timers: new FakeTimers(), held: new HeldCalls() })

/** One call on a channel whose FreeSWITCH is this test: what was sent, and events as it would send them. */
function placeCall({ timers, held }: Exchange = exchange(), { uuid = '00000000-0000-4000-8000-000000000002', voice, found, outside }: { uuid?: string; voice?: Voice; found?: ChannelFacts; outside?: Pick<OutsideWorld, 'perform'> } = {}) {
  const commands = new AnsweringCommands()
  const channel = new Channel(uuid, commands, (cause) => expect.unreachable(String(cause)))
  const noted: string[] = []
  const watchdog = new Watchdog((command, args) => void noted.push(`${command} ${args}`), { now: () => timers.now(), after: () => () => {} })
  const desk = new Desk([{ name: '1001', endpoint: 'user/1001@agents.example' }, { name: '1002', endpoint: 'user/1002@agents.example', agent: 'yamada' }])
  const world = new FreeSwitchWorld(
    {
      channel, files: new SpeechFiles('/prompts', (file) => !file.includes('gone')), recordingsFolder: '/recordings', sessionId: 's1', line: '0570012229', gateways: ['a', 'b'],
      desk, held, voice, outside, watchdog, state: () => ({}), elapsedMs: () => timers.now(), timers,
    },
    found && { facts: found, entry: 0 },
  )
  let n = 0
  return {
    commands, channel, noted,
    perform: async (operation: Operation): Promise<Answer> => world.perform(operation, { n: n++, operation, startedMs: timers.now() }),
    event: (name: string, headers: Record<string, string> = {}) => channel.handle(new EslEvent(new Map(Object.entries({ 'Event-Name': name, 'Unique-ID': uuid, ...headers })))),
    /** The last application is over. */
    completed(variables: Record<string, string> = {}) {
      const headers = Object.entries(variables).map(([variable, value]): [string, string] => [`variable_${variable}`, value])
      this.event('CHANNEL_EXECUTE_COMPLETE', { 'Application-UUID': commands.ids.at(-1) ?? '', ...Object.fromEntries(headers) })
    },
    bridgeArgument: () => commands.sent.findLast((line) => line.startsWith('bridge '))?.slice('bridge '.length) ?? '',
  }
}

const settled = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}

it('a call is refused by its cause alone: nothing is answered or played', async () => {
  const call = placeCall()
  const ending = call.perform({ op: 'call.hangup', cause: 'USER_BUSY', reject: true })
  call.event('CHANNEL_HANGUP', { 'Hangup-Cause': 'USER_BUSY' })
  expect((await ending).result).toEqual({})
  expect(call.commands.sent).toEqual(['hangup USER_BUSY'])
})

describe('what is done beside the call', () => {
  const request: Operation = { op: 'http.request', method: 'GET', url: 'https://api.example.jp/', headers: [], timeoutSeconds: 5, retries: 0, sample: {} }
  const sms: Operation = { op: 'messages.send', by: 'sms', to: '09012345678', subject: '', text: 'ことば' }

  it('is asked of the services under session and number, and touches the channel not at all', async () => {
    const asked: unknown[] = []
    const call = placeCall(exchange(), { outside: { perform: async ({ op }, asker) => (asked.push([op, asker]), { result: { result: 'ok', status: 200, json: 1 } }) } })
    expect((await call.perform(request)).result).toEqual({ result: 'ok', status: 200, json: 1 })
    expect((await call.perform(sms)).result).toBeDefined()
    expect(asked).toEqual([['http.request', { sessionId: 's1', n: 0 }], ['messages.send', { sessionId: 's1', n: 1 }]])
    expect(call.commands.sent).toEqual([])
  })

  it('a caller who hangs up while another system is asked is gone', async () => {
    const call = placeCall(exchange(), { outside: { perform: async () => (call.event('CHANNEL_HANGUP', { 'Hangup-Cause': 'NORMAL_CLEARING' }), { result: {} }) } })
    expect((await call.perform(request)).gone).toMatchObject({ cause: 'NORMAL_CLEARING' })
  })

  it('without services is a fault that the flow can answer', async () => {
    expect((await placeCall().perform(sms)).fault).toMatchObject({ code: 'service-missing' })
  })
})

describe('the recording of a conversation', () => {
  const act = (name: 'start' | 'pause' | 'resume' | 'stop'): Operation => ({ op: 'call.recording', act: name })
  const file = '00000000-0000-4000-8000-000000000002'

  it('is started in stereo, masked and unmasked, and stopped', async () => {
    const call = placeCall()
    const answers = []
    for (const name of ['start', 'pause', 'resume', 'stop', 'pause'] as const) answers.push((await call.perform(act(name))).result)
    expect(answers).toEqual([...Array.from({ length: 4 }, () => ({ recording: 's1-0' })), { recording: null }])
    expect(call.commands.sent).toEqual([
      `api uuid_setvar_multi ${file} RECORD_STEREO=true;md_recording=s1-0`,
      ...['start', 'mask', 'unmask', 'stop'].map((verb) => `api uuid_record ${file} ${verb} /recordings/s1-0.wav`),
      `api uuid_setvar_multi ${file} md_recording=`,
    ])
  })

  it('is found again by a successor', async () => {
    const call = placeCall(exchange(), { found: { variables: (name) => (name === 'md_recording' ? 's1-7' : undefined), destination: '', application: '', argument: '', caller: { from: 'anonymous' } } })
    expect((await call.perform(act('stop'))).result).toEqual({ recording: 's1-7' })
    expect(call.commands.sent[0]).toBe(`api uuid_record ${file} stop /recordings/s1-7.wav`)
  })

  it('that FreeSWITCH refuses is a fault', async () => {
    const call = placeCall()
    call.commands.replies.set('uuid_record', '-ERR Cannot record session!\n')
    expect((await call.perform(act('start'))).fault).toMatchObject({ code: 'telephony' })
  })
})

describe('who is called', () => {
  const transfer = (to: string, more: Partial<Extract<Operation, { op: 'call.transfer' }>> = {}): Operation => ({ op: 'call.transfer', to, timeoutSeconds: 20, purpose: 'transfer', ...more })
  const dialled = async (operation: Operation) => {
    const call = placeCall()
    const ending = call.perform(operation)
    call.completed({ originate_disposition: 'USER_BUSY', DIALSTATUS: 'BUSY' })
    expect((await ending).result).toMatchObject({ result: 'busy' })
    return call.bridgeArgument()
  }
  const legs = '{originate_timeout=20,leg_progress_timeout=10}'

  it.each([['seat:1001', 'user/1001@agents.example'], ['agent:yamada', 'user/1002@agents.example'], ['048-000-0000', 'sofia/gateway/a/0480000000|sofia/gateway/b/0480000000']])('%s is dialled as %s', async (to, dialString) => {
    expect(await dialled(transfer(to))).toBe(`${legs}${dialString}`)
  })

  it.each(['seat:9999', 'agent:nobody', '1'])('%s is dialled nowhere, and the caller stays', async (to) => {
    const call = placeCall()
    expect((await call.perform(transfer(to))).result).toMatchObject({ result: 'unreachable', talkSeconds: 0 })
    expect(call.commands.sent).toEqual([])
  })

  it('all together, each with its own ways, and those that exist where one does not', async () => {
    expect(await dialled(transfer('0480000000', { also: ['agent:nobody', 'seat:1001'], ringing: 'together' }))).toBe(`${legs}sofia/gateway/a/0480000000|sofia/gateway/b/0480000000:_:${legs}user/1001@agents.example`)
  })

  it('in turn, each for its time', async () => {
    expect(await dialled(transfer('seat:1001', { also: ['agent:yamada'], ringing: 'in-turn' }))).toBe('{originate_timeout=40,leg_progress_timeout=10}[leg_timeout=20]user/1001@agents.example|[leg_timeout=20]user/1002@agents.example')
  })

  it('hears the whisper and is connected, or has to press the key', async () => {
    const whisper = { say: [say('w')], acceptSeconds: 5 }
    expect(await dialled(transfer('seat:1001', { whisper: { ...whisper, acceptKey: '' } }))).toBe('{originate_timeout=27,leg_progress_timeout=10,leg_timeout=20,group_confirm_key=exec,group_confirm_file=playback\\\\s/prompts/w.wav}user/1001@agents.example')
    expect(await dialled(transfer('seat:1001', { whisper: { ...whisper, acceptKey: '1' } }))).toBe('{originate_timeout=27,leg_progress_timeout=10,leg_timeout=20,group_confirm_key=1,group_confirm_file=/prompts/w.wav,group_confirm_read_timeout=5000}user/1001@agents.example')
  })

  it('is not called at all where the whisper cannot be played', async () => {
    const call = placeCall()
    expect((await call.perform(transfer('seat:1001', { whisper: { say: [say('gone')], acceptKey: '1', acceptSeconds: 5 } }))).fault).toMatchObject({ code: 'prompt-missing' })
    expect(call.commands.sent).toEqual([])
  })
})

describe('a caller on hold', () => {
  const hold = (more: Partial<Extract<Operation, { op: 'call.hold' }>> = {}): Operation => ({ op: 'call.hold', repeat: [], maxSeconds: 30, ...more })
  const playing = (call: ReturnType<typeof placeCall>) => call.commands.sent.filter((line) => line.startsWith('playback '))

  it('hears music until the time is over', async () => {
    const one = exchange()
    const call = placeCall(one)
    const ending = call.perform(hold())
    await settled()
    expect(playing(call)).toEqual(['playback local_stream://hold'])
    one.timers.advance(30_000)
    expect(call.commands.sent.at(-1)).toMatch(/^api uuid_break .* all$/)
    call.completed({ playback_ms: '30000' })
    expect((await ending).result).toEqual({ result: 'timeout', heldSeconds: 30, talkSeconds: 0 })
  })

  it('hears the prompt again and again, and goes on when taken back', async () => {
    const one = exchange()
    const call = placeCall(one)
    const ending = call.perform(hold({ repeat: [say('a')] }))
    await settled()
    one.timers.advance(2000)
    call.completed({ playback_ms: '2000' })
    await settled()
    expect(playing(call)).toEqual(['playback /prompts/a.wav', 'playback /prompts/a.wav'])
    one.timers.advance(1000)
    expect(one.held.takeBack(call.channel.uuid)).toBe(true)
    call.completed({ playback_ms: '1000' })
    expect((await ending).result).toEqual({ result: 'resumed', heldSeconds: 3, talkSeconds: 0 })
    expect(one.held.takeBack(call.channel.uuid)).toBe(false)
  })

  it('in a slot is fetched, left alone while talking, and ours again when parked', async () => {
    const one = exchange()
    const parked = placeCall(one)
    const other = placeCall(one, { uuid: '00000000-0000-4000-8000-000000000009' })
    const waiting = parked.perform(hold({ slot: '701' }))
    await settled()
    one.timers.advance(4000)
    const fetching = other.perform({ op: 'call.retrieve', slot: '701' })
    await settled()
    expect(other.commands.sent.at(-1)).toBe(`api uuid_bridge ${other.channel.uuid} ${parked.channel.uuid}`)
    other.event('CHANNEL_BRIDGE')
    const sent = parked.commands.sent.length
    parked.completed({ playback_ms: '4000' })
    one.timers.advance(60_000)
    await settled()
    expect(parked.commands.sent.length).toBe(sent)
    parked.event('CHANNEL_PARK')
    other.event('CHANNEL_HANGUP', { 'Hangup-Cause': 'NORMAL_CLEARING' })
    expect((await waiting).result).toEqual({ result: 'retrieved', heldSeconds: 4, talkSeconds: 60 })
    expect((await fetching).gone).toMatchObject({ in: 'transfer' })
    expect(parked.noted.filter((line) => line.startsWith('sched_transfer'))).toHaveLength(1)
  })

  it('finds a slot taken, and an empty one empty', async () => {
    const one = exchange()
    const first = placeCall(one)
    void first.perform(hold({ slot: '701' }))
    await settled()
    const second = placeCall(one, { uuid: '00000000-0000-4000-8000-000000000009' })
    expect((await second.perform(hold({ slot: '701' }))).fault).toMatchObject({ code: 'slot-taken' })
    expect((await second.perform({ op: 'call.retrieve', slot: '702' })).result).toEqual({ result: 'empty', talkSeconds: 0 })
    first.event('CHANNEL_HANGUP', { 'Hangup-Cause': 'NORMAL_CLEARING' })
    await settled()
    expect((await second.perform({ op: 'call.retrieve', slot: '701' })).result).toEqual({ result: 'empty', talkSeconds: 0 })
  })

  it('whom FreeSWITCH cannot bridge is given back to both flows', async () => {
    const one = exchange()
    const parked = placeCall(one)
    const other = placeCall(one, { uuid: '00000000-0000-4000-8000-000000000009' })
    other.commands.replies.set('uuid_bridge', '-ERR Invalid uuid\n')
    const waiting = parked.perform(hold({ slot: '701' }))
    await settled()
    expect((await other.perform({ op: 'call.retrieve', slot: '701' })).result).toEqual({ result: 'empty', talkSeconds: 0 })
    expect((await waiting).result).toMatchObject({ result: 'timeout' })
  })
})

describe('a conference', () => {
  const join: Operation = { op: 'call.conference', room: 'r1', maxMembers: 2 }
  it('is entered while there is room, and left when the application ends', async () => {
    const one = exchange()
    const call = placeCall(one)
    call.commands.replies.set('conference', '-ERR Conference r1 not found\n')
    const ending = call.perform(join)
    await settled()
    expect(call.commands.sent.slice(-2)).toEqual(['conference r1@madoguchi', 'set md_left=1'])
    one.timers.advance(9000)
    call.completed({ md_left: '1' })
    expect((await ending).result).toEqual({ result: 'left', talkSeconds: 9 })
  })

  it('is full with as many as it may hold', async () => {
    const call = placeCall()
    call.commands.replies.set('conference', '2')
    expect((await call.perform(join)).result).toEqual({ result: 'full', talkSeconds: 0 })
    expect(call.commands.sent).toEqual(['api conference r1 get count'])
  })
})

describe('a text that was never recorded', () => {
  const text: Utterance = { prompt: '(text)', text: '三万円です', seconds: 4 }
  it('is said by the voice, and heard in the seconds that the flow was told', async () => {
    const one = exchange()
    const call = placeCall(one, { voice: { say: async () => ({ audio: 'made', seconds: 2 }) } })
    const whole = call.perform({ op: 'call.play', say: [say('a'), text] })
    await settled()
    expect(call.commands.sent.at(-1)).toBe('playback file_string:///prompts/a.wav!/prompts/made.wav')
    one.timers.advance(4000)
    call.completed({ playback_ms: '4000' })
    expect((await whole).result).toEqual({ heardSeconds: 6 })
    const cut = call.perform({ op: 'call.play', say: [say('a'), text] })
    await settled()
    one.timers.advance(3000)
    call.event('CHANNEL_HANGUP', { 'Hangup-Cause': 'NORMAL_CLEARING' })
    expect((await cut).gone).toMatchObject({ heardSeconds: 4 })
  })

  it.each([['no voice', undefined], ['a voice that cannot say it', { say: async () => undefined }]])('is missing with %s', async (_what, voice) => {
    const call = placeCall(exchange(), voice ? { voice } : {})
    expect((await call.perform({ op: 'call.play', say: [text] })).result).toEqual({ heardSeconds: 0, missing: ['(text)'] })
    expect(call.commands.sent).toEqual([])
  })
})

it('secret digits stay on no channel once they are known', async () => {
  const call = placeCall()
  const ending = call.perform({ op: 'call.collect', say: [], own: 0, minDigits: 4, maxDigits: 4, terminator: '#', timeoutSeconds: 5, digitTimeoutSeconds: 3, secret: true })
  for (const key of '4711') call.event('DTMF', { 'DTMF-Digit': key })
  call.completed({ read_result: 'success', md_ask_0: '4711' })
  expect((await ending).result).toMatchObject({ digits: '4711' })
  expect(call.commands.sent.at(-1)).toContain('md_ask_0=;md_ask_0_invalid=')
  expect(JSON.stringify([call.commands.sent, call.noted])).not.toContain('4711')
})
