import { compileBundle } from '@madoguchi/engine'
import type { CallFlow } from '@madoguchi/schemas'
import { describe, expect, test } from 'vitest'
import { type Json, parse } from '../../draft/json.ts'
import { referenceFiles } from '../../telephone/reference-bundle-for-test.ts'
import { type Documents, emptyHistory, execute, flowOf, undo } from '../commands/index.ts'
import { nodeTypes } from '../node-types.ts'
import { usesOf } from '../references/uses.ts'
import { type Renamable, rename, renameRefusal } from './rename.ts'

const reference: Documents = Object.fromEntries(referenceFiles().map(([path, text]) => [path, parse(text) ?? null]))
const run = (what: Renamable, from: string, to: string, documents = reference) => execute({ documents, history: emptyHistory }, rename(what, from, to), 0)
const path = 'call/after-hours.json'
const problemsOf = async (documents: Documents) => (await compileBundle(Object.entries(documents).map(([file, document]) => [file, JSON.stringify(document)]), { nodeTypes })).problems.map(({ code, pointer }) => `${code} ${pointer}`)

describe('a new id', () => {
  const cases: [Renamable, string, string][] = [
    [{ kind: 'node', path }, 'menu', 'choose'],
    [{ kind: 'prompt' }, 'g.ah.menu', 'g.ah.choose'],
    [{ kind: 'call' }, 'after-hours', 'night'],
    [{ kind: 'queue' }, 'tax', 'desk'],
    [{ kind: 'hours' }, 'business-hours', 'office'],
  ]

  test.each(cases)('of %j is followed everywhere: nothing names the old one, and the bundle is as sound as before', async (what, from, to) => {
    const { documents, history } = run(what, from, to)
    expect(documents).not.toBe(reference)
    expect(history.done).toHaveLength(1)
    if (what.kind !== 'node') expect(usesOf(documents, what.kind, from)).toEqual([])
    expect(await problemsOf(documents)).toEqual(await problemsOf(reference))
    expect(undo({ documents, history }).documents).toEqual(reference)
    expect(run(what, to, from, documents).documents).toEqual(reference)
  })

  test('of a node goes with its place, its group and the paths of scenarios', () => {
    const grouped: Documents = { ...reference, [path]: { ...(reference[path] as Record<string, Json>), canvas: { groups: { g: { title: { ja: 'g' }, nodes: ['answer', 'menu'] } }, pinned: { menu: true } } }, 'scenario/x.json': { kind: 'scenario', when: { set: [{ node: 'after-hours/menu', variables: {} }, { node: 'main/menu', variables: {} }] }, then: { path: ['after-hours/menu', 'main/menu'] } } }
    const after = run({ kind: 'node', path }, 'menu', 'choose', grouped).documents
    const flow = flowOf(after, path) as CallFlow
    expect(flow.canvas).toEqual({ groups: { g: { title: { ja: 'g' }, nodes: ['answer', 'choose'] } }, pinned: { choose: true } })
    expect(flow.layout?.choose).toEqual(flowOf(reference, path)?.layout?.menu)
    expect(Object.values(flow.nodes).flatMap(({ next }) => Object.values(next))).not.toContain('menu')
    expect(after['scenario/x.json']).toMatchObject({ when: { set: [{ node: 'after-hours/choose' }, { node: 'main/menu' }] }, then: { path: ['after-hours/choose', 'main/menu'] } })
  })

  test('of a document moves its file', () => {
    const after = run({ kind: 'call' }, 'after-hours', 'night').documents
    expect(after[path]).toBeUndefined()
    expect(after['call/night.json']).toMatchObject({ id: 'night' })
  })

  test('of hours is followed into expressions that call them by name', () => {
    const spoken: Documents = { ...reference, 'bundle.json': { ...(reference['bundle.json'] as Record<string, Json>), variables: { hours: '{{ $spokenHours("business-hours") }}', other: 'business-hours' } } }
    expect(run({ kind: 'hours' }, 'business-hours', 'office', spoken).documents['bundle.json']).toMatchObject({ variables: { hours: '{{ $spokenHours("office") }}', other: 'business-hours' } })
  })

  test('that is taken, or of a wrong form, is refused and changes nothing', () => {
    expect(renameRefusal(reference, { kind: 'node', path }, 'menu', 'answer')?.ja).toContain('すでに使われています')
    expect(renameRefusal(reference, { kind: 'call' }, 'after-hours', 'main')?.ja).toContain('すでに')
    expect(renameRefusal(reference, { kind: 'prompt' }, 'g.ah.menu', 'あ')?.ja).toContain('英数字')
    expect(run({ kind: 'call' }, 'after-hours', 'main').documents).toBe(reference)
    expect(renameRefusal(reference, { kind: 'node', path }, 'menu', 'choose')).toBeUndefined()
  })
})

describe('a renamed variable', () => {
  const flow = { kind: 'call', id: 'v', title: { ja: 'v' }, entry: 'a', nodes: {
    a: { type: 'logic.set', config: { name: 'tax', value: '"auto"' }, next: { done: 'b' } },
    b: { type: 'logic.branch', config: { condition: 'tax = "auto" and other.tax = 1' }, next: { yes: 'a', no: 'a' } },
  } }
  const documents: Documents = { ...reference, 'call/v.json': flow, 'scenario/v.json': { kind: 'scenario', given: { variables: { tax: 'x' } }, when: { set: [{ node: 'v/a', variables: { tax: 'y', other: 2 } }] }, then: { variables: { tax: 'auto', other: 1 } } } }

  test('is followed in expressions, in what sets it, and in scenarios', () => {
    const after = run({ kind: 'variable' }, 'tax', 'kind', documents).documents
    expect(after['call/v.json']).toMatchObject({ nodes: { a: { config: { name: 'kind', value: '"auto"' } }, b: { config: { condition: 'kind = "auto" and other.tax = 1' } } } })
    expect(after['scenario/v.json']).toEqual({ kind: 'scenario', given: { variables: { kind: 'x' } }, when: { set: [{ node: 'v/a', variables: { kind: 'y', other: 2 } }] }, then: { variables: { kind: 'auto', other: 1 } } })
  })

  test('that an expression may reach by another way is refused with that expression', () => {
    const unclear: Documents = { ...documents, 'call/v.json': { ...flow, nodes: { ...flow.nodes, b: { ...flow.nodes.b, config: { condition: '$$.tax = 1' } } } } }
    expect(renameRefusal(unclear, { kind: 'variable' }, 'tax', 'kind')?.ja).toContain('$$.tax = 1')
    expect(run({ kind: 'variable' }, 'tax', 'kind', unclear).documents).toBe(unclear)
  })
})
