import type { EslEvent } from '@madoguchi/freeswitch-esl'
import { describe, expect, it } from 'vitest'
import type { Act } from './act.ts'
import { Channel, type ChannelFacts, applicationUuid, takenByFallback } from './channel.ts'
import { askAct } from './speech-acts.ts'
import { SpeechFiles } from './speech-files.ts'
import { NotedCommands, recordedEvents, withApplication } from './testing/recorded-channel.ts'
import { bridgeAct, transferResult } from './transfer-act.ts'

const uuid = '00000000-0000-4000-8000-000000000002'
const files = new SpeechFiles('/prompts', () => true)
const ask = askAct({ op: 'call.ask', say: [{ prompt: 'p', text: '', audio: 'a', seconds: 2 }], own: 0, keys: '1', timeoutSeconds: 5 }, 3, files)
const play: Act = { set: { playback_ms: '' }, applications: [{ name: 'playback', argument: '/prompts/a.wav' }], finished: (variables) => (variables('playback_ms') ?? '') !== '' }
const completion = (events: EslEvent[], application: string) => events.find((event) => event.name === 'CHANNEL_EXECUTE_COMPLETE' && event.get('Application') === application)

function openChannel() {
  const commands = new NotedCommands()
  const problems: unknown[] = []
  return { commands, problems, channel: new Channel(uuid, commands, (cause) => void problems.push(cause)) }
}

function facts(variables: Record<string, string>, more: Partial<ChannelFacts> = {}): ChannelFacts {
  return { variables: (name) => variables[name], destination: '0570012229', application: '', argument: '', caller: { from: 'anonymous' }, ...more }
}

describe('on what FreeSWITCH really said', () => {
  it('a valid key, a wrong one and silence end the question, each with the variables of its own', async () => {
    for (const [name, variable, value] of [['afterhours-valid-digit', 'read_result', 'success'], ['afterhours-no-input', 'read_result', 'failure']] as const) {
      const { channel, commands } = openChannel()
      const ending = channel.carryOut(ask, '3', {})
      const event = completion(recordedEvents(name), 'play_and_get_digits')
      if (event) channel.handle(withApplication(event, commands.ids[0] ?? ''))
      expect(await ending).toMatchObject({ kind: 'done' })
      const done = await ending
      expect(done.kind === 'done' && done.variables(variable)).toBe(value)
    }
  })

  it('a file that is not there is told by the response', async () => {
    const { channel, commands } = openChannel()
    const ending = channel.carryOut(play, '1', {})
    const event = completion(recordedEvents('file-not-found'), 'playback')
    if (event) channel.handle(withApplication(event, commands.ids[0] ?? ''))
    expect(await ending).toMatchObject({ kind: 'done', response: 'FILE NOT FOUND' })
  })

  it('who hangs up in the middle of a guidance ends it at once, and nothing is sent any more', async () => {
    const { channel, commands } = openChannel()
    const gone: string[] = []
    channel.listener.onGone = (cause) => void gone.push(cause)
    const ending = channel.carryOut(play, '1', {})
    for (const event of recordedEvents('caller-hangup-mid-prompt')) channel.handle(event)
    expect(await ending).toEqual({ kind: 'gone', cause: 'NORMAL_CLEARING' })
    expect(gone).toEqual(['NORMAL_CLEARING'])
    const sent = commands.sent.length
    channel.send('answer')
    expect(await channel.carryOut(play, '2', {})).toEqual({ kind: 'gone', cause: 'NORMAL_CLEARING' })
    expect(commands.sent.length).toBe(sent)
  })

  it('a busy far end leaves the call with us', async () => {
    const { channel, commands } = openChannel()
    const ending = channel.carryOut(bridgeAct({ dialString: 'user/1', timeoutSeconds: 20, line: '0570012229' }), '1', {})
    const event = completion(recordedEvents('bridge-busy'), 'bridge')
    if (event) channel.handle(withApplication(event, commands.ids[0] ?? ''))
    const done = await ending
    expect(done.kind === 'done' && transferResult(done.variables)).toEqual({ result: 'busy', cause: 'USER_BUSY' })
  })
})

it('the completion of another step, or of the dialplan, ends nothing', async () => {
  const { channel } = openChannel()
  let ended = false
  void channel.carryOut(play, '1', {}).then(() => (ended = true))
  for (const event of recordedEvents('afterhours-valid-digit').filter(({ name }) => name === 'CHANNEL_EXECUTE_COMPLETE')) channel.handle(event)
  await Promise.resolve()
  expect(ended).toBe(false)
})

it('state and what the step unsets go in one command, before the applications', () => {
  const { channel, commands } = openChannel()
  void channel.carryOut(play, '1', { md_state: 'abc' })
  expect(commands.sent).toEqual([`api uuid_setvar_multi ${uuid} md_state=abc;playback_ms=`, 'playback /prompts/a.wav'])
})

it('a call that the watchdog led away is not ours any more', async () => {
  const { channel, commands } = openChannel()
  const ending = channel.carryOut(play, '1', {})
  const event = completion(recordedEvents('file-not-found'), 'playback')
  if (event) channel.handle(withApplication(event, commands.ids[0] ?? '', { 'Caller-Destination-Number': 'fallback-0570012229' }))
  expect(await ending).toEqual({ kind: 'gone', cause: takenByFallback })
})

describe('a successor', () => {
  it('waits for the running application without beginning it again, and knows its id', async () => {
    const { channel, commands } = openChannel()
    const running = ask.applications[0]
    const ending = channel.attach(ask, '3', {}, facts({}, { application: running?.name ?? '', argument: running?.argument ?? '' }))
    expect(commands.sent).toEqual([])
    const event = completion(recordedEvents('afterhours-valid-digit'), 'play_and_get_digits')
    if (event) channel.handle(withApplication(event, applicationUuid(uuid, '3.0')))
    expect(await ending).toMatchObject({ kind: 'done' })
  })

  it('reads the result of what ended meanwhile from the channel', async () => {
    const { channel, commands } = openChannel()
    const ending = await channel.attach(ask, '3', {}, facts({ read_result: 'success', md_ask_3: '2' }))
    expect(ending.kind === 'done' && ending.variables('md_ask_3')).toBe('2')
    expect(commands.sent).toEqual([])
  })

  it('begins what never reached FreeSWITCH', () => {
    const { channel, commands } = openChannel()
    void channel.attach(play, '1', {}, facts({}, { application: 'park' }))
    expect(commands.sent.at(-1)).toBe('playback /prompts/a.wav')
  })
})

it('after a lost connection: a channel that is no more is gone, and one that was away too long is a fault', async () => {
  const first = openChannel()
  const gone = first.channel.carryOut(play, '1', {})
  first.channel.reattach(undefined)
  expect((await gone).kind).toBe('gone')
  const second = openChannel()
  const lost = second.channel.carryOut(play, '1', {})
  second.channel.giveUp('why')
  expect(await lost).toEqual({ kind: 'lost', why: 'why' })
  expect((await second.channel.carryOut(play, '2', {})).kind).toBe('lost')
})
