import { said } from '@madoguchi/schemas'
import Type, { type TSchema } from 'typebox'
import { describe, expect, it } from 'vitest'
import { NodeError } from '../faults.ts'
import { done, exit, type Exit } from '../exits.ts'
import { end, leave, type NodeContext, type NodeType } from '../node.ts'
import { describeNode, nodeFindings } from './describe-node.ts'
import type { NodeFixture, Rule } from './fixture.ts'

interface Config {
  prompt: string
}
const named = said(['案内', '流す案内です。'], ['Prompt', 'What is played.'])
const Strict = Type.Object({ prompt: Type.String(named) }, { additionalProperties: false })
const fixture: NodeFixture<Config> = { name: 'plain', config: { prompt: 'hello' } }

/** A good node: asks for 1 or 2. Each test breaks it in one way. */
function toy(change: Partial<NodeType<Config>> = {}): NodeType<Config> {
  return {
    type: 'toy.ask',
    title: { ja: '質問', en: 'Ask' },
    description: { ja: '1か2を聞きます。', en: 'Asks for 1 or 2.' },
    icon: 'M4 4h16v16H4z',
    kinds: ['call'],
    needs: ['call'],
    config: Strict,
    exits: () => [exit('1', { ja: '一' }), exit('2', { ja: '二' }), exit('other', { ja: 'ほか' })],
    run: ask,
    ...change,
  }
}

async function ask({ config, call }: NodeContext<Config>) {
  const key = await call.ask([config.prompt], { keys: '12', timeoutSeconds: 10 })
  return leave(key === '1' || key === '2' ? key : 'other')
}

const asked = (context: NodeContext<Config>) => context.call.ask([context.config.prompt], { keys: '1', timeoutSeconds: 5 })
const oneExit = (): Exit[] => [done]

async function brokenRules(nodeType: NodeType<Config>, fixtures: readonly NodeFixture<Config>[] = [fixture]): Promise<Rule[]> {
  return [...new Set((await nodeFindings(nodeType, { fixtures })).map(({ rule }) => rule))]
}

describeNode(toy(), { fixtures: [fixture] })

