import { defineNode, done, leave } from '@madoguchi/sdk'
import Type from 'typebox'

/** Answers the call. Everything a caller hears comes after it. */
export const answer = defineNode({
  type: 'voice.answer',
  title: { ja: '応答', en: 'Answer' },
  description: { ja: '電話に出ます。案内を流す前に置いてください。エラー: 電話設備の不具合。', en: 'Answers the call. Place it before anything that speaks. Errors: the telephony fails.' },
  icon: 'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2M14 7l2 2 4-5',
  needs: ['call'],
  config: Type.Object({}, { additionalProperties: false }),
  exits: () => [done],
  effects: ['answers'],
  async run({ call }) {
    await call.answer()
    return leave('done')
  },
})
