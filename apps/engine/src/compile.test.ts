import { describe, expect, it } from 'vitest'
import { sha256Hex } from './canonical.ts'
import { compile, compileBundle } from './compile.ts'
import { readBundle } from './bundle-reader.ts'
import { type ProblemCode, canRun, problemCatalogue } from './problems.ts'
import type { ruleCatalogue } from './check/rules/rule-catalogue.ts'
import type { tableCatalogue } from './tables/table-catalogue.ts'
import type { walkCatalogue } from './check/walk-catalogue.ts'
import { scenarioProblems } from './scenarios/scenario-problems.ts'
import { callFlow, compileToy, node, prompt, textsOf, toyBundle, toyDocuments, toyProgram } from './toy-bundle-for-test.ts'
import { toyNodeTypes } from './toy-nodes-for-test.ts'

type Json = Record<string, unknown>
const flow = (nodes: Record<string, Json>, rest: Json = {}) => ({ 'call/main.json': callFlow('main', Object.keys(nodes)[0] ?? 'none', nodes, rest) })
const end = node('hangup')
const bundle = (change: Json) => ({ 'bundle.json': { ...toyBundle, ...change } })
const prompts = (change: Json, id = 'texts') => {
  const texts = toyDocuments()['prompts/texts.json'] as { prompts: Json }
  return { [`prompts/${id}.json`]: { ...texts, id, prompts: id === 'texts' ? { ...texts.prompts, ...change } : change } }
}
const lines = (id: string, numbers: Json) => ({ [`numbers/${id}.json`]: { kind: 'numbers', id, title: { ja: id }, lines: numbers } })
const line = { title: { ja: '代表' }, role: 'primary', owner: 'prefecture', published: true, flow: 'main' }
const problemsOf = async (changes: Record<string, Json>, options = {}) => (await compileToy(changes, options)).problems
const textProblems = async (changes: Record<string, string>) => (await compileBundle([...textsOf(toyDocuments()), ...Object.entries(changes)], { nodeTypes: toyNodeTypes })).problems

