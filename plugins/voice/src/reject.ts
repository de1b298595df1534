import { choice, said } from '@madoguchi/schemas'
import { defineNode, end } from '@madoguchi/sdk'
import Type from 'typebox'

/** Q.850 causes by what they mean to the caller; the trunk tells each as the SIP status in its name. */
const causes = {
  USER_BUSY: ['話し中（486）', 'Busy (486)'],
  NO_ANSWER: ['応答できない（480）', 'Unavailable (480)'],
  UNALLOCATED_NUMBER: ['番号なし（404）', 'No such number (404)'],
  CALL_REJECTED: ['着信拒否（603）', 'Declined (603)'],
  NORMAL_TEMPORARY_FAILURE: ['一時的な障害（503）', 'Temporary failure (503)'],
} as const

/** Refuses a call that was not answered. Throws `telephony`. */
export const reject = defineNode({
  type: 'voice.reject',
  title: { ja: '着信拒否', en: 'Reject' },
  description: { ja: '応答せずに通話を断ります。料金はかからず、案内も流せません。応答したあとには置けません（検査で知らせます）。エラー: 電話設備の不具合。', en: 'Refuses the call without answering: free of charge, and nothing can be said. Not after an answer (the check tells). Errors: the telephony fails.' },
  icon: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M6 6l12 12',
  needs: ['call'],
  config: Type.Object(
    { cause: choice(causes, said(['断る理由', '電話網へ伝える理由です。お客様には、その理由の音や電話会社の案内が聞こえます。'], ['Reason', 'Told to the network; the caller hears its tone or announcement.']), 'USER_BUSY') },
    { additionalProperties: false },
  ),
  exits: () => [],
  effects: ['ends'],
  summary: ({ cause }) => ({ ja: causes[cause][0], en: causes[cause][1] }),
  async run({ config, call }) {
    await call.reject(config.cause)
    return end()
  },
})
