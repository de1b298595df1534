import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { callerList } from './caller-list.ts'

const deny = { purpose: 'deny' as const, numbers: ['048-111-0000', '0120*'], number: 'contact.from' }
const allow = { ...deny, purpose: 'allow' as const, numbers: ['050*', '+81-48-111-0000'] }
const callers = { 'contact.from': ['0481110000', '0312345678', 'anonymous', undefined, 312345678, ['0481110000']] }

describeNode(callerList, {
  fixtures: [
    { name: 'numbers written in the node', config: deny, expressions: callers },
    { name: 'only those listed', config: allow, expressions: callers },
    { name: 'a table beside them', config: { ...deny, table: 'nuisance' }, expressions: callers, tables: { nuisance: [{}, undefined] } },
  ],
})

it.each([
  [deny, '0481110000', 'refused'],
  [deny, '+81481110000', 'refused'],
  [deny, '０４８－１１１－００００', 'refused'],
  [deny, '0120444444', 'refused'],
  [deny, '04811100001', 'allowed'],
  [deny, '012', 'allowed'],
  [deny, 'anonymous', 'withheld'],
  [deny, '', 'withheld'],
  [deny, null, 'withheld'],
  [allow, '0481110000', 'allowed'],
  [allow, '05012345678', 'allowed'],
  [allow, '0312345678', 'refused'],
  [allow, 'anonymous', 'withheld'],
])('%#: leads %s to its exit', async (config, from, exit) => {
  expect((await runWith(callerList, { config, expressions: { 'contact.from': [from] } }, [])).ending).toEqual({ kind: 'result', result: { kind: 'leave', exit } })
})

it('asks the table only for a number that is not written in the node, and for none that is withheld', async () => {
  const run = (from: string) => runWith(callerList, { config: { ...deny, table: 'nuisance' }, expressions: { 'contact.from': [from] }, tables: { nuisance: [undefined] } }, [])
  expect((await run('0481110000')).effects).toEqual([])
  expect((await run('anonymous')).effects).toEqual([])
  expect((await run('0312345678')).effects).toEqual([{ kind: 'table', atMs: 0, node: 'node', document: 'nuisance', rule: null }])
})

it('says whom it refuses, so that the rules can look for 050', () => {
  expect(callerList.callers?.(deny)).toEqual({ entries: [{ number: '048-111-0000', pointer: '/numbers/0' }, { number: '0120*', pointer: '/numbers/1' }], refuses: 'listed' })
  expect(callerList.callers?.({ ...allow, table: 'staff' })).toMatchObject({ table: { id: 'staff', pointer: '/table' }, refuses: 'others' })
})

it('reports a list without a number', () => {
  expect(callerList.problems?.({ ...deny, numbers: [] })).toMatchObject([{ code: 'empty-list', pointer: '/numbers' }])
  expect(callerList.problems?.({ ...deny, numbers: [], table: 'nuisance' })).toEqual([])
})
