import { describe, expect, it } from 'vitest'
import { exhaustiveCheck } from './check/exhaustive.ts'
import { FakeTimers } from './fake-timers-for-test.ts'
import { type HandsetEvent, HandsetWorld } from './handset-world.ts'
import { runSession } from './session.ts'
import { SimulatedWorld } from './simulated-world.ts'
import { callFlow, compileToy, node, prompt, start, toyDocuments, toyProgram, tuesdayTen } from './toy-bundle-for-test.ts'

type Json = Record<string, unknown>
const say = (next: string, prompts = ['a']) => node('say', { prompts, bargeIn: false }, { done: next })
const end = node('hangup')
const audio = (ja: string) => (prompt(ja)['audio'] as { ja: Json }).ja

async function foundIn(nodes: Record<string, Json>): Promise<string[]> {
  const texts = toyDocuments()['prompts/texts.json'] as { prompts: Record<string, Json> }
  texts.prompts['notice'] = { ...prompt('録音します', 1), purpose: 'recording' }
  const program = await toyProgram([callFlow('main', 'n', nodes)], {}, { 'prompts/texts.json': texts as unknown as Json })
  const { problems } = await exhaustiveCheck(program, { nowMs: tuesdayTen })
  return problems.map(({ code, node: at }) => `${code} ${at}`)
}

describe('recording a conversation (R26)', () => {
  const recording = (act: string, next: string) => node('recording', { act }, { done: next })
  it('has to be announced before it begins', async () => {
    expect(await foundIn({ n: recording('start', 'b'), b: say('c'), c: end })).toEqual(['recording-not-announced n'])
    expect(await foundIn({ n: say('b', ['notice']), b: recording('start', 'c'), c: end })).toEqual([])
  })

  it('needs no announcement to be paused', async () => {
    expect(await foundIn({ n: recording('pause', 'b'), b: say('c'), c: end })).toEqual([])
  })
})

describe('refusing a call', () => {
  it('needs no guidance, since nothing can be said', async () => {
    expect(await foundIn({ n: node('reject') })).toEqual([])
  })

  it('cannot be done after an answer', async () => {
    expect(await foundIn({ n: node('answer', {}, { done: 'b' }), b: node('reject') })).toEqual(['reject-after-answer b'])
  })

  it('is the end, with its cause', async () => {
    const { outcome, trace } = await runSession(await toyProgram([callFlow('main', 'n', { n: node('reject') })]), start, new SimulatedWorld())
    expect(outcome).toEqual({ kind: 'hangup', cause: 'USER_BUSY' })
    expect(trace.some(({ kind }) => kind === 'heard')).toBe(false)
  })
})

it('waiting in a slot is waiting for a person: not after hours', async () => {
  const program = await toyProgram([callFlow('main', 'n', { n: say('b'), b: node('hold', { slot: '1' }, { resumed: 'c', retrieved: 'c', timeout: 'c' }), c: end }, { template: 'after-hours' })])
  const { problems } = await exhaustiveCheck(program, { nowMs: tuesdayTen })
  expect(problems.map(({ code }) => code)).toContain('after-hours-connects')
})

