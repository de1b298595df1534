import { said } from '@madoguchi/schemas'
import { NodeError, defineNode, exit, expression, leave, template } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'
import { numberIn, outboxExits } from './service-fields.ts'
import { smsSegments, takesSms } from './sms-text.ts'

const Config = Type.Object(
  {
    to: expression(['宛先', '送る番号の式です。contact.from は発信者の番号です。'], ['To', 'The number to send to, as an expression; contact.from is the caller.'], { default: 'contact.from' }),
    text: template(['本文', '送る文です。{{変数}} を使えます。'], ['Text', 'What is sent; {{variables}} are filled in.'], { minLength: 1, maxLength: 660, 'x-audience': 'citizen' }),
    allow050: Type.Boolean({ default: false, ...said(['050 番号にも送る', '050 番号は、SMS を受け取れない事業者がほとんどです。'], ['Send to 050 numbers', 'Most providers of 050 numbers take no SMS.']) }),
    maxSegments: Type.Integer({ minimum: 1, maximum: 10, default: 5, ...said(['通数の上限', '長い文は分割され、1通ごとに料金がかかります（全角70文字で1通、分割すると67文字ずつ）。'], ['Most segments', 'A long text is cut; each segment is paid for (70 Japanese characters in one, 67 in each of several).']) }),
  },
  { additionalProperties: false },
)

/** Puts a text message into the outbox. Throws `sms-too-long`, `service-messages`, `expression`. */
export const sendSms = defineNode({
  type: 'integrations.send-sms',
  title: { ja: 'SMS を送る', en: 'Send SMS' },
  description: { ja: 'SMS を送信箱に入れます。送信は通話と別に行われます。エラー: 文が長すぎる、送信箱が使えない、式が計算できない。', en: 'Puts a text message into the outbox; sending goes on beside the call. Errors: too long, the outbox fails, an expression fails.' },
  icon: 'M4 5h16v11H9l-5 4zM8 9h8M8 12h5',
  kinds: ['call', 'dialogue'],
  needs: ['messages'],
  config: Config,
  exits: () => [...outboxExits(), exit('not-mobile', { ja: 'SMS を送れない番号', en: 'No number for SMS' })],
  summary: ({ text }) => ({ ja: text, en: text }),
  problems: ({ text, maxSegments }: Static<typeof Config>) =>
    text.includes('{{') || smsSegments(text) <= maxSegments ? [] : [{ code: 'sms-too-long', pointer: '/text', message: { ja: `この文は${smsSegments(text)}通に分かれ、上限の${maxSegments}通を超えます。`, en: `The text takes ${smsSegments(text)} segments, more than ${maxSegments}.` } }],
  async run({ config, messages, render, evaluate }) {
    const to = numberIn(await evaluate(config.to))
    if (!takesSms(to, config.allow050)) return leave('not-mobile')
    const text = await render(config.text)
    if (smsSegments(text) > config.maxSegments) throw new NodeError('sms-too-long', `the text takes more than ${config.maxSegments} segments`)
    const { result } = await messages.send({ by: 'sms', to, subject: '', text })
    return leave(result)
  },
})
