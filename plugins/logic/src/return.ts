import { defineNode, returnWith } from '@madoguchi/sdk'
import Type from 'typebox'
import { resultId } from './result-exits.ts'

/** Ends this flow for the node that ran it, which leaves by the exit of this name. */
export const returnNode = defineNode({
  type: 'logic.return',
  title: { ja: '結果を返す', en: 'Return' },
  description: { ja: 'このフローを終え、呼び出し元へ結果を返します。', en: 'Ends this flow and gives a result to the one that ran it.' },
  icon: 'M9 6L4 11l5 5M4 11h11a5 5 0 0 1 5 5v2',
  kinds: ['call', 'dialogue'],
  needs: [],
  config: Type.Object(
    { result: resultId(['結果', '呼び出し元の出口の名前です。'], ['Result', 'The name of the exit at the caller.'], { default: 'done' }) },
    { additionalProperties: false },
  ),
  exits: () => [],
  effects: ['returns'],
  summary: ({ result }) => ({ ja: result, en: result }),
  async run({ config }) {
    return returnWith(config.result)
  },
})
