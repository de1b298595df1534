import type { Table } from '@madoguchi/schemas'
import { NodeError } from '@madoguchi/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTable } from './compile-table.ts'

const head = { kind: 'table' as const, id: 'x', title: { ja: '表' } }
const column = (name: string, type: 'text' | 'number' | 'yesno' | 'date' | 'time' = 'text') => ({ name, title: { ja: name }, type })
const data = (keyType: 'text' | 'phone', keys: string[]): Table => ({ ...head, data: { keyType, columns: [column('name')], rows: keys.map((key) => ({ key, values: { name: `row ${key}` } })) } })
const found = (table: Table, key: unknown) => compileTable(table).lookup(key)?.row['name'] ?? null

describe('looking up by key', () => {
  it('finds the row of a key, and an empty column as null', () => {
    const table: Table = { ...head, data: { keyType: 'text', columns: [column('name'), column('fax')], rows: [{ key: '1', values: { name: 'one' } }, { key: '11', values: { fax: '048' } }] } }
    expect(compileTable(table).lookup('11')).toEqual({ row: { name: null, fax: '048' }, rule: '/data/rows/1' })
    expect(compileTable(table).lookup('2')).toBeUndefined()
  })

  it.each([[11, 'row 11'], ['11 ', null], ['', null], [null, null], [undefined, null], ['constructor', null], ['__proto__', null]])('takes %j as it is written', (key, name) => {
    expect(found(data('text', ['11']), key)).toBe(name)
  })

  it.each([
    ['0481110000', 'row 048-111-0000'], ['+81-48-111-0000', 'row 048-111-0000'], ['０４８１１１００００', 'row 048-111-0000'],
    ['0481110001', 'row 048-111*'], ['0482220001', 'row 048*'], ['04', null], ['anonymous', null], ['', null],
  ])('a telephone number %s is found by itself, else by its longest beginning', (key, name) => {
    expect(found(data('phone', ['048*', '048-111*', '048-111-0000']), key)).toBe(name)
  })

  it('the first of two rows with one key holds, in both kinds of keys', () => {
    for (const keyType of ['text', 'phone'] as const) expect(compileTable(data(keyType, ['0481', '0481'])).lookup('0481')?.rule).toBe('/data/rows/0')
  })

  it('a list or an object is no key', () => {
    for (const key of [['1'], {}]) expect(() => found(data('text', ['1']), key)).toThrow(expect.objectContaining({ code: 'table-input' }))
  })
})

const routing: Table = {
  ...head,
  decision: {
    inputs: [column('tax'), column('amount', 'number'), column('day', 'date'), column('at', 'time'), column('vip', 'yesno')],
    results: [column('queue'), column('priority', 'number')],
    rules: [
      { id: 'vip', when: { vip: { in: [true] } }, then: { queue: 'vip', priority: 1 } },
      { id: 'large', when: { tax: { in: ['car', 'business'] }, amount: { from: 100_000, to: 999_999 } }, then: { queue: 'large', priority: 2 } },
      { id: 'may', when: { day: { from: '2026-05-01', to: '2026-05-31' }, at: { from: '08:30' } }, then: { queue: 'may', priority: 3 } },
    ],
    otherwise: { queue: 'tax', priority: 9 },
  },
}
const decided = (inputs: Record<string, unknown>) => compileTable(routing).decide(inputs)

describe('deciding by inputs', () => {
  it.each([
    [{ vip: true, tax: 'car', amount: 100_000 }, 'vip'], [{ vip: 'true' }, 'vip'],
    [{ tax: 'car', amount: 100_000 }, 'large'], [{ tax: 'business', amount: '999,999' }, 'large'], [{ tax: 'car', amount: '９９９９９９' }, 'large'], [{ tax: 'car', amount: 99_999 }, 'tax'], [{ tax: 'car', amount: 1_000_000 }, 'tax'], [{ tax: 'other', amount: 200_000 }, 'tax'],
    [{ day: '2026-05-01', at: '8:30' }, 'may'], [{ day: '2026-05-31T23:59:00+09:00', at: '2026-05-31T08:30:00+09:00' }, 'may'], [{ day: '2026-06-01', at: '09:00' }, 'tax'], [{ day: '2026-05-01', at: '08:29' }, 'tax'],
    [{}, 'tax'], [{ amount: '' }, 'tax'], [{ vip: null }, 'tax'], [{ amount: 200_000 }, 'tax'],
  ])('%j comes to %s', (inputs, queue) => {
    expect(decided(inputs).row['queue']).toBe(queue)
  })

  it('tells which row decided', () => {
    expect(decided({ vip: true }).rule).toBe('/decision/rules/0')
    expect(decided({})).toEqual({ row: { queue: 'tax', priority: 9 }, rule: '/decision/otherwise' })
  })

  it.each([{ amount: 'many' }, { amount: true }, { vip: 1 }, { day: '5/1' }, { at: 'noon' }, { tax: ['car'] }])('takes %j for a fault, and does not tell the value', (inputs) => {
    expect(() => decided(inputs)).toThrow(expect.objectContaining({ code: 'table-input', message: expect.not.stringMatching(/many|5\/1|noon|car/) }))
  })

  it('is never asked of a data table, nor a key of a decision table', () => {
    for (const ask of [() => compileTable(data('text', [])).decide({}), () => compileTable(routing).lookup('1')]) {
      expect(ask).toThrow(NodeError)
      expect(ask).toThrow(expect.objectContaining({ code: 'table-use' }))
    }
  })

  it('depends on nothing but the inputs: the first row that holds decides', () => {
    const amount = fc.integer({ min: 99_990, max: 1_000_010 })
    fc.assert(
      fc.property(fc.constantFrom('car', 'business', 'other'), amount, fc.boolean(), (tax, value, vip) => {
        const expected = vip ? 'vip' : tax !== 'other' && value >= 100_000 && value <= 999_999 ? 'large' : 'tax'
        expect(decided({ tax, amount: value, vip }).row['queue']).toBe(expected)
      }),
    )
  })
})
