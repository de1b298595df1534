import { said } from '@madoguchi/schemas'
import { defineNode, exit, flowRef, rewireByLabel, runFlow } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'
import { exitIdProblems, resultId, resultLabel } from './result-exits.ts'

const Result = Type.Object(
  { id: resultId(['ID', '呼び出したフローが「結果を返す」で返す名前です。'], ['ID', 'The name that the flow returns with.']), label: resultLabel },
  { additionalProperties: false, ...said(['結果', '呼び出したフローの結果の1つです。'], ['Result', 'One result of the flow.']) },
)

const Config = Type.Object(
  {
    flow: flowRef(['フロー', '呼び出すフローです。終わるとここへ戻ります。'], ['Flow', 'The flow that is run and comes back here.']),
    results: Type.Array(Result, {
      minItems: 1,
      maxItems: 20,
      default: [{ id: 'done', label: { ja: '次へ', en: 'Next' } }],
      ...said(['結果', '呼び出したフローが返す結果です。結果ごとに出口ができます。'], ['Results', 'What the flow may return; each is an exit.']),
    }),
  },
  { additionalProperties: false },
)

const resultExits = ({ results }: Static<typeof Config>) => results.map(({ id, label: title }) => exit(id, title))

/** Runs another flow and goes on by the exit of the result that it returns. */
export const runFlowNode = defineNode({
  type: 'logic.run-flow',
  title: { ja: 'フローの呼び出し', en: 'Run flow' },
  description: { ja: '別のフローを実行し、終わったら戻って続けます。', en: 'Runs another flow and comes back.' },
  icon: 'M4 5h7v6H4zM13 13h7v6h-7zM11 8h5a2 2 0 0 1 2 2v1M13 16H8a2 2 0 0 1-2-2v-1M4.5 14.5L6 13l1.5 1.5',
  kinds: ['call', 'dialogue'],
  needs: [],
  config: Config,
  exits: resultExits,
  summary: ({ flow }) => ({ ja: flow, en: flow }),
  rewire: (before, after) => rewireByLabel(resultExits(before), resultExits(after)),
  problems: ({ results }) => exitIdProblems('results', results.map(({ id }) => id), ['error']),
  async run({ config }) {
    return runFlow(config.flow)
  },
})
