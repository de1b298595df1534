import { compileTable, tableProblems } from '@madoguchi/engine'
import type { Table } from '@madoguchi/schemas'
import { expect, it } from 'vitest'
import { decodeCsv, readCsv, readPasted, writeCsv } from './csv.ts'
import { emptyTable, gridOf, shapeOf, tableOf, withCells, withCsvRows, withMovedRule, withRow, withShape, withoutRow } from './table-document.ts'

const data = withCells(withShape(emptyTable('offices', '事務所', 'data'), { keyType: 'text', columns: [{ name: 'name', title: { ja: '名前' }, type: 'text' }, { name: 'open', title: { ja: '開庁' }, type: 'time' }] }), [
  [0, 0, '01'], [0, 1, '浦和'], [0, 2, '8:30'], [1, 0, '02'], [1, 1, '川越'],
])

it('a cell beyond the last row makes the row; an emptied cell is no value', () => {
  expect(data.data?.rows).toEqual([{ key: '01', values: { name: '浦和', open: '08:30' } }, { key: '02', values: { name: '川越' } }])
  expect(withCells(data, [[0, 1, '']]).data?.rows[0]).toEqual({ key: '01', values: { open: '08:30' } })
  expect(gridOf(data, 'ja').rows[0]?.cells).toEqual(['01', '浦和', '08:30'])
})

it('a renamed column takes its values along, a removed one takes them away', () => {
  const renamed = withShape(data, { keyType: 'text', columns: [{ name: 'office', title: { ja: '名前' }, type: 'text' }, { name: 'open', title: { ja: '開庁' }, type: 'time' }] })
  expect(renamed.data?.rows[0]).toEqual({ key: '01', values: { office: '浦和', open: '08:30' } })
  const removed = withShape(data, { keyType: 'text', columns: [{ name: 'name', title: { ja: '名前' }, type: 'text' }] })
  expect(removed.data?.rows[0]).toEqual({ key: '01', values: { name: '浦和' } })
})

it('a decision table is filled in, tried from above, and answers by its last row otherwise', () => {
  let table = withShape(emptyTable('route', '振り分け', 'decision'), { inputs: [{ name: 'amount', title: { ja: '額' }, type: 'number' }], results: [{ name: 'queue', title: { ja: '窓口' }, type: 'text' }] })
  table = withRow(withRow(table, 0), 1)
  table = withCells(table, [[0, 0, '高額'], [0, 1, '100,000～'], [0, 2, 'expert'], [1, 1, '1～'], [1, 2, 'desk'], [2, 2, 'none'], [2, 1, '9']])
  expect(tableProblems(table)).toEqual([])
  const asked = (of: Table, amount: number) => compileTable(of).decide({ amount }).row['queue']
  expect([asked(table, 150_000), asked(table, 5), asked(table, 0)]).toEqual(['expert', 'desk', 'none'])
  expect(asked(withMovedRule(table, 0, 1), 150_000)).toBe('desk')
  expect(tableProblems(withMovedRule(table, 0, 1)).map(({ code }) => code)).toEqual(['table-row-unreachable'])
  expect(withMovedRule(table, 0, -1)).toBe(table)
  expect(asked(withoutRow(table, 0), 150_000)).toBe('desk')
})

it('a file takes the place of the rows, whichever way it names the columns', () => {
  const title = ({ title: { ja } }: { title: { ja: string } }) => [ja]
  const read = withCsvRows(data, readCsv('キー,開庁,名前\r\n03,9:00,"所沢, 東"\r\n') ?? [], title)
  expect('unknown' in read ? read.unknown : read.data?.rows).toEqual([{ key: '03', values: { open: '09:00', name: '所沢, 東' } }])
  expect(withCsvRows(data, [['キー', '電話']], title)).toEqual({ unknown: ['電話'] })
})

it('reads what spreadsheets write, and writes what they read', () => {
  const shiftJis = Uint8Array.of(0x8f, 0x8a, 0x91, 0xf2, 0x2c, 0x31)
  expect(readCsv(decodeCsv(shiftJis))).toEqual([['所沢', '1']])
  expect(decodeCsv(new TextEncoder().encode('所沢'))).toBe('所沢')
  expect(readCsv('"a')).toBeUndefined()
  expect(readPasted('a')).toBeUndefined()
  expect(readPasted('a\tb\r\n1\t"x"y\r\n')).toEqual([['a', 'b'], ['1', expect.stringContaining('y')]])
  const rows = [['キー', '値'], ['=1+1', 'a"b,\nc']]
  expect(readCsv(writeCsv(rows))).toEqual([['キー', '値'], ["'=1+1", 'a"b,\nc']])
})

it('JSON that is no table is none', () => {
  expect(tableOf({ 'table/a.json': { kind: 'table' } }, 'table/a.json')).toBeUndefined()
  expect(shapeOf(data)).toMatchObject({ keyType: 'text' })
})
