import { choice, said } from '@madoguchi/schemas'
import { defineNode, done, expression, leave, template, textVariableName } from '@madoguchi/sdk'
import Type from 'typebox'
import { fieldsList, filled, numberIn } from './service-fields.ts'

const records = { task: ['作業', 'Task'], case: ['案件', 'Case'], callback: ['折り返し', 'Callback'] } as const

/** Leaves work for people on the page 受付記録. Throws `service-records`, `expression`. */
export const createRecord = defineNode({
  type: 'integrations.create-record',
  title: { ja: '受付記録を作る', en: 'Create record' },
  description: { ja: '作業・案件・折り返しの受付記録を作ります。担当者は「受付記録」の画面で処理します。エラー: 記録を保存できない、式が計算できない。', en: 'Creates a task, case or callback, which people work on the page of records. Errors: it cannot be stored, an expression fails.' },
  icon: 'M6 3h9l4 4v14H6zM14 3v5h5M9 13h6M12 10v6',
  kinds: ['call', 'dialogue'],
  needs: ['records'],
  config: Type.Object(
    {
      record: choice(records, said(['種類', '記録の種類です。'], ['Kind', 'The kind of record.']), 'task'),
      title: template(['件名', '一覧に出る件名です。'], ['Title', 'What the list shows.'], { minLength: 1, maxLength: 200 }),
      number: expression(['電話番号', '連絡先の番号の式です。contact.from は発信者の番号です。'], ['Number', 'Whom it is about, as an expression; contact.from is the caller.'], { default: 'contact.from' }),
      fields: fieldsList,
      dueMinutes: Type.Integer({ minimum: 0, maximum: 43_200, default: 0, ...said(['期限（分）', '作ってからの期限です。0 は期限なしです。'], ['Due (minutes)', 'When it is due; 0 for never.']) }),
      variable: Type.Optional(textVariableName(['記録番号の変数', '作った記録の番号を入れる変数です。'], ['Variable', 'Takes the id of the record.'])),
    },
    { additionalProperties: false },
  ),
  exits: () => [done],
  summary: ({ record, title }) => ({ ja: `${records[record][0]}：${title}`, en: `${records[record][1]}: ${title}` }),
  async run({ config, records: store, render, evaluate, set }) {
    const { record, dueMinutes, variable } = config
    const created = await store.create({ record, title: await render(config.title), number: numberIn(await evaluate(config.number)), fields: await filled(config.fields, render), dueMinutes })
    if (variable !== undefined) set(variable, created.record)
    return leave('done')
  },
})
