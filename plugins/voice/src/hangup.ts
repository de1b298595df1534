import { choice, said } from '@madoguchi/schemas'
import { defineNode, end, promptRef } from '@madoguchi/sdk'
import Type from 'typebox'

/** The Q.850 causes an administrator may give, by the names that telephony uses for them. */
const causes = {
  NORMAL_CLEARING: ['通常の終話', 'Normal end (16)'],
  USER_BUSY: ['話し中', 'Busy (17)'],
  CALL_REJECTED: ['着信拒否', 'Rejected (21)'],
  NORMAL_TEMPORARY_FAILURE: ['一時的な障害', 'Temporary failure (41)'],
} as const

/** Ends the call, after a last prompt where one is given. */
export const hangup = defineNode({
  type: 'voice.hangup',
  title: { ja: '切断', en: 'Hang up' },
  description: { ja: '通話を終えます。エラー: 案内の音声が用意できないとき、電話設備の不具合。', en: 'Ends the call. Errors: no audio for the closing prompt, the telephony fails.' },
  icon: 'M3 15c0-6 18-6 18 0v2l-5-1v-3a12 12 0 0 0-8 0v3l-5 1zM9 4l3 3 3-3',
  needs: ['call'],
  config: Type.Object(
    {
      cause: choice(causes, said(['切断の理由', '電話網へ伝える切断の理由です。通常は変更しません。'], ['Cause', 'The cause given to the network; seldom changed.']), 'NORMAL_CLEARING'),
      prompt: Type.Optional(promptRef(['終わりの案内', '切断の前に最後まで流す案内です。'], ['Closing prompt', 'Played to its end before hanging up.'])),
    },
    { additionalProperties: false },
  ),
  exits: () => [],
  effects: ['ends'],
  async run({ config, call }) {
    if (config.prompt !== undefined) await call.play([config.prompt], { bargeIn: true })
    await call.hangup(config.cause)
    return end()
  },
})
