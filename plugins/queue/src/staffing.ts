import { defineNode, exit, leave, queueRef } from '@madoguchi/sdk'
import Type from 'typebox'

/** Divides by whether anybody can take calls. Throws `telephony`, `unknown-queue`. */
export const staffing = defineNode({
  type: 'queue.staffing',
  title: { ja: '要員で分ける', en: 'Staffing' },
  description: {
    ja: '応対できる人がいるか、全員が応対中か、誰もログインしていないかで分かれます。エラー: 電話設備の不具合。',
    en: 'Divides by whether an agent is free, all are busy, or nobody is logged in. Errors: the telephony fails.',
  },
  icon: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M2 20v-2a5 5 0 0 1 5-5h2a5 5 0 0 1 5 5v2M15 9l2 2 4-4',
  needs: ['queue'],
  asks: ['queue.look'],
  config: Type.Object({ queue: queueRef(['待ち呼', '応対する人を調べる列です。'], ['Queue', 'The queue whose agents are looked at.']) }, { additionalProperties: false }),
  exits: () => [exit('free', { ja: '応対できる', en: 'Agent free' }), exit('busy', { ja: '全員応対中', en: 'All busy' }), exit('unstaffed', { ja: '誰もいない', en: 'Nobody logged in' })],
  summary: ({ queue }) => ({ ja: queue, en: queue }),
  async run({ config, queue }) {
    const { agents, free } = await queue.look(config.queue)
    return leave(free > 0 ? 'free' : agents > 0 ? 'busy' : 'unstaffed')
  },
})
