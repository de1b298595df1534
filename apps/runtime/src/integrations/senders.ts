import { createHmac } from 'node:crypto'
import nodemailer from 'nodemailer'
import type { HttpClient } from './http-client.ts'
import type { IntegrationSettings } from './integration-settings.ts'

export interface Message {
  id: string
  by: 'sms' | 'mail' | 'webhook'
  recipient: string
  subject: string
  body: string
}

/** The ways by which messages leave, as far as the settings have them. */
export class Senders {
  readonly #settings: IntegrationSettings
  readonly #http: HttpClient
  readonly #clock: () => Date

  constructor(settings: IntegrationSettings, http: HttpClient, clock: () => Date) {
    this.#settings = settings
    this.#http = http
    this.#clock = clock
  }

  has(by: Message['by']): boolean {
    const { sms, smtp, webhookSecret } = this.#settings
    return { sms, mail: smtp, webhook: webhookSecret }[by] !== undefined
  }

  /** @throws what the gateway or the network says; the message then goes on waiting */
  async send(message: Message): Promise<void> {
    if (message.by === 'mail') return this.#mail(message)
    if (message.by === 'sms') return this.#sms(message)
    return this.#webhook(message)
  }

  async #mail({ id, recipient, subject, body }: Message): Promise<void> {
    const { smtp } = this.#settings
    if (smtp === undefined) throw new Error('no mail server is configured')
    const { host, port, secure = false, user, password, from } = smtp
    const transport = nodemailer.createTransport({ host, port, secure, connectionTimeout: 10_000, socketTimeout: 15_000, ...(user !== undefined && { auth: { user, pass: password ?? '' }, requireTLS: !secure }) })
    try {
      await transport.sendMail({ from, to: { name: '', address: recipient }, subject, text: body, messageId: `<${id}@madoguchi>` })
    } finally {
      transport.close()
    }
  }

  async #sms({ id, recipient, body }: Message): Promise<void> {
    const { sms } = this.#settings
    if (sms === undefined) throw new Error('no SMS gateway is configured')
    await this.#post(id, sms.url, JSON.stringify({ id, to: recipient, text: body }), sms.token === undefined ? [] : [{ name: 'authorization', value: `Bearer ${sms.token}` }])
  }

  /** Signed as `t=SECONDS,v1=HMAC-SHA256 of "SECONDS.BODY"`, so that a receiver can refuse what is old or from somebody else. */
  async #webhook({ id, recipient, subject, body }: Message): Promise<void> {
    const { webhookSecret } = this.#settings
    if (webhookSecret === undefined) throw new Error('no secret for webhooks is configured')
    const payload = JSON.stringify({ id, subject, text: body })
    const seconds = Math.floor(this.#clock().getTime() / 1000)
    const signature = createHmac('sha256', webhookSecret).update(`${seconds}.${payload}`).digest('hex')
    await this.#post(id, recipient, payload, [{ name: 'x-madoguchi-signature', value: `t=${seconds},v1=${signature}` }])
  }

  async #post(id: string, url: string, body: string, headers: { name: string; value: string }[]): Promise<void> {
    const { status } = await this.#http.send({ method: 'POST', url, headers, body, timeoutSeconds: 15, retries: 0 }, id)
    if (status < 200 || status >= 300) throw new Error(`the gateway answered ${status}`)
  }
}
