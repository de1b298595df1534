import type { CellValue, TableColumn, TableCondition } from '@madoguchi/schemas'
import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { cellText, conditionText, readCell, readCondition } from './cell-text.ts'

test.each<[TableColumn['type'], string, CellValue | undefined]>([
  ['number', '１，２００', 1200],
  ['number', '-3.5', -3.5],
  ['number', '1,20', '1,20'],
  ['yesno', '○', true],
  ['yesno', 'いいえ', false],
  ['date', '2026/1/5', '2026-01-05'],
  ['date', '2026年1月5日', '2026-01-05'],
  ['time', '8:30', '08:30'],
  ['time', '昼', '昼'],
  ['text', ' 0123 ', '0123'],
  ['text', '  ', undefined],
])('a column of %s reads %s as %s', (type, typed, value) => {
  expect(readCell(type, typed)).toEqual(value)
})

test.each<[TableColumn['type'], string, TableCondition | undefined]>([
  ['number', '10～20', { from: 10, to: 20 }],
  ['number', '10〜', { from: 10 }],
  ['number', '~ 20', { to: 20 }],
  ['number', '1、2,3', { in: [1, 2, 3] }],
  ['time', '8:30～17:15', { from: '08:30', to: '17:15' }],
  ['text', '自動車税、"個人、事業税"', { in: ['自動車税', '個人、事業税'] }],
  ['text', 'A～B', { in: ['A～B'] }],
  ['yesno', 'はい', { in: [true] }],
  ['number', ' 、 ', undefined],
])('a condition on %s: %s', (type, typed, condition) => {
  expect(readCondition(type, typed)).toEqual(condition)
})

const value: Record<TableColumn['type'], fc.Arbitrary<string | number | boolean>> = {
  text: fc.string({ minLength: 1 }),
  number: fc.integer(),
  yesno: fc.boolean(),
  date: fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  time: fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
}

it('what is shown of a condition reads as that condition', () => {
  const types = Object.keys(value) as TableColumn['type'][]
  fc.assert(
    fc.property(
      fc.constantFrom(...types).chain((type) => fc.record({ type: fc.constant(type), some: fc.array(value[type], { minLength: 1, maxLength: 4 }), from: value[type], bounded: fc.boolean() })),
      fc.constantFrom<'ja' | 'en'>('ja', 'en'),
      ({ type, some, from, bounded }, language) => {
        const condition: TableCondition = bounded && type !== 'text' && typeof from !== 'boolean' ? { in: some, from } : { in: some }
        expect(readCondition(type, conditionText(condition, language))).toEqual(condition)
      },
    ),
  )
})

it('what is shown of a value reads as that value', () => {
  fc.assert(
    fc.property(value.number, value.date, value.time, (number, date, time) => {
      expect([readCell('number', cellText(number, 'ja')), readCell('date', cellText(date, 'ja')), readCell('time', cellText(time, 'ja'))]).toEqual([number, date, time])
    }),
  )
})
