import { choice, said } from '@madoguchi/schemas'
import { type Speech, defineNode, done, expression, leave, promptRef, spokenText } from '@madoguchi/sdk'
import Type from 'typebox'
import { type Manner, sayInEnglish, sayInJapanese } from './say-value/value-in-words.ts'

const kinds = { number: ['数', 'Number'], amount: ['金額（円）', 'Amount (yen)'], digits: ['1桁ずつ', 'Digit by digit'], date: ['日付', 'Date'], time: ['時刻', 'Time'] } as const
const calendars = { western: ['西暦', 'With the year'], japanese: ['和暦（令和など）', 'With the year of the era'], 'month-day': ['月日のみ', 'Month and day only'] } as const

/** Speaks a value of the session, from recorded fragments where the bundle has them. Throws `expression`, `value-not-sayable`. */
export const sayValue = defineNode({
  type: 'voice.say-value',
  title: { ja: '値を読み上げる', en: 'Say a value' },
  description: {
    ja: '金額・日付・番号などを正しい読み方で読み上げます。「say.」で始まる案内（数字などの部品）があれば録音を使い、なければ音声合成で読みます。エラー: 式の値が読み上げられない形のとき、音声が用意できないとき。',
    en: 'Says an amount, a date, a number … with the right reading, from recorded fragments (prompts whose ids begin with "say.") or by a synthesised voice. Errors: a value that is none of the chosen kind, no audio and no voice.',
  },
  icon: 'M4 10v4h4l5 4V6L8 10zM17 9v6M15 15h4M15 11l2-2',
  needs: ['call'],
  config: Type.Object(
    {
      value: expression(['値', '読み上げる値の式です。日付は 2026-11-03、時刻は 8:30 の形にします。'], ['Value', 'What is said. A date is written 2026-11-03, a time 8:30.']),
      as: choice(kinds, said(['読み方', '値をどう読むかです。'], ['Read as', 'How the value is read.']), 'number'),
      calendar: choice(calendars, said(['日付の読み方', '日付のときだけ使います。'], ['Calendar', 'For dates only.']), 'western'),
      withWeekday: Type.Boolean({ default: false, ...said(['曜日も読む', '日付のときだけ使います。'], ['With the weekday', 'For dates only.']) }),
      before: Type.Optional(promptRef(['前の案内', '値の前に流す案内です。'], ['Prompt before', 'Played before the value.'])),
      after: Type.Optional(promptRef(['後の案内', '値のあとに流す案内です。'], ['Prompt after', 'Played after the value.'])),
      fragments: Type.String({
        minLength: 1, default: 'say.', 'x-ref-fragments': 'prompt',
        ...said(['部品の先頭', '数字などの部品にする案内のIDの先頭部分です。'], ['Fragments', 'What the ids of the prompts that hold the fragments begin with.']),
      }),
      bargeIn: Type.Boolean({ default: true, ...said(['途中のボタン操作を受け付ける', '読み上げの途中で押されたボタンを、次の番号選択で受け付けます。'], ['Allow barge-in', 'A key pressed meanwhile answers the next question.']) }),
    },
    { additionalProperties: false },
  ),
  exits: () => [done],
  summary: ({ value, as }) => ({ ja: `${kinds[as][0]}: ${value}`, en: `${kinds[as][1]}: ${value}` }),
  async run({ config, call, evaluate }) {
    const { before, after, fragments, bargeIn } = config
    const manner: Manner = config
    const value = await evaluate(config.value)
    const words: Speech = call.language === 'en' ? [spokenText(sayInEnglish(value, manner))] : sayInJapanese(value, manner).map(({ id, text }) => ({ fragment: `${fragments}${id}`, text }))
    await call.play([...(before === undefined ? [] : [before]), ...words, ...(after === undefined ? [] : [after])], { bargeIn })
    return leave('done')
  },
})
