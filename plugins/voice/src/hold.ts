import { defineNode, exit, leave, promptRef, seconds } from '@madoguchi/sdk'
import Type from 'typebox'

/** Keeps the caller on hold until somebody takes the call back. Throws `telephony`. */
export const hold = defineNode({
  type: 'voice.hold',
  title: { ja: '保留', en: 'Hold' },
  description: { ja: '保留音、または繰り返しの案内を流して、担当者が戻すまでお待ちいただきます。エラー: 電話設備の不具合。', en: 'Keeps the caller with music, or with a prompt again and again, until somebody takes the call back. Errors: the telephony fails.' },
  icon: 'M9 5v14M15 5v14M4 12h.01M20 12h.01',
  needs: ['call'],
  asks: ['call.hold'],
  config: Type.Object(
    {
      prompt: Type.Optional(promptRef(['繰り返す案内', '省略すると保留音を流します。'], ['Prompt', 'Said again and again; music where left out.'])),
      maxSeconds: seconds(['最長の時間（秒）', 'この時間を過ぎると「時間切れ」へ進みます。お客様には通話料がかかります。'], ['Longest time (seconds)', 'After this the timeout exit is taken. The caller pays meanwhile.'], { default: 120, minimum: 5, maximum: 1800 }),
    },
    { additionalProperties: false },
  ),
  exits: () => [exit('resumed', { ja: '再開', en: 'Taken back' }), exit('timeout', { ja: '時間切れ', en: 'Timeout' })],
  summary: ({ maxSeconds }) => ({ ja: `最長${maxSeconds}秒`, en: `up to ${maxSeconds} s` }),
  async run({ config: { prompt, maxSeconds }, call }) {
    const { result } = await call.hold(prompt === undefined ? [] : [prompt], { maxSeconds })
    return leave(result === 'timeout' ? 'timeout' : 'resumed')
  },
})
