import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { simulate } from '../simulate.ts'
import { callFlow, compileToy, node, toyDocuments, toyProgram } from '../toy-bundle-for-test.ts'
import { behaviourDiff } from './behaviour-diff.ts'

type Json = Record<string, unknown>
const nowMs = Date.parse('2026-11-01T10:00:00+09:00')
const end = node('hangup')
const say = (next: string, ...prompts: string[]) => node('say', { prompts, bargeIn: false }, { done: next })
const menu = (one: string, two: string) => node('ask', { prompt: 'a', keys: '12' }, { 1: one, 2: two, other: 'e' })

const flow = (nodes: Record<string, Json>) => toyProgram([callFlow('main', Object.keys(nodes)[0] ?? '', nodes)])
const compare = async (before: Record<string, Json>, after: Record<string, Json>) => behaviourDiff(await flow(before), await flow(after), { nowMs })

describe('what callers do not notice is no difference', () => {
  const before = { a: menu('b', 'c'), b: say('e', 'b', 'c'), c: say('e', 'd'), e: end }

  it.each([
    ['the same flow', before],
    ['other names of nodes', { first: node('ask', { prompt: 'a', keys: '12' }, { 1: 'x', 2: 'y', other: 'z' }), x: say('z', 'b', 'c'), y: say('z', 'd'), z: end }],
    ['one announcement in two nodes', { a: menu('b', 'c'), b: say('b2', 'b'), b2: say('e', 'c'), c: say('e', 'd'), e: end }],
    ['a node in between that says nothing', { a: menu('s', 'c'), s: node('set', { name: 'x', value: '1' }, { done: 'b' }), b: say('e', 'b', 'c'), c: say('e', 'd'), e: end }],
    ['a node that nothing leads to', { ...before, z: say('e', 'd') }],
  ])('%s', async (_what, after) => {
    expect(await compare(before, after)).toMatchObject({ differences: [], complete: true })
    expect(await compare(after, before)).toMatchObject({ differences: [], complete: true })
  })
})

describe('a difference', () => {
  it('is told by the shortest keys that show it, and by what is heard instead', async () => {
    const { differences } = await compare({ a: menu('b', 'c'), b: say('e', 'b'), c: say('e', 'c'), e: end }, { a: menu('b', 'c'), b: say('e', 'b'), c: say('e', 'd'), e: end })
    const [first] = differences
    expect(first).toMatchObject({ number: '0480000000', press: ['2'], faults: [], divergence: { before: 'heard:c', after: 'heard:d' } })
    expect(first?.before.heard.map(({ prompt }) => prompt)).toEqual(['a', 'c'])
    expect(first?.after.heard.map(({ prompt }) => prompt)).toEqual(['a', 'd'])
  })

  it('of two keys that were exchanged is one row for each', async () => {
    const { differences } = await compare({ a: menu('b', 'c'), b: say('e', 'b'), c: say('e', 'c'), e: end }, { a: menu('c', 'b'), b: say('e', 'b'), c: say('e', 'c'), e: end })
    expect(differences.map(({ press, divergence }) => [press, divergence.after])).toEqual([[['1'], 'heard:c'], [['2'], 'heard:b']])
  })

  it('of the hours is a date on which they differ', async () => {
    const hours = node('hours', { hours: 'office' }, { emergency: 'n', exception: 'n', holiday: 'n', closed: 'n', open: 'o', error: 'n' })
    const main = { 'call/main.json': callFlow('main', 'a', { a: hours, o: say('e', 'b'), n: say('e', 'c'), e: end }) }
    const office = toyDocuments()['hours/office.json'] as Json
    const after = { ...main, 'hours/office.json': { ...office, exceptions: [{ date: '2026-11-05', periods: [], reason: '停電' }] } }
    const [was, is] = [await compileToy(main), await compileToy(after)]
    const { differences } = await behaviourDiff(was.program as NonNullable<typeof was.program>, is.program as NonNullable<typeof is.program>, { nowMs })
    expect(differences).toHaveLength(1)
    expect(differences[0]?.at).toBe('2026-11-05T10:00:00+09:00')
    expect(differences[0]?.divergence).toEqual({ before: 'heard:b', after: 'heard:c' })
  })

  it('in the words of a prompt does not hide what lies behind it', async () => {
    const texts = toyDocuments()['prompts/texts.json'] as { prompts: Record<string, Json> }
    const reworded = { ...texts, prompts: { ...texts.prompts, a: { ...texts.prompts['a'], text: { ja: 'いちばん' } } } }
    const main = (one: string) => ({ 'call/main.json': callFlow('main', 'a', { a: menu(one, 'c'), b: say('e', 'b'), c: say('e', 'c'), e: end }) })
    const [was, is] = [await compileToy(main('b')), await compileToy({ ...main('c'), 'prompts/texts.json': reworded })]
    const { differences } = await behaviourDiff(was.program as NonNullable<typeof was.program>, is.program as NonNullable<typeof is.program>, { nowMs })
    expect(differences.filter(({ faults }) => faults.length === 0).map(({ divergence }) => divergence)).toEqual([{ before: 'heard:a', after: 'heard:a' }, { before: 'heard:b', after: 'heard:c' }])
  })

  it('behind a fault names the fault', async () => {
    const transfer = (to: string) => node('transfer', { to: '0311112222' }, { answered: 'e', busy: to, 'no-answer': 'e', unreachable: 'e' })
    const { differences } = await compare({ a: say('t', 'a'), t: transfer('b'), b: say('e', 'b'), c: say('e', 'c'), e: end }, { a: say('t', 'a'), t: transfer('c'), b: say('e', 'b'), c: say('e', 'c'), e: end })
    expect(differences[0]?.faults).toEqual(['gateway=busy'])
  })

  it('in whom a caller is connected to is one, though nothing else is heard', async () => {
    const to = (number: string) => node('transfer', { to: number }, { answered: 'e', busy: 'e', 'no-answer': 'e', unreachable: 'e' })
    const { differences } = await compare({ a: say('t', 'a'), t: to('0311112222'), e: end }, { a: say('t', 'a'), t: to('0311113333'), e: end })
    expect(differences[0]?.after.outcome).toMatchObject({ kind: 'transfer', target: '0311113333' })
  })

  it('that needs a line which only one of the two has is told as that', async () => {
    const lines = toyDocuments()['numbers/lines.json'] as { lines: Record<string, Json> }
    const more = { ...lines, lines: { ...lines.lines, '0480000009': { ...lines.lines['0480000000'] } } }
    const [was, is] = [await compileToy(), await compileToy({ 'numbers/lines.json': more })]
    const { differences } = await behaviourDiff(was.program as NonNullable<typeof was.program>, is.program as NonNullable<typeof is.program>, { nowMs })
    expect(differences.map(({ number }) => number)).toContain('0480000009')
    expect(differences[0]?.before.outcome).toMatchObject({ kind: 'error', cause: 'unknown-number' })
  })
})

