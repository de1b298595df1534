import { fileURLToPath } from 'node:url'
import { compileBundle, staticProblems } from '@madoguchi/engine'
import type { Problem } from '@madoguchi/schemas'
import { describe, expect, it } from 'vitest'
import { readBundleFolder } from '../src/bundles/read-bundle-folder.ts'
import { nodeTypes, pluginNames } from '../src/node-types.ts'

/** The real node types under the rules that need no walking: the reference bundle gives no problem, and with one thing broken exactly that one. */
type Json = Record<string, unknown>
type Change = (json: Record<string, Json>) => void

const { bundle } = await readBundleFolder(fileURLToPath(new URL('../../../flows/saitama-auto-tax/', import.meta.url)))
const paths = { guidance: 'prompts/guidance.json', after: 'call/after-hours.json', main: 'call/main.json', lines: 'numbers/lines.json' }
/** Scenarios have no say in these rules, and are most of what there is to read. */
const texts = [...bundle.files].filter(([path]) => !path.startsWith('scenario/'))
const fresh = () => Object.fromEntries(texts.map(([path, text]) => [path, JSON.parse(text) as Json]))

async function problemsAfter(change: Change): Promise<Problem[]> {
  const documents = fresh()
  change(documents)
  const files = Object.entries(documents).map(([path, document]): [string, string] => [path, JSON.stringify(document)])
  const { program, problems } = await compileBundle(files, { nodeTypes, plugins: pluginNames, audio: { has: (hash) => bundle.audio.has(hash) } })
  return program ? [...problems, ...staticProblems(program, { nodeTypes })] : problems
}

/** Findings but the stale audio that every change of a text brings, which has a test of its own. */
async function told(change: Change): Promise<string[]> {
  const problems = await problemsAfter(change)
  return problems.filter(({ code }) => code !== 'prompt-audio-stale').map(({ code, document, pointer }) => `${code} ${document} ${pointer}`).toSorted()
}
const at = (documents: Record<string, Json>, path: string, ...names: string[]): Json => names.reduce((part, name) => part[name] as Json, documents[path] ?? {})
const set = (path: string, names: string[], value: unknown): Change => (documents) => void Object.assign(at(documents, path, ...names.slice(0, -1)), { [names.at(-1) ?? '']: value })
const remove = (path: string, names: string[]): Change => (documents) => void Reflect.deleteProperty(at(documents, path, ...names.slice(0, -1)), names.at(-1) ?? '')
const all = (...changes: Change[]): Change => (documents) => changes.forEach((change) => change(documents))
const say = (id: string, text: (before: string) => string): Change => (documents) => void Object.assign(at(documents, paths.guidance, 'prompts', id, 'text'), { ja: text(String(at(documents, paths.guidance, 'prompts', id, 'text').ja)) })
const nodesOf = (path: string) => Object.keys(at(fresh(), path, 'nodes'))
const prompts = Object.keys(at(fresh(), paths.guidance, 'prompts'))
const node = (type: string, config: object, next: Record<string, string>) => ({ type, config, next })
const pointer = (id: string) => `/prompts/${id}`

it('gives no problem as it is, in the time that live checking allows', async () => {
  expect(await problemsAfter(() => {})).toEqual([])
})

