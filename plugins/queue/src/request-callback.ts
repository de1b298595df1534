import { defineNode, exit, expression, leave, comparableNumber, queueRef } from '@madoguchi/sdk'
import Type from 'typebox'

/** A number that can be called back in this country: with its area code, and neither a short number nor one abroad. */
const dialable = /^0[1-9][0-9]{8,9}$/

/** Exchanges the place in a queue for a call back. Throws `service-callbacks`, `expression`, `unknown-queue`. */
export const requestCallback = defineNode({
  type: 'queue.request-callback',
  title: { ja: '折り返しの予約', en: 'Request a call back' },
  description: {
    ja: '列の順番（並んだ時刻と優先度）を保ったまま、折り返しの予約を受け付けます。同じ番号の予約がすでにあるときは、その順番のままです。番号が通知されていないとき・国内の番号でないときは「番号が必要」へ進むので、番号入力でうかがってください。エラー: 保存できない、式が計算できない。',
    en: 'Takes a request to be called back, which keeps the place in the queue (instant of joining and priority). A number that has a request keeps its first place. A withheld number, or none of this country, leaves by "Number needed", where digits can be collected. Errors: it cannot be stored, the expression fails.',
  },
  icon: 'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a1 1 0 0 1-1 1A16 16 0 0 1 4 5a1 1 0 0 1 1-1M21 4l-6 6M15 5v5h5',
  needs: ['queue'],
  asks: ['callbacks.request'],
  config: Type.Object(
    {
      queue: queueRef(['待ち呼', '順番を保つ列です。'], ['Queue', 'The queue whose place is kept.']),
      number: expression(['電話番号', '折り返す番号の式です。contact.from は発信者の番号です。番号入力の変数も使えます。'], ['Number', 'Whom to call, as an expression: contact.from is the caller; a variable of collected digits will do.'], { default: 'contact.from' }),
    },
    { additionalProperties: false },
  ),
  exits: () => [exit('callback-accepted', { ja: '受け付けた', en: 'Accepted' }), exit('no-number', { ja: '番号が必要', en: 'Number needed' })],
  summary: ({ queue, number }) => ({ ja: `${queue}：${number}`, en: `${queue}: ${number}` }),
  async run({ config, queue, evaluate }) {
    const value = await evaluate(config.number)
    const number = typeof value === 'string' ? comparableNumber(value) : ''
    if (!dialable.test(number)) return leave('no-number')
    await queue.callBack(config.queue, number)
    return leave('callback-accepted')
  },
})
