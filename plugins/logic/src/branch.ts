import { NodeError, defineNode, exit, expression, leave } from '@madoguchi/sdk'
import Type from 'typebox'

/** Yes or no. Anything else is a fault: JSONata would call an empty list or a misspelt variable false, and nobody would ever notice. */
export const branch = defineNode({
  type: 'logic.branch',
  title: { ja: '条件で分ける', en: 'Branch' },
  description: { ja: '条件が成り立つかどうかで分かれます。', en: 'Divides by whether a condition holds.' },
  icon: 'M12 3v5M12 8L6 15v5M12 8l6 7v5M4 18l2 2 2-2M16 18l2 2 2-2',
  kinds: ['call', 'dialogue'],
  needs: [],
  config: Type.Object(
    { condition: expression(['条件', '「はい」か「いいえ」になる式（JSONata）です。'], ['Condition', 'A JSONata expression that comes to true or false.']) },
    { additionalProperties: false },
  ),
  exits: () => [exit('true', { ja: 'はい', en: 'Yes' }), exit('false', { ja: 'いいえ', en: 'No' })],
  summary: ({ condition }) => ({ ja: condition, en: condition }),
  async run({ config, evaluate }) {
    const value = await evaluate(config.condition)
    if (typeof value !== 'boolean') throw new NodeError('expression', `the condition came to ${value === undefined ? 'nothing' : typeof value}, not to true or false: ${config.condition}`)
    return leave(String(value))
  },
})