/** One fixture for each code that compiling finds, named after what is wrong with it, and where the problem must point. The rules, the walk and tables have tests of their own. */
const fixtures: Record<Exclude<ProblemCode, keyof typeof ruleCatalogue | keyof typeof walkCatalogue | keyof typeof tableCatalogue>, { wrong: string; problems: () => Promise<unknown[]>; at: Json }> = {
  'json-syntax': { wrong: 'a comma too many', problems: () => textProblems({ 'call/main.json': '{,}' }), at: { document: 'call/main', pointer: '' } },
  'json-duplicate-key': { wrong: 'a key twice', problems: () => textProblems({ 'call/main.json': '{"id": "a", "id": "b"}' }), at: { document: 'call/main', pointer: '/id' } },
  'document-too-large': { wrong: 'six megabytes', problems: () => textProblems({ 'call/main.json': ' '.repeat(6e6) }), at: { document: 'call/main' } },
  'bundle-missing': { wrong: 'no bundle.json', problems: async () => (await compile(readBundle([]), { nodeTypes: toyNodeTypes })).problems, at: { document: 'bundle' } },
  'bundle-migrated': { wrong: 'of an older format', problems: () => problemsOf({ ...bundle({ schemaVersion: 1 }), 'call/main.json': { ...toyDocuments()['call/main.json'], template: 'after-hours' } }), at: { document: 'bundle', pointer: '/schemaVersion' } },
  'bundle-version': { wrong: 'of a newer product', problems: () => problemsOf(bundle({ schemaVersion: 99 })), at: { document: 'bundle', pointer: '/schemaVersion' } },
  'unknown-time-zone': { wrong: 'a zone that is none', problems: () => problemsOf(bundle({ timeZone: 'Mars/Olympus' })), at: { document: 'bundle', pointer: '/timeZone' } },
  'unknown-kind': { wrong: 'a kind that is none', problems: () => textProblems({ 'poem/x.json': '{"kind": "poem"}' }), at: { document: 'poem/x', pointer: '/kind' } },
  'document-place': { wrong: 'under another name', problems: () => problemsOf({ 'call/other.json': toyDocuments()['call/main.json'] ?? {} }), at: { document: 'call/other', pointer: '/id' } },
  schema: { wrong: 'a config that its type does not allow', problems: () => problemsOf(flow({ a: node('wait', { seconds: 0 }, { done: 'b' }), b: end })), at: { document: 'call/main', pointer: '/nodes/a/config/seconds', node: 'a' } },
  'unknown-node-type': { wrong: 'a type that is none', problems: () => problemsOf(flow({ a: node('dance') })), at: { document: 'call/main', pointer: '/nodes/a/type', node: 'a' } },
  'plugin-not-listed': { wrong: 'a node of a third party that the bundle does not list', problems: () => problemsOf(flow({ a: node('say') }), { nodeTypes: new Map([...toyNodeTypes].map(([name, type]) => [name, { ...type, plugin: 'third-party' }])) }), at: { document: 'call/main', pointer: '/nodes/a/type', node: 'a' } },
  'unknown-plugin': { wrong: 'a plugin that is not installed', problems: () => problemsOf(bundle({ plugins: ['here', 'there'] }), { plugins: new Set(['here']) }), at: { document: 'bundle', pointer: '/plugins/1' } },
  'node-config': { wrong: 'what only the type can find', problems: () => problemsOf(flow({ a: node('ask', { prompt: 'a', keys: '11' }, { 1: 'b', other: 'b' }), b: end })), at: { pointer: '/nodes/a/config/keys', node: 'a' } },
  'wrong-flow-kind': { wrong: 'a chat node in a call', problems: () => problemsOf(flow({ a: node('chat-only', {}, { done: 'b' }), b: end })), at: { pointer: '/nodes/a', node: 'a' } },
  'missing-reference': { wrong: 'a prompt that is not there', problems: () => problemsOf(flow({ a: node('say', { prompts: ['a', 'gone'] }, { done: 'b' }), b: end })), at: { pointer: '/nodes/a/config/prompts/1', node: 'a' } },
  'missing-node': { wrong: 'an exit that leads to no node', problems: () => problemsOf(flow({ a: node('answer', {}, { done: 'gone' }) })), at: { pointer: '/nodes/a/next/done', node: 'a' } },
  'unknown-exit': { wrong: 'an exit that the node has not', problems: () => problemsOf(flow({ a: node('answer', {}, { done: 'b', twice: 'b' }), b: end })), at: { pointer: '/nodes/a/next/twice', node: 'a' } },
  'unconnected-exit': { wrong: 'an exit that leads nowhere', problems: () => problemsOf(flow({ a: node('ask', { prompt: 'a', keys: '1' }, { other: 'b' }), b: end })), at: { pointer: '/nodes/a/next', node: 'a' } },
  'unreachable-node': { wrong: 'a node that nothing leads to', problems: () => problemsOf(flow({ a: end, island: node('answer', {}, { done: 'a' }) })), at: { pointer: '/nodes/island', node: 'island' } },
  'duplicate-number': { wrong: 'one number, once with hyphens', problems: () => problemsOf(lines('more', { '048-000-0000': line })), at: { document: 'numbers/more', pointer: '/lines/048-000-0000' } },
  'duplicate-prompt': { wrong: 'one id in two documents', problems: () => problemsOf(prompts({ a: prompt('二度目') }, 'more')), at: { document: 'prompts/more', pointer: '/prompts/a' } },
  expression: { wrong: 'an expression that never ends', problems: () => problemsOf(flow({ a: node('set', { name: 'x', value: '($f := function() { $f() }; $f())' }, { done: 'b' }), b: end })), at: { pointer: '/nodes/a/config/value', node: 'a' } },
  template: { wrong: 'a place that is never closed', problems: () => problemsOf(prompts({ a: prompt('{{office') })), at: { document: 'prompts/texts', pointer: '/prompts/a/text/ja' } },
  'prompt-no-audio': { wrong: 'no audio', problems: () => problemsOf(prompts({ a: { ...prompt('x'), audio: undefined } })), at: { pointer: '/prompts/a' } },
  'prompt-audio-missing': { wrong: 'no such file', problems: () => problemsOf({}, { audio: { has: (hash: string) => hash !== sha256Hex('いち2') } }), at: { pointer: '/prompts/a/audio/ja' } },
  'prompt-audio-corrupt': { wrong: 'a file with other content', problems: () => problemsOf({}, { audio: { has: () => true, corrupt: (hash: string) => hash === sha256Hex('いち2') } }), at: { pointer: '/prompts/a/audio/ja' } },
  'prompt-audio-stale': { wrong: 'audio of another text', problems: () => problemsOf(prompts({ a: { ...prompt('古い文'), text: { ja: '新しい文' } } })), at: { pointer: '/prompts/a/audio/ja' } },
  'scenario-failed': { wrong: 'a promise that is not kept', problems: async () => scenarioProblems(await toyProgram([callFlow('main', 'a', { a: end })], {}, { 'scenario/one.json': { kind: 'scenario', id: 'one', title: { ja: '一つ' }, given: { to: '0480000000', at: '2026-11-24T10:00' }, when: {}, then: { outcome: { kind: 'agent' } } } })), at: { document: 'scenario/one', pointer: '/then/outcome' } },
  'text-needs-voice': { wrong: 'words that nobody recorded', problems: () => problemsOf({ 'call/main.json': callFlow('main', 'a', { a: node('tell', { text: 'もしもし' }, { done: 'b' }), b: node('hangup') }) }), at: { document: 'call/main', pointer: '/nodes/a/config/text' } },
  'no-numbers': { wrong: 'no number with a flow', problems: () => problemsOf(lines('lines', { '0480000000': { ...line, flow: undefined } })), at: { document: 'bundle' } },
}

