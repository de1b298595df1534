import { behaviourDiff, compileBundle } from '@madoguchi/engine'
import type { CallFlow } from '@madoguchi/schemas'
import { describe, expect, test } from 'vitest'
import { parse } from '../../draft/json.ts'
import { referenceFiles } from '../../telephone/reference-bundle-for-test.ts'
import { type Command, type Documents, disconnect, editConfig, emptyHistory, execute, flowOf, setPoint, undo } from '../commands/index.ts'
import { nodeTypes } from '../node-types.ts'
import { rename } from '../rename/rename.ts'
import { extractSubflow, planExtraction } from './extract-subflow.ts'
import { inlineSubflow, planInlining } from './inline-subflow.ts'

const path = 'call/after-hours.json'
const reference: Documents = Object.fromEntries(referenceFiles().map(([file, text]) => [file, parse(text) ?? null]))
const run = (documents: Documents, command: Command) => execute({ documents, history: emptyHistory }, command, 0)
const flow = (documents: Documents, of = path): CallFlow => {
  const found = flowOf(documents, of)
  if (!found) throw new Error(`no flow ${of}`)
  return found
}
const items = ['item-1-reissue', 'item-2-address', 'item-3-payment', 'item-4-certificate', 'item-5-exemption', 'item-6-refund']
const menuPart = ['menu', ...items, 'no-usable-key']
const title = { ja: '番号の案内' }
const extracted = run(reference, extractSubflow(path, menuPart, 'menu-part', title))

async function noticed(before: Documents, after: Documents) {
  const [was, is] = await Promise.all([before, after].map(async (documents) => (await compileBundle(Object.entries(documents).map(([file, document]) => [file, JSON.stringify(document)]), { nodeTypes })).program))
  if (!was || !is) throw new Error('does not compile')
  const { differences, complete } = await behaviourDiff(was, is, { nowMs: Date.parse('2026-11-24T08:00:00+09:00'), maxStates: 20_000 })
  return { differences: differences.map(({ press, faults, divergence }) => ({ press, faults, divergence })), complete }
}

describe('a selection that is extracted', () => {
  test('becomes a flow with one result for each node it led to', () => {
    const part = flow(extracted.documents, 'call/menu-part.json')
    expect(part.entry).toBe('menu')
    expect(Object.keys(part.nodes)).toEqual(expect.arrayContaining(menuPart))
    const left = flow(extracted.documents)
    expect(left.nodes['run-flow']).toMatchObject({ type: 'logic.run-flow', config: { flow: 'menu-part' }, next: { again: 'again', goodbye: 'goodbye', 'hang-up': 'hang-up' } })
    expect(left.nodes['hours-and-web']?.next.done).toBe('run-flow')
    expect(left.nodes.again?.next.again).toBe('run-flow')
    for (const id of menuPart) expect(left.nodes).not.toHaveProperty(id)
  })

  test('keeps every call as it was, with whatever fault', { timeout: 120_000 }, async () => {
    expect(await noticed(reference, extracted.documents)).toEqual({ differences: [], complete: true })
  })

  test('would be seen to behave otherwise without what faults lead to (the comparison can fail)', { timeout: 120_000 }, async () => {
    const blind = run(extracted.documents, setPoint('call/menu-part.json', 'onError', undefined)).documents
    expect((await noticed(reference, blind)).differences).not.toEqual([])
  })

  test('is one step of undo, the new document included', () => {
    expect(extracted.history.done).toHaveLength(1)
    expect(undo(extracted).documents).toEqual(reference)
  })

  test('is followed by the paths that scenarios expect', () => {
    const scenario = { kind: 'scenario', then: { path: ['after-hours/answer', 'after-hours/menu', 'main/menu'] } }
    const after = run({ ...reference, 'scenario/x.json': scenario }, extractSubflow(path, menuPart, 'menu-part', title)).documents
    expect(after['scenario/x.json']).toMatchObject({ then: { path: ['after-hours/answer', 'menu-part/menu', 'main/menu'] } })
  })

  test('with more than one entry is refused with their names', () => {
    expect(planExtraction(flow(reference), ['item-1-reissue', 'goodbye'])).toMatchObject({ refused: { ja: expect.stringContaining('入口が2か所') } })
    expect(run(reference, extractSubflow(path, ['item-1-reissue', 'goodbye'], 'x', title)).documents).toBe(reference)
  })

  test('holding a loop that is entered again from outside is refused', () => {
    expect(planExtraction(flow(reference), ['again'])).toMatchObject({ refused: { ja: expect.stringContaining('回数を数えます') } })
  })

  test('leaves what faults lead to in its flow, and a selection of nothing else is refused', () => {
    expect(planExtraction(flow(reference), ['apology', 'hang-up'])).toMatchObject({ refused: { ja: expect.stringContaining('元のフローに残ります') } })
    const plan = planExtraction(flow(reference), ['no-usable-key', 'hang-up'])
    expect(plan).toMatchObject({ nodes: new Set(['no-usable-key']), entry: 'no-usable-key' })
  })

  test('whose ways all end is gone to and not come back from', { timeout: 120_000 }, async () => {
    const all = Object.keys(flow(reference, 'call/main.json').nodes)
    const after = run(reference, extractSubflow('call/main.json', all, 'everything', { ja: 'すべて' })).documents
    const main = flow(after, 'call/main.json')
    expect(main.nodes[main.entry]?.type).toBe('logic.run-flow')
    const ends = run(reference, extractSubflow('call/main.json', ['disaster-guidance'], 'disaster', { ja: '災害' })).documents
    expect(flow(ends, 'call/main.json').nodes['run-flow']?.next).toEqual({ 'hang-up': 'hang-up', apology: 'apology' })
    expect(await noticed(reference, ends)).toEqual({ differences: [], complete: true })
    expect(await noticed(reference, after)).toEqual({ differences: [], complete: true })
    const tail = run(ends, extractSubflow('call/main.json', ['hang-up'], 'tail', { ja: '終わり' })).documents
    expect(flow(tail, 'call/main.json').nodes['go-to-flow']).toMatchObject({ config: { flow: 'tail' }, next: {} })
    expect(await noticed(ends, tail)).toEqual({ differences: [], complete: true })
  })
})