describe('what describeNode finds in a node that runs wrongly', () => {
  it('an exit that is not declared', async () => {
    expect(await brokenRules(toy({ exits: () => [exit('1', { ja: '一' }), exit('2', { ja: '二' })] }))).toEqual(['reached'])
  })

  it('an effect that it does not declare, and one that it declares and never has', async () => {
    const hangs = toy({ exits: () => [], run: async ({ call }) => { await call.hangup(); return end() } })
    expect(await brokenRules(hangs)).toEqual(['effects'])
    expect(await brokenRules({ ...hangs, effects: ['ends'] })).toEqual([])
    expect(await brokenRules(toy({ effects: ['connects'] }))).toEqual(['effects'])
    const connects = toy({ exits: oneExit, run: async ({ call }) => { await call.transfer('0480000001', { timeoutSeconds: 20 }); return leave('done') } })
    const messages = async (of: Partial<typeof connects>) => (await nodeFindings({ ...connects, ...of }, { fixtures: [fixture] })).map(({ message }) => message)
    expect(await messages({ asks: ['call.transfer'] })).toEqual(['it connects, which its effects do not say'])
    expect(await messages({ effects: ['connects'] })).toEqual(['it asks call.transfer, which its `asks` does not name'])
    expect(await messages({ effects: ['connects'], asks: ['call.transfer', 'queue.join'] })).toEqual(['its `asks` names queue.join, which no run asked'])
  })

  it('a menu that tells of other keys than it has exits for, or points to nothing', async () => {
    const offers = (keys: string[], pointer = '/prompt') => ({ menu: () => ({ prompt: 'hello', promptPointer: '/prompt', choices: keys.map((key) => ({ key, label: { ja: key }, pointer })), noInput: 'other', noMatch: 'none' }) })
    const exits = (config: Config) => [...toy().exits(config), exit('none', { ja: 'なし' })]
    const run = async (context: NodeContext<Config>) => { const key = await ask(context); return key.kind === 'leave' && key.exit === 'other' && context.visit === 2 ? leave('none') : key }
    const fixtures = [{ ...fixture, visits: [1, 2] }]
    expect(await brokenRules(toy({ exits, run, ...offers(['1', '2']) }), fixtures)).toEqual([])
    expect(await brokenRules(toy({ exits, run, ...offers(['1', '3']) }), fixtures)).toEqual(['menu'])
    expect(await brokenRules(toy({ exits, run, ...offers(['1', '2'], '/gone') }), fixtures)).toEqual(['menu'])
  })

  it('an exit that no answer leads to', async () => {
    expect(await brokenRules(toy({ exits: (config) => [...toy().exits(config), exit('never', { ja: '来ない' })] }))).toEqual(['reached'])
  })

  it('an exit that only one of many answers leads to', async () => {
    const rare = toy({ exits: oneExit, run: async (context) => leave((await asked(context)) === '#' ? 'rare' : 'done') })
    expect(await brokenRules(rare)).toEqual(['reached'])
  })

  it('going on after the contact is gone', async () => {
    const stubborn = toy({
      exits: oneExit,
      async run(context) {
        await asked(context).catch((error: unknown) => {
          if (error instanceof NodeError) throw error
        })
        await context.call.wait(1)
        return leave('done')
      },
    })
    expect(await brokenRules(stubborn)).toContain('gone')
  })

  it('leaving by an exit although the contact is gone', async () => {
    const deaf = toy({
      exits: oneExit,
      run: (context) => asked(context).then(() => leave('done'), (error: unknown) => { if (error instanceof NodeError) throw error; return leave('done') }),
    })
    expect(await brokenRules(deaf)).toEqual(['gone'])
  })

  it('waiting for something that never comes', async () => {
    expect(await brokenRules(toy({ exits: oneExit, run: () => new Promise(() => {}) }))).toEqual(['ends', 'reached', 'gone'])
  })

  it('swallowing a fault', async () => {
    const swallowing = toy({
      exits: oneExit,
      async run(context) {
        await asked(context).catch((error: unknown) => {
          if (!(error instanceof NodeError)) throw error
        })
        return leave('done')
      },
    })
    expect(await brokenRules(swallowing)).toEqual(['faults'])
  })

  it('throwing something else than a NodeError', async () => {
    const throwing = toy({ exits: oneExit, async run(context) { if ((await asked(context)) === '7') throw new Error('seven'); return leave('done') } })
    expect(await brokenRules(throwing)).toEqual(['faults'])
  })

  it('a capability that is used without being needed', async () => {
    expect(await brokenRules(toy({ needs: [] }))).toContain('faults')
  })

  it('writing into its config', async () => {
    const writing = toy({ exits: oneExit, async run(context) { await asked(context); context.config.prompt = 'other'; return leave('done') } })
    expect(await brokenRules(writing)).toContain('faults')
  })

  it('asking without end', async () => {
    const endless = toy({ exits: oneExit, async run(context) { for (;;) if ((await asked(context)) === 'x') return leave('done') } })
    expect(await brokenRules(endless)).toContain('ends')
  })

  it('chance, and the time of the day', async () => {
    for (const source of [() => Math.random(), () => Date.now()]) {
      const moody = toy({ exits: oneExit, async run({ call }) { await call.wait(source()); return leave('done') } })
      expect(await brokenRules(moody)).toContain('deterministic')
    }
  })

  it('a memory of its own, which a runtime that resumes the session does not have', async () => {
    let spoken = false
    const remembering = toy({
      exits: oneExit,
      async run({ config, call }) {
        if (!spoken) await call.play([config.prompt], { bargeIn: false })
        spoken = true
        await call.wait(1)
        return leave('done')
      },
    })
    expect(await brokenRules(remembering)).toEqual(expect.arrayContaining(['deterministic', 'resumed']))
  })

  it('an expression for which the fixture gives no values', async () => {
    const branching = toy({ needs: [], exits: oneExit, async run({ evaluate }) { await evaluate('a = 1'); return leave('done') } })
    expect(await brokenRules(branching)).toContain('faults')
    expect(await brokenRules(branching, [{ ...fixture, expressions: { 'a = 1': [true] } }])).toEqual([])
  })

  it('hours that cannot say taken for a state of hours', async () => {
    const careless = toy({ needs: ['hours'], exits: oneExit, async run({ hours }) { try { hours.at('x') } catch { /* the mistake under test */ } return leave('done') } })
    expect(await brokenRules(careless)).toEqual(['faults'])
  })
})

