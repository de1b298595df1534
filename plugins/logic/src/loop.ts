import { said } from '@madoguchi/schemas'
import { defineNode, exit, leave } from '@madoguchi/sdk'
import Type from 'typebox'

/** A bounded loop: the first passes leave by `again`, the next by `done`, and then it counts anew. */
export const loop = defineNode({
  type: 'logic.loop',
  title: { ja: '繰り返し', en: 'Loop' },
  description: { ja: '決まった回数だけ「もう一度」へ進み、そのあと「終わり」へ進みます。', en: 'Leads on again a fixed number of times, then leaves.' },
  icon: 'M4 12a7 7 0 0 1 12-5l3 3M19 5v5h-5M20 12a7 7 0 0 1-12 5l-3-3M5 19v-5h5',
  kinds: ['call', 'dialogue'],
  needs: [],
  config: Type.Object(
    { times: Type.Integer({ minimum: 1, maximum: 99, default: 3, ...said(['回数', '「もう一度」へ進む回数です。'], ['Times', 'How often the again exit is taken.']) }) },
    { additionalProperties: false },
  ),
  exits: () => [exit('again', { ja: 'もう一度', en: 'Again' }), exit('done', { ja: '終わり', en: 'Done' })],
  summary: ({ times }) => ({ ja: `${times}回`, en: `${times} times` }),
  async run({ config, visit, forgetVisits }) {
    if (visit <= config.times) return leave('again')
    forgetVisits()
    return leave('done')
  },
})
