import { defineNode, done, expression, leave, variableName } from '@madoguchi/sdk'
import Type from 'typebox'

/** Puts a value into a variable of the session. */
export const set = defineNode({
  type: 'logic.set',
  title: { ja: '変数に入れる', en: 'Set variable' },
  description: { ja: '式の値を変数に入れます。', en: 'Puts the value of an expression into a variable.' },
  icon: 'M5 5h14v14H5zM9 10h6M9 14h6',
  kinds: ['call', 'dialogue'],
  needs: [],
  config: Type.Object(
    {
      name: variableName(['変数', '値を入れる変数の名前です。'], ['Variable', 'The variable that takes the value.']),
      value: expression(['値', '変数に入れる値の式（JSONata）です。'], ['Value', 'A JSONata expression.']),
    },
    { additionalProperties: false },
  ),
  exits: () => [done],
  summary: ({ name, value }) => ({ ja: `${name} = ${value}`, en: `${name} = ${value}` }),
  async run({ config, evaluate, set: assign }) {
    // JSONata says "nothing" for a path that leads nowhere; variables are JSON, which has only null for it.
    assign(config.name, (await evaluate(config.value)) ?? null)
    return leave('done')
  },
})
