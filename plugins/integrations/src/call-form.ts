import { said } from '@madoguchi/schemas'
import { defineNode, done, formRef, leave, template } from '@madoguchi/sdk'
import Type from 'typebox'

const values = Type.Array(
  Type.Object(
    {
      name: Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,39}$', ...said(['項目', '記入票の項目の名前です。'], ['Field', 'The name of a field of the form.']) }),
      value: template(['値', '先に入れておく値です。{{変数}} を使えます。'], ['Value', 'What is filled in already; {{variables}} are filled in.'], { minLength: 1, maxLength: 1000 }),
    },
    { additionalProperties: false, ...said(['項目の値', '1つの項目に入れておく値です。'], ['Field and value', 'What one field begins with.']) },
  ),
  { maxItems: 100, default: [], ...said(['先に入れておく値', '担当者が開いたときに入っている値です。'], ['Filled in already', 'What stands in the form when the agent opens it.']) },
)

/** Opens a form for the agent who takes the call, with what the flow knows filled in; the latest holds. Throws `service-desk`, `expression`. */
export const callForm = defineNode({
  type: 'integrations.call-form',
  title: { ja: '応対の記入票', en: 'Call form' },
  description: { ja: '電話を受ける担当者が記入する票を決め、分かっている値を入れておきます。エラー: 保存できない、式が計算できない。', en: 'Which form the agent who takes the call fills in, with what is known already. Errors: it cannot be stored, an expression fails.' },
  icon: 'M6 3h12v18H6zM9 8h6M9 12h6M9 16h3',
  kinds: ['call', 'dialogue'],
  needs: ['desk'],
  config: Type.Object({ form: formRef(['記入票', '担当者が記入する票です。'], ['Form', 'What the agent fills in.']), values }, { additionalProperties: false }),
  exits: () => [done],
  summary: ({ form }) => ({ ja: form, en: form }),
  form: ({ form, values: given }) => ({ form, fills: given.map(({ name }, index) => ({ name, pointer: `/values/${index}/name` })) }),
  async run({ config, desk, render }) {
    const fields: Record<string, string> = {}
    for (const { name, value } of config.values) fields[name] = await render(value)
    await desk.show({ title: config.form, form: config.form, fields })
    return leave('done')
  },
})