describe('each prompt of the reference bundle', () => {
  it.each(prompts)('%s needs its audio, fresh, and its owner', async (id) => {
    expect(await told(remove(paths.guidance, ['prompts', id, 'audio']))).toEqual([`prompt-no-audio prompts/guidance ${pointer(id)}`])
    expect((await problemsAfter(say(id, (text) => `${text}なお、`))).map(({ code, pointer: where }) => `${code} ${where}`)).toEqual([`prompt-audio-stale ${pointer(id)}/audio/ja`])
    expect(await told(remove(paths.guidance, ['prompts', id, 'owner']))).toContain(`schema prompts/guidance ${pointer(id)}`)
  })

  it.each(prompts)('%s tells no unpublished number, in whatever writing and by whatever way', async (id) => {
    const writings = ['050-0000-0000', '０５０ー００００ー００００', '+81 50 0000 0000', '〇五〇の〇〇〇〇の〇〇〇〇', 'ゼロゴーゼロ、ゼロゼロゼロゼロ、ゼロゼロゼロゼロ']
    for (const writing of writings) expect(await leaks(say(id, (text) => `${text}番号は${writing}です。`)), writing).toBe(true)
    expect(await leaks(all(set('bundle.json', ['variables', 'desk'], '048-000-0001'), say(id, (text) => `${text}{{desk}}`)))).toBe(true)
  })

  /** Only leaks are found, at least one, and each names a node, or the document that plays the prompt without one. */
  async function leaks(change: Change): Promise<boolean> {
    const problems = (await problemsAfter(change)).filter(({ code }) => code !== 'prompt-audio-stale')
    const placed = problems.every(({ code, node: named, document }) => code === 'unpublished-number' && (named !== undefined || /^(bundle$|failover|prompts)/.test(document)))
    return placed && problems.length > 0
  }
})

describe('the after-hours flow of the reference bundle', () => {
  const items = nodesOf(paths.after).filter((id) => id.startsWith('item-'))

  it('tells the hours before the web pages', async () => {
    const swapped = set(paths.after, ['nodes', 'hours-and-web', 'config', 'prompts'], ['g.ah.web', 'g.ah.hours'])
    expect(await told(swapped)).toEqual(['after-hours-opening call/after-hours /nodes/hours-and-web/config/prompts/0'])
    expect(await told(all(swapped, remove(paths.after, ['rules'])))).toEqual([])
  })

  it.each(items)('%s has no second menu, no return and no connection behind it', async (item) => {
    const behind = (some: object) => all(set(paths.after, ['nodes', 'extra'], some), set(paths.after, ['nodes', item, 'next', 'done'], 'extra'))
    const choices = [{ key: '1', label: { ja: '納付書の再発行' } }]
    const deeper = node('voice.menu', { prompt: 'g.more', choices }, { 1: 'goodbye', timeout: 'goodbye', invalid: 'goodbye' })
    const more: Change = (documents) => void Object.assign(at(documents, paths.guidance, 'prompts'), { 'g.more': { ...at(documents, paths.guidance, 'prompts', 'g.ah.menu'), text: { ja: '納付書の再発行は1を押してください。' } } })
    expect(await told(all(behind(deeper), more))).toEqual(['after-hours-second-menu call/after-hours /nodes/extra'])
    expect(await told(behind(node('logic.return', { result: 'done' }, {})))).toEqual(['after-hours-not-ended call/after-hours /nodes/extra'])
    expect(await told(behind(node('queue.join', { queue: 'tax' }, { served: 'goodbye', timeout: 'goodbye', full: 'goodbye' })))).toEqual(['after-hours-connects call/after-hours /nodes/extra'])
    expect(await told(behind(node('voice.transfer', { to: '0480000000' }, { ended: 'goodbye', busy: 'goodbye', 'no-answer': 'goodbye', unreachable: 'goodbye' })))).toEqual(['after-hours-connects call/after-hours /nodes/extra'])
  })

  it.each(['timeout', 'invalid'])('has a way for %s that speaks', async (exit) => {
    expect(await told(remove(paths.after, ['nodes', 'menu', 'next', exit]))).toEqual(['unconnected-exit call/after-hours /nodes/menu/next'])
    expect(await told(set(paths.after, ['nodes', 'menu', 'next', exit], 'hang-up'))).toEqual([`menu-hangs-up-silently call/after-hours /nodes/menu/next/${exit}`])
  })

  it('numbers its items from 1 without a gap, and tells each key', async () => {
    const menu = ['nodes', 'menu', 'config', 'choices', '5', 'key']
    const moved = all(set(paths.after, menu, '7'), set(paths.after, ['nodes', 'menu', 'next', '7'], 'item-6-refund'), remove(paths.after, ['nodes', 'menu', 'next', '6']))
    expect(await told(all(moved, say('g.ah.menu', (text) => text.replace('還付は6', '還付は7'))))).toEqual(['after-hours-keys call/after-hours /nodes/menu/config/choices/5'])
    expect(await told(say('g.ah.menu', (text) => text.replace('、還付は6', '')))).toEqual(['key-not-told call/after-hours /nodes/menu/config/choices/5'])
    expect(await told(say('g.ah.menu', (text) => text.replace('還付は6', '還付は6、減免は8')))).toEqual(['key-not-offered call/after-hours /nodes/menu/config/prompt'])
    expect(await told(say('g.ah.menu', () => '1は納付書の再発行、2は住所の変更、3は納付場所と納税の方法、4は継続車検用の納税証明書、5は障害のある方の減免、6は還付です。もう一度お聞きになるときは9を押してください。'))).toEqual(['key-before-choice call/after-hours /nodes/menu/config/prompt'])
  })

  it('leads to nobody after a fault either, and gives callers ten seconds', async () => {
    expect(await told(all(remove(paths.after, ['onError']), set(paths.after, ['nodes', 'answer', 'next', 'error'], 'apology')))).toEqual(['after-hours-fault-connects call/after-hours '])
    expect(await told(set(paths.after, ['nodes', 'menu', 'config', 'timeoutSeconds'], 5))).toEqual(['answer-time-short call/after-hours /nodes/menu/config/timeoutSeconds'])
    expect(await told(set(paths.guidance, ['prompts', 'g.ah.menu', 'audio', 'ja', 'seconds'], 30.5))).toEqual(['menu-too-long call/after-hours /nodes/menu/config/prompt'])
  })
})

