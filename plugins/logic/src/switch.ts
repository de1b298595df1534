import { said } from '@madoguchi/schemas'
import { NodeError, defineNode, exit, expression, leave, repeated, rewireByLabel } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'
import { exitIdProblems, resultId, resultLabel } from './result-exits.ts'

const Case = Type.Object(
  {
    id: resultId(['ID', '出口の名前です。英数字で付けてください。'], ['ID', 'The name of the exit.']),
    label: resultLabel,
    equals: Type.Union([Type.String(said(['文字', '文字の値です。'], ['Text', 'A text.'])), Type.Number(said(['数値', '数値です。'], ['Number', 'A number.']))], said(['値', '式の値がこれと同じとき、この出口へ進みます。'], ['Equals', 'The exit is taken when the value is this.'])),
  },
  { additionalProperties: false, ...said(['場合', '1つの値と、その出口です。'], ['Case', 'One value and its exit.']) },
)

const Config = Type.Object(
  {
    value: expression(['値', '比べる値を求める式（JSONata）です。'], ['Value', 'A JSONata expression whose value is compared.']),
    cases: Type.Array(Case, { minItems: 1, maxItems: 50, ...said(['場合分け', '値ごとの出口です。'], ['Cases', 'The exit for each value.']) }),
  },
  { additionalProperties: false },
)

const caseExits = ({ cases }: Static<typeof Config>) => cases.map(({ id, label: title }) => exit(id, title))

/** Divides by a value. Texts and numbers are compared as they are written, because digits from a telephone are texts. */
export const switchNode = defineNode({
  type: 'logic.switch',
  title: { ja: '値で分ける', en: 'Switch' },
  description: { ja: '値ごとに分かれます。どれにも当てはまらなければ「その他」へ進みます。', en: 'Divides by a value, with one exit for all others.' },
  icon: 'M3 12h6M9 12l5-7h6M9 12h11M9 12l5 7h6',
  kinds: ['call', 'dialogue'],
  needs: [],
  config: Config,
  exits: (config) => [...caseExits(config), exit('otherwise', { ja: 'その他', en: 'Otherwise' })],
  summary: ({ value }) => ({ ja: value, en: value }),
  rewire: (before, after) => rewireByLabel(caseExits(before), caseExits(after)),
  problems: ({ cases }) => [
    ...exitIdProblems('cases', cases.map(({ id }) => id), ['otherwise', 'error']),
    ...repeated(cases.map(({ equals }) => String(equals))).map((index) => ({
      code: 'duplicate-value',
      pointer: `/cases/${index}/equals`,
      message: { ja: `値「${cases[index]?.equals}」が2回使われています。2つ目の出口へは進みません。`, en: `The value ${cases[index]?.equals} is used twice; its second exit is never taken.` },
    })),
  ],
  async run({ config, evaluate }) {
    const value = await evaluate(config.value)
    if (value === undefined || value === null) return leave('otherwise')
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw new NodeError('expression', `the value is no text or number and cannot be compared: ${config.value}`)
    return leave(config.cases.find(({ equals }) => String(equals) === String(value))?.id ?? 'otherwise')
  },
})
