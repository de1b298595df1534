import Type from 'typebox'
import { documentHead } from '../head.ts'
import { LocalisedText, choice, said } from '../said.ts'

/** One thing that an agent fills in. */
export const FormField = Type.Object(
  {
    name: Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,39}$', ...said(['名前', '項目を指す英数字の名前です。フローと帳票が使います。'], ['Name', 'What flows and reports call the field.']) }),
    title: LocalisedText,
    type: choice(
      { text: ['1行の文', 'Text'], longtext: ['長い文', 'Long text'], number: ['数値', 'Number'], yesno: ['はい・いいえ', 'Yes or no'], date: ['日付', 'Date'], phone: ['電話番号', 'Telephone number'], choice: ['選択', 'Choice'] },
      said(['入力の種類', '入力欄の種類です。'], ['Type', 'What is entered.']),
      'text',
    ),
    options: Type.Optional(Type.Array(
      Type.Object({ value: Type.String({ minLength: 1, maxLength: 60, ...said(['値', '記録に残る値です。'], ['Value', 'What is recorded.']) }), title: LocalisedText }, { additionalProperties: false, ...said(['選択肢', '1つの選択肢です。'], ['Option', 'One option.']) }),
      { minItems: 1, maxItems: 100, ...said(['選択肢', '入力の種類が「選択」のときの選択肢です。'], ['Options', 'Of a field of the type choice.']) },
    )),
    help: Type.Optional(LocalisedText),
    mandatory: Type.Boolean({ default: false, ...said(['必須', '入力しないと記録を終えられません。'], ['Required', 'The record cannot be finished without it.']) }),
    personal: Type.Boolean({ default: false, ...said(['個人情報', '見られる役割を限り、ログと画面の一覧では伏せます。'], ['Personal data', 'Shown to few roles, and masked in lists and logs.']) }),
  },
  { additionalProperties: false, ...said(['項目', '記入する1つの項目です。'], ['Field', 'One thing to fill in.']) },
)
export type FormField = Type.Static<typeof FormField>

/** What an agent fills in beside a call. */
export const Form = Type.Object(
  { ...documentHead('form'), fields: Type.Array(FormField, { minItems: 1, maxItems: 100, ...said(['項目', '上から並べる項目です。'], ['Fields', 'From above.']) }) },
  { additionalProperties: false, ...said(['応対の記入票', '担当者が通話の横で記入する票です。'], ['Call form', 'What an agent fills in beside a call.']) },
)
export type Form = Type.Static<typeof Form>