describe('the language of a session', () => {
  const english = (ja: string, en: string, withAudio = true) => ({ ...prompt(ja), text: { ja, en }, audio: { ja: audio(ja), ...(withAudio && { en: { ...audio(en), sha256: 'e'.repeat(64), seconds: 9 } }) } })
  const texts = () => {
    const documents = toyDocuments()['prompts/texts.json'] as { prompts: Record<string, Json> }
    Object.assign(documents.prompts, { both: english('ようこそ', 'welcome'), mute: english('静か', 'quiet', false), open: { ...prompt('録音なし'), text: { ja: '録音なし{{office}}', en: 'not recorded {{office}}' }, audio: undefined } })
    return documents as unknown as Json
  }
  const heard = async (nodes: Record<string, Json>) => {
    const program = await toyProgram([callFlow('main', 'n', nodes)], {}, { 'prompts/texts.json': texts() })
    const { trace } = await runSession(program, start, new SimulatedWorld())
    return trace.flatMap((event) => (event.kind === 'heard' ? [[event.text, event.seconds, event.wanted]] : []))
  }

  it('takes what the prompts have in it, and says where they have none', async () => {
    expect(await heard({ n: node('language', { to: 'en' }, { done: 'b' }), b: say('c', ['both', 'mute', 'a', 'open']), c: end })).toEqual([['welcome', 9, undefined], ['静か', 2, 'en'], ['いち', 2, 'en'], ['not recorded 県税事務所', 4, undefined]])
  })

  it('can be changed back', async () => {
    expect(await heard({ n: node('language', { to: 'en' }, { done: 'b' }), b: node('language', { to: 'ja' }, { done: 'c' }), c: say('d', ['both']), d: end })).toEqual([['ようこそ', 2, undefined]])
  })

  it('holds two states apart that differ in nothing else', async () => {
    const program = await toyProgram([callFlow('main', 'n', { n: node('ask', { prompt: 'a', keys: '1' }, { 1: 'b', other: 'c' }), b: node('language', { to: 'en' }, { done: 'c' }), c: say('d', ['both']), d: end })], {}, { 'prompts/texts.json': texts() })
    const one = await toyProgram([callFlow('main', 'n', { n: node('ask', { prompt: 'a', keys: '1' }, { 1: 'b', other: 'c' }), b: node('language', { to: 'ja' }, { done: 'c' }), c: say('d', ['both']), d: end })], {}, { 'prompts/texts.json': texts() })
    const states = async (of: typeof program) => (await exhaustiveCheck(of, { nowMs: tuesdayTen })).states
    expect(await states(program)).toBeGreaterThan(await states(one))
  })
})

describe('words that no prompt holds', () => {
  it('are spoken as they are, and missing fragments in one go', async () => {
    const program = await toyProgram([callFlow('main', 'n', { n: node('tell', { text: '{{office}}です', pieces: ['x', 'y', 'a', 'z'] }, { done: 'e' }), e: end })])
    const { trace } = await runSession(program, start, new SimulatedWorld())
    expect(trace.flatMap((event) => (event.kind === 'heard' ? [event.text] : []))).toEqual(['県税事務所です', 'xy', 'いち', 'z'])
  })

  it('are reported where no voice is known to be installed', async () => {
    const flow = { 'call/main.json': callFlow('main', 'n', { n: node('tell', { text: 'もしもし', fragments: 'say.' }, { done: 'e' }), e: end }) }
    const codes = async (speaks?: boolean) => (await compileToy(flow, { audio: { has: () => true, ...(speaks !== undefined && { speaks }) } })).problems.map(({ code, pointer }) => `${code} ${pointer}`)
    expect(await codes()).toEqual(['text-needs-voice /nodes/n/config/text', 'text-needs-voice /nodes/n/config/fragments'])
    expect(await codes(true)).toEqual([])
  })
})

describe('secret digits', () => {
  const flow = callFlow('main', 'n', {
    n: node('collect', { prompt: 'a', name: 'pin', secret: true }, { done: 'b' }),
    b: node('set', { name: 'copy', value: 'pin' }, { done: 'c' }),
    c: node('tell', { text: '番号は{{pin}}です' }, { done: 'd' }),
    d: node('fail', { how: 'fault' }, { done: 'e' }),
    e: end,
  })

  it('stand in no trace, variable or outcome of a simulated call', async () => {
    const program = await toyProgram([flow])
    const { trace, variables, outcome } = await runSession(program, start, new SimulatedWorld({ press: ['4711#'] }))
    expect(trace.some((event) => event.kind === 'pressed')).toBe(true)
    expect(JSON.stringify([trace, outcome])).not.toContain('4711')
    expect(variables).not.toHaveProperty('pin')
  })

  it('are announced as secret to the telephone, which hears them from nobody', async () => {
    const events: HandsetEvent[] = []
    const timers = new FakeTimers()
    const world = new HandsetWorld({ timers, agents: () => 1, emit: (event) => void events.push(event) })
    const running = runSession(await toyProgram([callFlow('main', 'n', { n: node('collect', { prompt: 'a', name: 'pin', secret: true }, { done: 'e' }), e: end })]), start, world)
    await Promise.resolve()
    for (const key of '4711#') world.press(key)
    await timers.run()
    const { trace } = await running
    expect(events).toContainEqual(expect.objectContaining({ kind: 'listening', for: 'digits', secret: true }))
    expect(JSON.stringify([events, trace])).not.toMatch(/4711|"4"|"7"/)
  })
})
