import type { Prompts } from '@madoguchi/schemas'
import { expect, test } from 'vitest'
import { readingsOf, withReading, withoutReading } from './readings.ts'

const document = (readings?: Prompts['readings']): Prompts => ({ kind: 'prompts', id: 'a', title: { ja: '案内' }, prompts: {}, ...(readings && { readings }) })

test('the dictionary is that of all prompts documents; of two lines for one word the later document counts', () => {
  const documents = new Map([['a', document({ 県税: { say: 'ケンゼー' }, 減免: { say: 'げんめん' } })], ['b', document({ 減免: { say: 'ゲンメン', why: '片仮名で' } })], ['c', document()]])
  expect(readingsOf(documents)).toEqual([
    { written: '減免', say: 'ゲンメン', why: '片仮名で', in: 'b' },
    { written: '県税', say: 'ケンゼー', in: 'a' },
  ])
})

test('a line is put in, replaced and taken out; without the last one the document is as it was', () => {
  const one = withReading(document(), '県税', { say: 'ケンゼ' })
  const two = withReading(one, '県税', { say: 'ケンゼー' })
  expect(two.readings).toEqual({ 県税: { say: 'ケンゼー' } })
  expect(withoutReading(withReading(two, '減免', { say: 'ゲンメン' }), '県税').readings).toEqual({ 減免: { say: 'ゲンメン' } })
  expect(withoutReading(two, '県税')).toEqual(document())
})
