import { choice, said } from '@madoguchi/schemas'
import { defineNode, done, leave } from '@madoguchi/sdk'
import Type from 'typebox'

const languages = { ja: ['日本語', 'Japanese'], en: ['英語', 'English'] } as const

/** Sets the language that prompts are spoken in from here on. */
export const language = defineNode({
  type: 'voice.language',
  title: { ja: '言語の切り替え', en: 'Language' },
  description: { ja: 'これより先の案内の言語を切り替えます。英語の音声がない案内は日本語で流れ、通話の記録にそのことが残ります。エラーはありません。', en: 'Sets the language of what is played from here on. A prompt without English audio is played in Japanese, and the trace says so. No errors.' },
  icon: 'M3 12a9 9 0 1 0 18 0 9 9 0 0 0-18 0M3 12h18M12 3a14 14 0 0 1 0 18M12 3a14 14 0 0 0 0 18',
  needs: ['call'],
  config: Type.Object({ language: choice(languages, said(['言語', 'これより先の案内の言語です。'], ['Language', 'Spoken from here on.']), 'en') }, { additionalProperties: false }),
  exits: () => [done],
  summary: ({ language: chosen }) => ({ ja: languages[chosen][0], en: languages[chosen][1] }),
  async run({ config, call }) {
    call.language = config.language
    return leave('done')
  },
})
