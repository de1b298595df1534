import { said } from '@madoguchi/schemas'
import { defineNode, exit, leave, queueRef, reachedLimit } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'

const limit = (unit: { maximum: number }, ja: [string, string], en: [string, string]) => Type.Optional(Type.Integer({ minimum: 1, ...unit, ...said(ja, en) }))

const Config = Type.Object(
  {
    queue: queueRef(['待ち呼', '混み具合を調べる列です。'], ['Queue', 'The queue that is looked at.']),
    waiting: limit({ maximum: 10_000 }, ['待っている人数', 'この人数以上が待っていると「混雑」です。空欄なら見ません。'], ['Callers waiting', 'Crowded from this many on; left out: not looked at.']),
    longestWaitSeconds: limit({ maximum: 7200 }, ['最も長い待ち時間（秒）', '先頭の人がこの秒数以上待っていると「混雑」です。空欄なら見ません。'], ['Longest wait (seconds)', 'Crowded when the first in line has waited this long; left out: not looked at.']),
    estimatedWaitSeconds: limit({ maximum: 7200 }, ['予想待ち時間（秒）', 'これから並ぶと、この秒数以上待つ見込みなら「混雑」です。空欄なら見ません。'], ['Estimated wait (seconds)', 'Crowded when somebody who joins now would wait this long; left out: not looked at.']),
  },
  { additionalProperties: false },
)
type Config = Static<typeof Config>

const limitsOf = ({ waiting, longestWaitSeconds, estimatedWaitSeconds }: Config) => ({
  ...(waiting !== undefined && { waiting }), ...(longestWaitSeconds !== undefined && { longestWaitSeconds }), ...(estimatedWaitSeconds !== undefined && { estimatedWaitSeconds }),
})

function summaryOf({ queue, waiting, longestWaitSeconds, estimatedWaitSeconds }: Config) {
  const parts = [
    ...(waiting === undefined ? [] : [{ ja: `${waiting}人以上`, en: `${waiting} waiting` }]),
    ...(longestWaitSeconds === undefined ? [] : [{ ja: `最長${longestWaitSeconds}秒以上`, en: `longest ${longestWaitSeconds} s` }]),
    ...(estimatedWaitSeconds === undefined ? [] : [{ ja: `予想${estimatedWaitSeconds}秒以上`, en: `estimate ${estimatedWaitSeconds} s` }]),
  ]
  return { ja: `${queue}: ${parts.map(({ ja }) => ja).join('・')}`, en: `${queue}: ${parts.map(({ en }) => en).join(', ')}` }
}

/** Divides by how crowded a queue is. One limit that is reached is enough; an estimate that nobody can make yet reaches none. Throws `telephony`, `unknown-queue`. */
export const status = defineNode({
  type: 'queue.status',
  title: { ja: '混雑で分ける', en: 'Queue status' },
  description: {
    ja: '列の人数や待ち時間が決めた値に達しているかで分かれます。どれか1つでも達していれば「混雑」です。予想待ち時間がまだ分からないときは、その条件は達していないものとします。エラー: 電話設備の不具合。',
    en: 'Divides by whether the callers waiting, the longest or the estimated wait have reached a limit; one is enough. An estimate that cannot be made yet reaches none. Errors: the telephony fails.',
  },
  icon: 'M4 20V10M10 20V6M16 20v-8M3 20h18M19 4v4M17 6h4',
  needs: ['queue'],
  asks: ['queue.look'],
  config: Config,
  exits: () => [exit('quiet', { ja: '空いている', en: 'Quiet' }), exit('crowded', { ja: '混雑', en: 'Crowded' })],
  summary: summaryOf,
  problems: (config) =>
    Object.keys(limitsOf(config)).length > 0
      ? []
      : [{ code: 'no-limit', pointer: '/waiting', message: { ja: '混雑とみなす値が1つもありません。人数か待ち時間を決めてください。', en: 'No limit is set; set a number of callers or a wait.' } }],
  async run({ config, queue }) {
    const limits = limitsOf(config)
    return leave(reachedLimit(await queue.look(config.queue, limits), limits) === undefined ? 'quiet' : 'crowded')
  },
})
