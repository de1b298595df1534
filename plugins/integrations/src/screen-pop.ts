import { defineNode, done, leave, template } from '@madoguchi/sdk'
import Type from 'typebox'
import { fieldsList, filled } from './service-fields.ts'

/** Gives the agent who takes the call what the flow knows; the latest holds. Throws `service-desk`, `expression`. */
export const screenPop = defineNode({
  type: 'integrations.screen-pop',
  title: { ja: '担当者の画面に出す', en: 'Screen pop' },
  description: { ja: '電話を受ける担当者に見せる項目を決めます。後のものが優先します。エラー: 保存できない、式が計算できない。', en: 'What the agent who takes the call is shown; the latest holds. Errors: it cannot be stored, an expression fails.' },
  icon: 'M3 5h18v12H3zM8 21h8M12 17v4M7 9h6M7 12h10',
  kinds: ['call', 'dialogue'],
  needs: ['desk'],
  config: Type.Object({ title: template(['見出し', '画面の見出しです。'], ['Title', 'The headline.'], { minLength: 1, maxLength: 200 }), fields: fieldsList }, { additionalProperties: false }),
  exits: () => [done],
  summary: ({ title }) => ({ ja: title, en: title }),
  async run({ config, desk, render }) {
    await desk.show({ title: await render(config.title), fields: await filled(config.fields, render) })
    return leave('done')
  },
})