describe('a sub-flow that is inlined', () => {
  test('gives back the flow that it was extracted from, and goes when nothing else runs it', () => {
    const back = run(extracted.documents, inlineSubflow(path, 'run-flow')).documents
    expect(back['call/menu-part.json']).toBeUndefined()
    expect(flow(back).nodes).toEqual(flow(reference).nodes)
    expect(flow(back).layout).toEqual(flow(reference).layout)
    expect(flow(back)).toMatchObject({ entry: 'answer', onError: 'apology' })
  })

  test('keeps every call as it was, under other ids as well', { timeout: 120_000 }, async () => {
    const renamed = run(extracted.documents, rename({ kind: 'node', path: 'call/menu-part.json' }, 'item-1-reissue', 'answer')).documents
    const back = run(renamed, inlineSubflow(path, 'run-flow')).documents
    expect(flow(back).nodes).toHaveProperty('answer-2')
    expect(await noticed(renamed, back)).toEqual({ differences: [], complete: true })
  })

  test('that something else runs too stays', () => {
    const type = nodeTypes.get('logic.go-to-flow')
    const twice = run(extracted.documents, editConfig('call/main.json', 'to-after-hours', type, { flow: 'menu-part' })).documents
    expect(run(twice, inlineSubflow(path, 'run-flow')).documents['call/menu-part.json']).toBeDefined()
  })

  test('is refused where faults lead elsewhere, and where a result leads nowhere', () => {
    const elsewhere = run(extracted.documents, setPoint('call/menu-part.json', 'onError', 'no-usable-key')).documents
    expect(planInlining(elsewhere, path, 'run-flow')).toMatchObject({ refused: { ja: expect.stringContaining('異常時') } })
    const cut = run(extracted.documents, disconnect(path, [{ from: 'run-flow', exit: 'goodbye' }])).documents
    expect(planInlining(cut, path, 'run-flow')).toMatchObject({ refused: { ja: expect.stringContaining('「goodbye」の出口がつながっていません') } })
    expect(run(cut, inlineSubflow(path, 'run-flow')).documents).toBe(cut)
  })
})
