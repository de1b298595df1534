import { type BothLanguages, choice, said } from '@madoguchi/schemas'
import { defineNode, exit, leave, rewireByLabel } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'
import { exitIdProblems, resultId, resultLabel } from './result-exits.ts'

const Share = Type.Object(
  {
    id: resultId(['ID', '出口の名前です。英数字で付けてください。'], ['ID', 'The name of the exit.']),
    label: resultLabel,
    percent: Type.Optional(Type.Number({ minimum: 0, maximum: 100, ...said(['割合（％）', 'この出口へ進むお客様の割合です。合計を100にします。0にすると、この出口へは進みません。'], ['Share (%)', 'The share of callers that takes this exit; all together 100. With 0 nobody does.']) })),
  },
  { additionalProperties: false, ...said(['出口', '1つの出口と、その割合です。'], ['Share', 'One exit and its share.']) },
)

const Config = Type.Object(
  {
    split: choice({ percent: ['割合を決める', 'By share'], equal: ['どれも同じ', 'All alike'] }, said(['分け方', '出口ごとに割合を決めるか、どれも同じ確率で選ぶかです。'], ['Split', 'Whether each exit has its own share, or all are as likely.']), 'percent'),
    shares: Type.Array(Share, { minItems: 2, maxItems: 20, ...said(['出口', '分かれる先です。'], ['Exits', 'Where callers go.']) }),
  },
  { additionalProperties: false },
)
type Config = Static<typeof Config>

const shareExits = ({ shares }: Config) => shares.map(({ id, label: title }) => exit(id, title))
const weights = ({ split, shares }: Config) => shares.map(({ percent }) => (split === 'equal' ? 1 : (percent ?? 0)))
/** Shares may have decimals, which do not add up exactly. */
const tolerance = 0.001

/** Divides callers at random by shares, or all alike. Chance comes from the seed of the session, so a call run again takes the same way. */
export const percentage = defineNode({
  type: 'logic.percentage',
  title: { ja: '割合で分ける', en: 'Percentage split' },
  description: { ja: '決めた割合か、同じ確率で、無作為に分かれます。', en: 'Divides at random by shares, or all alike.' },
  icon: 'M12 3a9 9 0 1 0 9 9h-9zM15 3.5A9 9 0 0 1 20.5 9H15z',
  kinds: ['call', 'dialogue'],
  needs: ['chance'],
  config: Config,
  exits: shareExits,
  summary: (config) => {
    const shares = config.shares.map(({ label: { ja, en }, percent }) => ({ ja: config.split === 'equal' ? ja : `${ja} ${percent ?? 0}％`, en: config.split === 'equal' ? (en ?? ja) : `${en ?? ja} ${percent ?? 0}%` }))
    return { ja: shares.map(({ ja }) => ja).join('・'), en: shares.map(({ en }) => en).join(', ') }
  },
  rewire: (before, after) => rewireByLabel(shareExits(before), shareExits(after)),
  problems: (config) => [...exitIdProblems('shares', config.shares.map(({ id }) => id), ['error']), ...sumProblems(config)],
  async run({ config, chance }) {
    return leave(config.shares[chance.choose(weights(config))]?.id ?? '')
  },
})

function sumProblems({ split, shares }: Config): { code: string; pointer: string; message: BothLanguages }[] {
  if (split === 'equal') return []
  const missing = shares.flatMap(({ percent }, index) => (percent === undefined ? [index] : []))
  if (missing.length > 0) return missing.map((index) => ({ code: 'no-share', pointer: `/shares/${index}/percent`, message: { ja: '割合が書かれていません。0から100までの数を書いてください。', en: 'The share is missing; write a number from 0 to 100.' } }))
  const sum = shares.reduce((total, { percent = 0 }) => total + percent, 0)
  if (Math.abs(sum - 100) < tolerance) return []
  const shown = Math.round(sum * 1000) / 1000
  return [{ code: 'shares-sum', pointer: '/shares', message: { ja: `割合の合計が${shown}％です。100％にしてください。`, en: `The shares add up to ${shown} %. They have to make 100 %.` } }]
}
