import { said } from '@madoguchi/schemas'
import { type CallCapability, answerSeconds, defineNode, exit, leave, promptRef } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'

const Pin = Type.Object(
  {
    code: Type.String({ pattern: '^[0-9]{4,8}$', ...said(['暗証番号', '会議に入るための4〜8桁の番号です。通話の記録には残りません。'], ['PIN', 'Four to eight digits; they appear in no trace.']) }),
    prompt: promptRef(['案内', '暗証番号の入力をお願いする案内です。'], ['Prompt', 'Asks for the PIN.']),
    timeoutSeconds: answerSeconds(['待ち時間（秒）', '案内が終わってから最初の数字を待つ時間です。'], ['Timeout (seconds)', 'How long the first digit is awaited.'], { default: 10, minimum: 3, maximum: 60 }),
    retries: Type.Integer({ minimum: 0, maximum: 5, default: 2, ...said(['聞き直しの回数', '番号が違うときに聞き直す回数です。'], ['Retries', 'How often the PIN may be tried again.']) }),
  },
  { additionalProperties: false, ...said(['暗証番号', '設定すると、番号を知る人だけが入れます。'], ['PIN', 'Only who knows it gets in.']) },
)

const Config = Type.Object(
  {
    room: Type.String({ pattern: '^[0-9A-Za-z]{1,20}$', ...said(['会議室', '同じ名前の会議室に入った人どうしがつながります。'], ['Room', 'All who enter the same room talk together.']) }),
    pin: Type.Optional(Pin),
    maxMembers: Type.Integer({ minimum: 2, maximum: 50, default: 10, ...said(['最大の人数', 'これより多くは入れません。'], ['Most members', 'No more can enter.']) }),
    announcement: Type.Optional(promptRef(['案内', '入る前に流す案内です。'], ['Announcement', 'Played before entering.'])),
  },
  { additionalProperties: false },
)
type Config = Static<typeof Config>

/** Asks for the PIN until it is right. It is a secret: what was typed appears nowhere. */
async function isAdmitted(call: CallCapability, pin: NonNullable<Config['pin']>): Promise<boolean> {
  const { code, prompt, timeoutSeconds, retries } = pin
  for (let attempt = 0; attempt <= retries; attempt++) {
    const { digits } = await call.collect([prompt], { minDigits: code.length, maxDigits: code.length, terminator: '#', timeoutSeconds, digitTimeoutSeconds: 5, secret: true })
    if (digits === code) return true
  }
  return false
}

/** Lets the caller into a conference. Throws `prompt-missing`, `telephony`. */
export const conference = defineNode({
  type: 'voice.conference',
  title: { ja: '会議', en: 'Conference' },
  description: { ja: '会議室に入り、ほかの参加者と話します。暗証番号と人数の上限を決められます。エラー: 音声が用意できないとき、電話設備の不具合。', en: 'Enters a conference room, with a PIN and a limit of members where wanted. Errors: no audio, the telephony fails.' },
  icon: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6M16 11a3 3 0 1 0 0-6M2 20c0-4 2-6 6-6s6 2 6 6M16 14c4 0 6 2 6 6',
  needs: ['call'],
  config: Config,
  exits: ({ pin }) => [exit('left', { ja: '退出', en: 'Left' }), exit('full', { ja: '満員', en: 'Full' }), ...(pin ? [exit('denied', { ja: '暗証番号違い', en: 'Wrong PIN' })] : [])],
  effects: ['connects'],
  asks: ['call.conference'],
  summary: ({ room, maxMembers }) => ({ ja: `${room}（${maxMembers}人まで）`, en: `${room} (up to ${maxMembers})` }),
  async run({ config: { room, pin, maxMembers, announcement }, call }) {
    if (pin && !(await isAdmitted(call, pin))) return leave('denied')
    if (announcement !== undefined) await call.play([announcement], { bargeIn: true })
    const { result } = await call.conference(room, { maxMembers })
    return leave(result)
  },
})
