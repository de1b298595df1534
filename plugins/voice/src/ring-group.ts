import { choice, said } from '@madoguchi/schemas'
import { defineNode, exit, leave, promptRef, repeated, seconds, targetOf } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'
import { Whisper, callerNumberField, targetFields, targetProblems, whispered } from './call-target.ts'

const orders = { together: ['いっせいに', 'Together'], 'in-turn': ['順番に', 'One after another'] } as const
const exitOf = { answered: 'answered', busy: 'busy', 'no-answer': 'no-answer', unreachable: 'no-answer' } as const

const Config = Type.Object(
  {
    targets: Type.Array(Type.Object(targetFields, { additionalProperties: false, ...said(['呼び出し先', '呼び出す相手です。'], ['Target', 'Somebody who is rung.']) }), { minItems: 1, maxItems: 20, ...said(['呼び出し先', '呼び出す相手です。順番に呼ぶ場合は、上から呼びます。'], ['Targets', 'Who is rung; from the first on where one after another.']) }),
    order: choice(orders, said(['呼び出し方', 'いっせいに呼ぶと、最初に出た人につながります。'], ['Order', 'Together: whoever answers first takes the call.']), 'together'),
    timeoutSeconds: seconds(['呼び出し時間（秒）', '順番に呼ぶ場合は、1人ごとの時間です。'], ['Ringing (seconds)', 'For each of them where one after another.'], { default: 20, minimum: 5, maximum: 120 }),
    callerNumber: callerNumberField,
    announcement: Type.Optional(promptRef(['呼び出し前の案内', '呼び出す前に流す案内です。'], ['Announcement', 'Played before ringing.'])),
    whisper: Type.Optional(Whisper),
  },
  { additionalProperties: false },
)
type Config = Static<typeof Config>

function problemsOf({ targets }: Config) {
  const twice = repeated(targets.map(({ to, toKind }) => targetOf(toKind ?? 'number', to))).map((index) => ({
    code: 'duplicate-target', pointer: `/targets/${index}`, message: { ja: `「${targets[index]?.to}」が2回あります。1つにしてください。`, en: `"${targets[index]?.to}" is rung twice; keep one.` },
  }))
  return [...targets.flatMap((target, index) => targetProblems(target, `/targets/${index}`)), ...twice]
}

/** Rings several targets at once or in turn. Throws `prompt-missing`, `telephony`. */
export const ringGroup = defineNode({
  type: 'voice.ring-group',
  title: { ja: 'グループ呼び出し', en: 'Ring group' },
  description: { ja: '複数の電話を、いっせいに、または順番に呼び出します。誰も出なければお客様は戻ります。エラー: 案内の音声が用意できないとき、電話設備の不具合。', en: 'Rings several telephones at once or in turn; a caller whom nobody takes comes back. Errors: no audio, the telephony fails.' },
  icon: 'M6 9a6 6 0 0 1 12 0v4l2 3H4l2-3zM10 19a2 2 0 0 0 4 0M2 8a9 9 0 0 1 2-5M22 8a9 9 0 0 0-2-5',
  needs: ['call'],
  config: Config,
  exits: () => [exit('answered', { ja: '通話終了', en: 'Conversation over' }), exit('no-answer', { ja: '応答なし', en: 'No answer' }), exit('busy', { ja: '話し中', en: 'Busy' })],
  effects: ['connects'],
  asks: ['call.transfer'],
  summary: ({ targets, order }) => ({ ja: `${orders[order][0]} ${targets.map(({ to }) => to).join('、')}`, en: `${orders[order][1]}: ${targets.map(({ to }) => to).join(', ')}` }),
  problems: problemsOf,
  async run({ config, call }) {
    const { targets, order, timeoutSeconds, callerNumber, announcement, whisper } = config
    if (announcement !== undefined) await call.play([announcement], { bargeIn: true })
    const [first = '', ...also] = targets.map(({ to, toKind }) => targetOf(toKind ?? 'number', to))
    const { result } = await call.transfer(first, { timeoutSeconds, also, ringing: order, ...(callerNumber === undefined ? {} : { callerNumber }), ...whispered(whisper, false) })
    return leave(exitOf[result])
  },
})