describe('every problem that the catalogue knows is found', () => {
  it.each(Object.entries(fixtures))('%s', async (code, { problems, at }) => {
    const found = await problems()
    expect(found).toContainEqual(expect.objectContaining({ code, ...at, severity: problemCatalogue[code as ProblemCode].severity }))
  })

  it('and nothing in a sound bundle', async () => {
    const { program, problems } = await compileToy({}, { audio: { has: () => true, corrupt: () => false }, plugins: new Set() })
    expect(problems).toEqual([])
    expect(program?.flows.get('main')?.entry.id).toBe('end')
  })
})

describe('flows', () => {
  const codes = async (changes: Record<string, Json>) => (await problemsOf(changes)).map(({ code, pointer }) => `${code} ${pointer}`)

  it.each(['constructor', 'toString', 'hasOwnProperty'])('take no property of every object for a node: %s', async (id) => {
    expect(await codes({ 'call/main.json': callFlow('main', id, { a: end }) })).toContain('missing-node /entry')
    expect(await codes(flow({ a: node('answer', {}, { done: id }), b: end }))).toContain('missing-node /nodes/a/next/done')
    expect(await codes(flow({ a: end }, { onError: id, onHangup: id }))).toEqual(['missing-node /onError', 'missing-node /onHangup'])
  })

  it('may leave `error` unconnected, and wire it', async () => {
    expect(await codes(flow({ a: node('answer', {}, { done: 'b', error: 'b' }), b: end }))).toEqual([])
  })

  it('count what onError and onHangup lead to as reached', async () => {
    expect(await codes(flow({ a: end, b: node('answer', {}, { done: 'c' }), c: end, d: node('end') }, { onError: 'b', onHangup: 'd' }))).toEqual([])
  })

  it('find a skip to an exit that is none', async () => {
    expect(await codes(flow({ a: node('answer', {}, { done: 'b' }, { skip: 'gone' }), b: end }))).toEqual(['unknown-exit /nodes/a/skip'])
  })

  it('fill in defaults before a config is checked', async () => {
    const program = await toyProgram([callFlow('main', 'a', { a: node('say', { prompts: ['a'] }, { done: 'b' }), b: end })])
    expect(program.flows.get('main')?.entry.config).toEqual({ prompts: ['a'], bargeIn: true })
  })

  it('are left out when nothing can be their entry, and the others stay', async () => {
    const { program } = await compileToy({ ...flow({ a: node('dance') }), 'call/other.json': callFlow('other', 'x', { x: end }) })
    expect([...(program?.flows.keys() ?? [])]).toEqual(['other'])
  })
})

