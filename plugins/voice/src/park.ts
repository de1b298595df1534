import { defineNode, exit, leave, promptRef, seconds } from '@madoguchi/sdk'
import Type from 'typebox'
import { slotField } from './slot-field.ts'

/** Parks the caller until somebody fetches the call. Throws `telephony`. */
export const park = defineNode({
  type: 'voice.park',
  title: { ja: 'パーク保留', en: 'Park' },
  description: { ja: '通話をパーク番号に預け、別の電話機から取り出せるようにします。エラー: その番号が使用中のとき（slot-taken）、電話設備の不具合。', en: 'Parks the call in a slot, from which any telephone can fetch it. Errors: the slot is taken (slot-taken), the telephony fails.' },
  icon: 'M6 4h12v16H6zM10 16V8h3a2.5 2.5 0 0 1 0 5h-3',
  needs: ['call'],
  config: Type.Object(
    {
      slot: slotField(),
      prompt: Type.Optional(promptRef(['繰り返す案内', '省略すると保留音を流します。'], ['Prompt', 'Said again and again; music where left out.'])),
      maxSeconds: seconds(['最長の時間（秒）', 'この時間に取り出されないと「時間切れ」へ進みます。'], ['Longest time (seconds)', 'Not fetched by then, the timeout exit is taken.'], { default: 180, minimum: 5, maximum: 1800 }),
    },
    { additionalProperties: false },
  ),
  exits: () => [exit('ended', { ja: '取り出されて通話終了', en: 'Fetched, conversation over' }), exit('timeout', { ja: '時間切れ', en: 'Timeout' })],
  effects: ['connects'],
  asks: ['call.hold'],
  summary: ({ slot, maxSeconds }) => ({ ja: `${slot}（最長${maxSeconds}秒）`, en: `${slot} (up to ${maxSeconds} s)` }),
  async run({ config: { slot, prompt, maxSeconds }, call }) {
    const { result } = await call.hold(prompt === undefined ? [] : [prompt], { maxSeconds, slot })
    return leave(result === 'timeout' ? 'timeout' : 'ended')
  },
})
