import type { Table } from '@madoguchi/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemCatalogue } from '../problems.ts'
import { compileToy, toyBundle } from '../toy-bundle-for-test.ts'
import { compileTable } from './compile-table.ts'
import type { tableCatalogue } from './table-catalogue.ts'
import { tableProblems } from './table-problems.ts'
import { unreachableRules } from './unreachable-rules.ts'

type Data = NonNullable<Table['data']>
type Decision = NonNullable<Table['decision']>
type Rule = Decision['rules'][number]
const head = { kind: 'table' as const, id: 'x', title: { ja: '表' } }
const column = (name: string, type: Data['columns'][number]['type'] = 'text', options?: string[]) => ({ name, title: { ja: name }, type, ...(options && { options }) })
const data = (rows: Data['rows'], keyType: Data['keyType'] = 'text', columns = [column('name'), column('size', 'number'), column('kind', 'text', ['a', 'b'])]): Table => ({ ...head, data: { keyType, columns, rows } })
const rule = (id: string, when: Rule['when'], then: Rule['then'] = { queue: 'q' }): Rule => ({ id, when, then })
const decision = (rules: Rule[], change: Partial<Decision> = {}): Table => ({ ...head, decision: { inputs: [column('tax'), column('amount', 'number'), column('day', 'date')], results: [column('queue')], rules, otherwise: { queue: 'z' }, ...change } })
const sound = rule('a', { tax: { in: ['car'] }, amount: { from: 1, to: 5 }, day: { from: '2026-05-01' } })

/** Each way in which a table can be wrong, and where. */
const fixtures: Record<keyof typeof tableCatalogue, [wrong: string, table: Table, pointer: string][]> = {
  'table-shape': [['neither kind', head, ''], ['both kinds', { ...data([]), ...decision([]) }, '']],
  'table-column-twice': [['in data', data([], 'text', [column('a'), column('a')]), '/data/columns/1/name'], ['in inputs', decision([], { inputs: [column('a'), column('b'), column('a')] }), '/decision/inputs/2/name'], ['in results', decision([], { results: [column('queue'), column('queue')] }), '/decision/results/1/name']],
  'table-key-twice': [['a key', data([{ key: '1', values: {} }, { key: '1', values: {} }]), '/data/rows/1/key'], ['a number with and without hyphens', data([{ key: '048-1', values: {} }, { key: '+81481', values: {} }], 'phone'), '/data/rows/1/key'], ['a row id', decision([sound, rule('a', { amount: { in: [9] } })]), '/decision/rules/1/id']],
  'table-key-missing': [['a row without a key', data([{ key: '', values: {} }]), '/data/rows/0/key']],
  'table-key-form': [['no number', data([{ key: 'car', values: {} }], 'phone'), '/data/rows/0/key'], ['a star in the middle', data([{ key: '04*8', values: {} }], 'phone'), '/data/rows/0/key']],
  'table-unknown-column': [['in a row', data([{ key: '1', values: { colour: 'red' } }]), '/data/rows/0/values/colour'], ['in a condition', decision([rule('a', { colour: { in: ['red'] } })]), '/decision/rules/0/when/colour'], ['in a result', decision([rule('a', {}, { queue: 'q', colour: 'red' })]), '/decision/rules/0/then/colour'], ['one that every object has', data([{ key: '1', values: { constructor: 'x' } }]), '/data/rows/0/values/constructor']],
  'table-value': [
    ['a text for a number', data([{ key: '1', values: { size: '3' } }]), '/data/rows/0/values/size'], ['a number for a text', data([{ key: '1', values: { name: 3 } }]), '/data/rows/0/values/name'], ['none of the values', data([{ key: '1', values: { kind: 'c' } }]), '/data/rows/0/values/kind'],
    ['a day that is none', decision([rule('a', { day: { from: '2026-13-01' } })]), '/decision/rules/0/when/day/from'], ['in a list', decision([rule('a', { amount: { in: [1, 'two'] } })]), '/decision/rules/0/when/amount/in/1'], ['in the default row', decision([], { otherwise: { queue: 3 } }), '/decision/otherwise/queue'],
  ],
  'table-result-missing': [['in a row', decision([rule('a', {}, {})]), '/decision/rules/0/then'], ['in the default row', decision([], { otherwise: {} }), '/decision/otherwise']],
  'table-bound': [['of a text', decision([rule('a', { tax: { from: 'car' } })]), '/decision/rules/0/when/tax/from']],
  'table-never-holds': [['from above to', decision([rule('a', { amount: { from: 5, to: 4 } })]), '/decision/rules/0/when/amount'], ['a value outside its bounds', decision([rule('a', { amount: { in: [1], from: 2 } })]), '/decision/rules/0/when/amount']],
  'table-row-unreachable': [
    ['the same twice', decision([sound, { ...sound, id: 'b' }]), '/decision/rules/1'], ['behind one that always holds', decision([rule('all', {}), sound]), '/decision/rules/1'],
    ['covered by several together', decision([rule('a', { amount: { to: 9 } }), rule('b', { amount: { from: 5 } }), rule('c', { amount: { from: 0, to: 20 } })]), '/decision/rules/2'],
    ['all of its values taken one by one', decision([rule('a', { tax: { in: ['car'] } }), rule('b', { tax: { in: ['land'] } }), rule('c', { tax: { in: ['land', 'car'] }, amount: { in: [1] } })]), '/decision/rules/2'],
    ['covered by days', decision([rule('a', { day: { to: '2026-05-31' } }), rule('b', { day: { from: '2026-04-01', to: '2026-05-01' } })]), '/decision/rules/1'],
  ],
  'table-too-large-to-prove': [['conditions on many columns', tooLarge(), '/decision/rules']],
}