describe('the main flow and the lines of the reference bundle', () => {
  it.each(['closed', 'holiday', 'exception', 'emergency'])('say something before hanging up when it is %s', async (state) => {
    const silent = all(set(paths.main, ['nodes', 'quiet'], node('voice.answer', {}, { done: 'hang-up' })), set(paths.main, ['nodes', 'hours', 'next', state], 'quiet'))
    expect((await told(silent)).filter((line) => !line.startsWith('unreachable-node'))).toEqual([`closed-without-guidance call/main /nodes/hours/next/${state}`])
  })

  it('know a way for hours that cannot say', async () => {
    expect((await told(remove(paths.main, ['nodes', 'hours', 'next', 'error']))).filter((line) => !line.startsWith('unreachable-node'))).toContain('hours-fault-unhandled call/main /nodes/hours')
  })

  it.each([
    ['navi-without-companion numbers/lines /lines/0570012229', remove(paths.lines, ['lines', '0570012229', 'companion'])],
    ['companion-unpublished numbers/lines /lines/0570012229/companion', set(paths.lines, ['lines', '0570012229', 'companion'], '0480000001')],
    ['number-not-a-line numbers/lines /lines/0570012229/destination', set(paths.lines, ['lines', '0570012229', 'destination'], '05000000009')],
    ['line-without-failover numbers/lines /lines/0480000000', remove(paths.lines, ['lines', '0480000000', 'failover'])],
    ['line-validity numbers/lines /lines/0480000000/validUntil', set(paths.lines, ['lines', '0480000000', 'validUntil'], '2026-04-31')],
  ])('%s', async (finding, change) => expect(await told(change)).toEqual([finding]))

  it('do not tell the Navi Dial alone', async () => {
    expect(await told(say('g.queue.full', (text) => `${text}ゼロゴーナナゼロ、ゼロイチニー、ニーニーキューまで。`))).toEqual(['navi-told-alone prompts/guidance /prompts/g.queue.full/text/ja'])
    expect(await told(say('g.queue.full', (text) => `${text}0570-012-229、または{{companion}}まで。`))).toEqual([])
  })

  it('show no unpublished number as the caller', async () => {
    const transfer = node('voice.transfer', { to: '0480000000', callerNumber: '050-0000-0000' }, { ended: 'hang-up', busy: 'cannot-connect', 'no-answer': 'cannot-connect', unreachable: 'cannot-connect' })
    expect(await told(all(set(paths.main, ['nodes', 'on'], transfer), set(paths.main, ['nodes', 'tax-desk', 'next', 'timeout'], 'on')))).toEqual(['unpublished-caller-number call/main /nodes/on/config/callerNumber'])
  })
})
