import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { sayValue } from './say-value.ts'

const plain = { value: 'amount', as: 'amount', calendar: 'western', withWeekday: false, fragments: 'say.', bargeIn: true } as const

describeNode(sayValue, {
  fixtures: [
    { name: 'an amount', config: plain, expressions: { amount: [8604, 'what is no amount'] } },
    { name: 'a date between prompts, to its end', config: { ...plain, value: 'due', as: 'date', before: 'due-is', after: 'please-pay', bargeIn: false }, expressions: { due: ['2026-05-31'] } },
  ],
})

it('speaks from fragments, between its prompts', async () => {
  const { operations } = await runWith(sayValue, { config: { ...plain, before: 'it-is', after: 'thanks', bargeIn: false }, expressions: { amount: [8604] } }, [{ heardSeconds: 8 }])
  expect(operations).toMatchObject([{ op: 'call.play', say: ['it-is', 'say.8000', 'say.600', 'say.4.yo', 'say.yen', 'thanks'].map((prompt) => ({ prompt })) }])
})

it('names the fault when the value is none of its kind, and not the value', async () => {
  const { ending } = await runWith(sayValue, { config: plain, expressions: { amount: ['048-123-4567'] } }, [])
  expect(ending).toEqual({ kind: 'fault', code: 'value-not-sayable' })
})