/** Each row is about a few of many columns, so that hardly any row above can be left out while columns are looked at. */
function tooLarge(): Table {
  const inputs = Array.from({ length: 20 }, (_, index) => column(`c${index}`, 'number'))
  const rules = Array.from({ length: 400 }, (_, index) => rule(`r${index}`, Object.fromEntries([0, 1, 2].map((by) => [`c${(index * 7 + by * 5) % 20}`, { in: [(index * (by + 3)) % 11] }]))))
  return decision([...rules, rule('last', {})], { inputs })
}

describe('every problem of a table is found', () => {
  const all = Object.entries(fixtures).flatMap(([code, wrong]) => wrong.map(([what, table, pointer]) => [code, what, table, pointer] as const))
  it.each(all)('%s: %s', (code, _what, table, pointer) => {
    expect(tableProblems(table)).toContainEqual(expect.objectContaining({ code, document: 'table/x', pointer, severity: problemCatalogue[code as keyof typeof tableCatalogue].severity }))
  })

  it('and nothing in a sound one', () => {
    expect(tableProblems(data([{ key: '1', values: { name: 'a', size: 1.5, kind: 'b' } }, { key: '2', values: {} }]))).toEqual([])
    expect(tableProblems(decision([sound, rule('b', { amount: { from: 1, to: 5 } }), rule('c', { tax: { in: ['car'] } })]))).toEqual([])
    expect(tableProblems(data([{ key: '048*', values: {} }, { key: '048', values: {} }, { key: '048-111-0000', values: {} }], 'phone'))).toEqual([])
  })

  it('when a bundle is compiled', async () => {
    const { problems, program } = await compileToy({ 'table/x.json': { ...head, data: { rows: [{ key: '1', values: {} }, { key: '1', values: {} }] } } })
    expect(problems.map(({ code }) => code)).toEqual(['table-key-twice'])
    expect(program?.tables.get('x')?.lookup('1')?.rule).toBe('/data/rows/0')
  })

  it('and a milestone that the bundle does not list', async () => {
    const flow = { kind: 'call', id: 'main', title: { ja: 'x' }, entry: 'a', nodes: { a: { type: 'toy.milestone', config: { milestone: 'gone' }, next: { done: 'b' } }, b: { type: 'toy.hangup', config: {}, next: {} } } }
    const { problems } = await compileToy({ 'call/main.json': flow, 'bundle.json': { ...toyBundle, milestones: { paid: { ja: '納付済み' } } } })
    expect(problems).toMatchObject([{ code: 'missing-reference', message: { ja: expect.stringContaining('到達点「gone」') } }])
  })
})

describe('rows that never decide', () => {
  const bound = fc.integer({ min: 0, max: 6 })
  const condition = fc.oneof(fc.constant({}), fc.array(bound, { minLength: 1, maxLength: 3 }).map((list) => ({ in: list })), fc.tuple(bound, bound).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })), bound.map((from) => ({ from })))
  const rules = fc.array(fc.record({ x: condition, y: condition }), { maxLength: 6 })

  it('are exactly those that no input comes to', () => {
    fc.assert(
      fc.property(rules, (when) => {
        const table = decision(when.map((conditions, index) => rule(`r${index}`, conditions)), { inputs: [column('x', 'number'), column('y', 'number')] })
        const values = [null, ...Array.from({ length: 19 }, (_, index) => index / 2 - 1)]
        const hit = new Set(values.flatMap((x) => values.map((y) => compileTable(table).decide({ x, y }).rule)))
        const never = when.flatMap((_, index) => (hit.has(`/decision/rules/${index}`) ? [] : [index]))
        expect(unreachableRules(table.decision as Decision)).toEqual({ places: never, complete: true })
      }),
    )
  })
})
