import { choice, said } from '@madoguchi/schemas'
import { defineNode, leave, template } from '@madoguchi/sdk'
import Type from 'typebox'
import { outboxExits } from './service-fields.ts'

const ways = { mail: ['メール', 'E-mail'], webhook: ['Webhook（署名付き）', 'Webhook (signed)'] } as const

/** Tells staff by e-mail, or a system by a signed webhook. Throws `service-messages`, `expression`. */
export const notify = defineNode({
  type: 'integrations.notify',
  title: { ja: '通知する', en: 'Notify' },
  description: { ja: '職員へのメール、または他のシステムへの署名付き Webhook を送信箱に入れます。エラー: 送信箱が使えない、式が計算できない。', en: 'Puts an e-mail to staff, or a signed webhook to a system, into the outbox. Errors: the outbox fails, an expression fails.' },
  icon: 'M12 3a6 6 0 0 0-6 6v4l-2 3h16l-2-3V9a6 6 0 0 0-6-6M10 19a2 2 0 0 0 4 0',
  kinds: ['call', 'dialogue'],
  needs: ['messages'],
  config: Type.Object(
    {
      by: choice(ways, said(['方法', '通知の方法です。'], ['By', 'How it is told.']), 'mail'),
      to: Type.String({ minLength: 3, maxLength: 300, ...said(['宛先', 'メールアドレス、または設定で許可されたホストの https の URL です。'], ['To', 'An e-mail address, or an https URL of an allowed host.']) }),
      subject: template(['件名', '通知の件名です。'], ['Subject', 'The subject.'], { minLength: 1, maxLength: 200 }),
      text: template(['本文', '通知の本文です。{{変数}} を使えます。'], ['Text', 'The text; {{variables}} are filled in.'], { minLength: 1 }),
    },
    { additionalProperties: false },
  ),
  exits: outboxExits,
  summary: ({ to }) => ({ ja: to, en: to }),
  problems: ({ by, to }: { by: keyof typeof ways; to: string }) =>
    (by === 'mail' ? /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(to) : /^https?:\/\//.test(to) && URL.canParse(to)) ? [] : [{ code: 'notify-to', pointer: '/to', message: { ja: '宛先が、選んだ方法のメールアドレスや URL になっていません。', en: 'This is no e-mail address or URL as the chosen way needs it.' } }],
  async run({ config, messages, render }) {
    const subject = (await render(config.subject)).replaceAll(/[\r\n]+/g, ' ')
    const { result } = await messages.send({ by: config.by, to: config.to, subject, text: await render(config.text) })
    return leave(result)
  },
})
