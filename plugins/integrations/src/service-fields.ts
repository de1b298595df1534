import { said } from '@madoguchi/schemas'
import { comparableNumber, exit, template } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'

/** Named values of a record, or of what an agent is shown; each value is a text with expressions. */
export const fieldsList = Type.Array(
  Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 60, ...said(['項目名', '画面に出る項目の名前です。'], ['Name', 'The name that people see.']) }),
      value: template(['値', '項目の値です。{{変数}} を使えます。'], ['Value', 'The value; {{variables}} are filled in.'], { minLength: 1, maxLength: 1000 }),
    },
    { additionalProperties: false, ...said(['項目', '1つの項目です。'], ['Field', 'One field.']) },
  ),
  { maxItems: 30, default: [], ...said(['項目', '担当者に伝える項目です。並べた順に表示します。'], ['Fields', 'What people are told, in this order.']) },
)

/** Fills the values in, in order. */
export async function filled(fields: Static<typeof fieldsList>, render: (template: string) => Promise<string>): Promise<Record<string, string>> {
  const values: Record<string, string> = {}
  for (const { name, value } of fields) values[name] = await render(value)
  return values
}

/** A telephone number that an expression has come to, as numbers compare; empty for whatever is none. */
export function numberIn(value: unknown): string {
  return typeof value === 'string' ? comparableNumber(value) : ''
}

/** The exits of whatever puts a message into the outbox. */
export const outboxExits = () => [exit('accepted', { ja: '受け付けた', en: 'Accepted' }), exit('no-gateway', { ja: '送信先が未設定', en: 'No gateway' })]