it('any two flows: no row where all short calls agree, and each row is a call on which they do not', async () => {
  const ids = ['p', 'q', 'r']
  const step = fc.oneof(
    fc.record({ kind: fc.constant('say' as const), prompt: fc.constantFrom('a', 'b', 'c'), next: fc.constantFrom(...ids, 'e') }),
    fc.record({ kind: fc.constant('ask' as const), prompt: fc.constantFrom('a', 'b'), one: fc.constantFrom(...ids, 'e'), two: fc.constantFrom(...ids, 'e') }),
  )
  const nodes = (steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]): Record<string, Json> =>
    Object.fromEntries([
      ...steps.map((made, index): [string, Json] => {
        // Only forwards, so that every call ends.
        const later = (to: string) => (ids.indexOf(to) > index ? to : 'e')
        return [ids[index] ?? '', made.kind === 'say' ? say(later(made.next), made.prompt) : node('ask', { prompt: made.prompt, keys: '12' }, { 1: later(made.one), 2: later(made.two), other: 'e' })]
      }),
      ['e', end],
    ])
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 3 }), fc.array(step, { minLength: 3, maxLength: 3 }), async (one, other) => {
      const [before, after] = [await flow(nodes(one)), await flow(nodes(other))]
      const { differences } = await behaviourDiff(before, after, { nowMs })
      const heard = async (program: typeof before, press: string[], faults: string[] = []) => {
        const { heard: all, outcome } = await simulate(program, { to: '0480000000', at: '2026-11-04T10:00', press, faults })
        return JSON.stringify([all.map(({ prompt }) => prompt), outcome])
      }
      const keys = ['1', '2', '-']
      const calls = keys.flatMap((x) => keys.flatMap((y) => keys.map((z) => [x, y, z])))
      let agree = true
      for (const press of calls) agree &&= (await heard(before, press)) === (await heard(after, press))
      if (!agree) expect(differences.length).toBeGreaterThan(0)
      // Being asked for a key where nothing was asked is a difference that nobody hears.
      const audible = differences.filter(({ faults: injected, divergence }) => injected.length === 0 && !JSON.stringify(divergence).includes('call.'))
      for (const { press, faults } of audible) expect(await heard(before, press, faults)).not.toBe(await heard(after, press, faults))
    }),
    { numRuns: 40 },
  )
})
