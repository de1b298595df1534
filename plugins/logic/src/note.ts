import { said } from '@madoguchi/schemas'
import { defineNode, done, leave } from '@madoguchi/sdk'
import Type from 'typebox'

/** A note on the canvas that callers pass without noticing. */
export const note = defineNode({
  type: 'logic.note',
  title: { ja: 'メモ', en: 'Note' },
  description: { ja: '編集する人のためのメモです。通話には影響しません。', en: 'A note for the people who edit; calls pass it without noticing.' },
  icon: 'M5 4h14v11l-5 5H5zM14 20v-5h5M8 9h8M8 13h4',
  kinds: ['call', 'dialogue'],
  needs: [],
  config: Type.Object({ text: Type.String({ minLength: 1, maxLength: 2000, ...said(['メモ', '編集する人に伝えたい内容です。'], ['Text', 'What editors should know.']) }) }, { additionalProperties: false }),
  exits: () => [done],
  summary: ({ text }) => ({ ja: text, en: text }),
  async run() {
    return leave('done')
  },
})