describe('what describeNode finds in a definition', () => {
  it.each<[string, TSchema]>([
    ['an object that lets unknown properties in', Type.Object({ prompt: Type.String(named) })],
    ['a property without a title', Type.Object({ prompt: Type.String({ ...named, title: undefined }) }, { additionalProperties: false })],
    ['a property without English', Type.Object({ prompt: Type.String({ ...named, 'x-en': undefined }) }, { additionalProperties: false })],
    ['a description that is not Japanese', Type.Object({ prompt: Type.String({ ...named, description: 'What is played.' }) }, { additionalProperties: false })],
    ['a nested object that lets unknown properties in', Type.Object({ prompt: Type.String(named), more: Type.Optional(Type.Object({}, named)) }, { additionalProperties: false })],
    ['a nested property without names', Type.Object({ prompt: Type.String(named), more: Type.Optional(Type.Array(Type.String(), named)) }, { additionalProperties: false })],
    ['a choice without a name', Type.Object({ prompt: Type.Unsafe<string>({ type: 'string', oneOf: [{ const: 'hello' }], ...named }) }, { additionalProperties: false })],
    ['a default that its schema refuses', Type.Object({ prompt: Type.String({ ...named, minLength: 3, default: 'a' }) }, { additionalProperties: false })],
  ])('%s', async (_name, config) => {
    expect(await brokenRules(toy({ config }))).toEqual(['schema'])
  })

  it('a fixture that the schema refuses, or that has a problem', async () => {
    expect(await brokenRules(toy({ config: Type.Object({ prompt: Type.String({ ...named, maxLength: 2 }) }, { additionalProperties: false }) }))).toEqual(['fixture'])
    expect(await brokenRules(toy({ problems: () => [{ code: 'bad', pointer: '', message: { ja: '悪い', en: 'bad' } }] }))).toEqual(['fixture'])
  })

  it('no fixture at all', async () => {
    expect(await brokenRules(toy(), [])).toEqual(['fixture'])
  })

  it('an exit twice, without a title, or named error', async () => {
    const [one, two, other] = toy().exits(fixture.config) as [Exit, Exit, Exit]
    expect(await brokenRules(toy({ exits: () => [one, two, other, other] }))).toEqual(['exits'])
    expect(await brokenRules(toy({ exits: () => [one, two, exit('other', { ja: '' })] }))).toEqual(['exits'])
    expect(await brokenRules(toy({ exits: () => [one, two, other, exit('error', { ja: '異常' })] }))).toContain('exits')
  })

  it('rewiring that renames exits although nothing changed', async () => {
    expect(await brokenRules(toy({ rewire: () => ({ '1': '2' }) }))).toEqual(['rewire'])
  })

  it('a title in one language, a type without its plugin, an icon that is none', async () => {
    expect(await brokenRules(toy({ title: { ja: '質問', en: '' } }))).toEqual(['definition'])
    expect(await brokenRules(toy({ type: 'ask' }))).toEqual(['definition'])
    expect(await brokenRules(toy({ icon: 'https://example.com/icon.svg' }))).toEqual(['definition'])
  })
})