describe('references', () => {
  it('are told with the kind as people call it', async () => {
    const found = await problemsOf(flow({ a: node('queue', { queue: 'gone' }, { served: 'b', timeout: 'b', full: 'b' }), b: end }))
    expect(found.map(({ message }) => message)).toEqual([{ ja: expect.stringContaining('待ち呼「gone」'), en: expect.stringContaining('queue "gone"') }])
  })

  it('to a prompt whose text is broken are not told as missing', async () => {
    const found = await problemsOf({ ...prompts({ a: prompt('{{ 1 + }}') }), ...flow({ x: node('say', { prompts: ['a'] }, { done: 'y' }), y: end }) })
    expect(found.map(({ code }) => code)).toEqual(['template'])
  })

  it('are found in every document: line, queue, failover, safe default', async () => {
    const found = await problemsOf({
      ...bundle({ safeDefault: { prompt: 'gone-1', failover: true } }),
      ...lines('lines', { '0480000000': { ...line, flow: 'gone-2', failover: 'gone-3' } }),
      'queue/desk.json': { ...toyDocuments()['queue/desk.json'], announceFirst: 'gone-4' },
      'failover/spare.json': { ...toyDocuments()['failover/spare.json'], openGuidance: 'gone-5' },
    })
    const gone = found.filter(({ code }) => code === 'missing-reference').map(({ message }) => /gone-\d/.exec(message.en)?.[0])
    expect(gone.toSorted()).toEqual(['gone-1', 'gone-2', 'gone-3', 'gone-4', 'gone-5'])
  })
})

describe('variables of the bundle', () => {
  it('may use each other in any order, and the hours', async () => {
    const program = await toyProgram([callFlow('main', 'a', { a: end })], { variables: { c: '{{b}}！', b: '{{a}}の受付', a: '県', hours: '{{$spokenHours("office")}}' } })
    expect(program.variables).toEqual({ a: '県', b: '県の受付', c: '県の受付！', hours: '午前9時から午後5時まで' })
  })

  it.each([
    ['a circle', { a: '{{b}}', b: '{{a}}' }, ['/variables/a', '/variables/b']],
    ['itself', { a: '{{a}}' }, ['/variables/a']],
    ['time', { a: '{{$now()}}' }, ['/variables/a']],
    ['chance', { a: '{{$random()}}' }, ['/variables/a']],
    ['what only a call knows', { a: '{{contact.from}}' }, ['/variables/a']],
    ['what is not there', { a: '{{$spokenHours("gone")}}' }, ['/variables/a']],
    ['everything', { a: '{{$string()}}' }, ['/variables/a']],
  ])('cannot depend on %s', async (_, variables, pointers) => {
    const { program, problems } = await compileToy(bundle({ variables }))
    expect(problems.filter(({ document }) => document === 'bundle').map(({ code, pointer }) => ({ code, pointer }))).toEqual(pointers.map((pointer) => ({ code: 'template', pointer })))
    expect(program?.variables).toEqual({})
  })
})

describe('prompts', () => {
  const compiled = async (change: Json) => (await compileToy(prompts(change))).program?.prompts.get('a')

  it('are folded when they say the same in each call', async () => {
    expect((await compiled({ a: { ...prompt('x'), audio: undefined, text: { ja: '{{office}}です。{{1 + 1}}番' } } }))?.utterance).toEqual({ prompt: 'a', text: '県税事務所です。2番', seconds: 2 })
    expect((await compiled({ a: prompt('{{contact.from}}') }))?.utterance).toBeUndefined()
  })

  it('are estimated at five characters a second where no audio is', async () => {
    const seconds = async (length: number) => (await compiled({ a: { ...prompt('x'), audio: undefined, text: { ja: '長'.repeat(length) } } }))?.utterance?.seconds
    expect([await seconds(1), await seconds(10), await seconds(52)]).toEqual([1, 2, 10])
  })

  it('are spoken in English where the bundle is', async () => {
    const { program } = await compileToy({ ...bundle({ language: 'en' }), ...prompts({ a: { ...prompt('いち'), text: { ja: 'いち', en: 'One' } } }) })
    expect(program?.prompts.get('a')?.utterance?.text).toBe('One')
  })
})

describe('whether it can run', () => {
  it('is decided by the worst problem: what hinders publishing may be tried, what cannot run may not', async () => {
    expect(canRun(await problemsOf(prompts({ a: { ...prompt('x'), audio: undefined } })))).toBe(true)
    expect(canRun(await problemsOf(flow({ a: node('dance') })))).toBe(false)
    expect(canRun([{ code: 'hours.never-open', severity: 'warning', document: 'hours/x', pointer: '', message: { ja: '', en: '' } }])).toBe(true)
    expect(canRun([{ code: 'something-else', severity: 'error', document: 'x', pointer: '', message: { ja: '', en: '' } }])).toBe(false)
  })
})
