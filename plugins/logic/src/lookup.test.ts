import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { lookup } from './lookup.ts'

const config = { table: 'offices', key: 'code', assign: [{ column: 'name', variable: 'office' }, { column: 'fax', variable: 'fax' }] }
const run = (row: Record<string, string> | undefined) => runWith(lookup, { config, expressions: { code: ['11'] }, tables: { offices: [row] } }, [])

describeNode(lookup, { fixtures: [{ name: 'two columns', config, expressions: { code: ['11', 11, undefined] }, tables: { offices: [{ name: '自動車税事務所' }, undefined] } }] })

it('puts the columns into variables, and null where there is nothing', async () => {
  const { effects, ending } = await run({ name: '自動車税事務所' })
  expect(effects).toEqual([{ kind: 'table', atMs: 0, node: 'node', document: 'offices', rule: '/rows/0' }, { set: 'office', value: '自動車税事務所' }, { set: 'fax', value: null }])
  expect(ending).toEqual({ kind: 'result', result: { kind: 'leave', exit: 'found' } })
})

it('empties the variables where nothing is found', async () => {
  const { effects, ending } = await run(undefined)
  expect(effects).toEqual([expect.objectContaining({ rule: null }), { set: 'office', value: null }, { set: 'fax', value: null }])
  expect(ending).toEqual({ kind: 'result', result: { kind: 'leave', exit: 'not-found' } })
})

it('tells which columns it reads', () => {
  expect(lookup.tables?.(config)).toEqual([{ table: 'offices', pointer: '/table', as: 'data', reads: [{ name: 'name', pointer: '/assign/0/column' }, { name: 'fax', pointer: '/assign/1/column' }], gives: [] }])
})
