import { choice, said } from '@madoguchi/schemas'
import { defineNode, exit, leave, promptRef, queueRef } from '@madoguchi/sdk'
import Type from 'typebox'

const priorities = { high: ['高い', 'High'], normal: ['ふつう', 'Normal'], low: ['低い', 'Low'] } as const

/** Waits for an agent. How long, and what is heard meanwhile, is said by the queue document. */
export const join = defineNode({
  type: 'queue.join',
  title: { ja: 'オペレーターにつなぐ', en: 'Join queue' },
  description: { ja: '応対できる人が出るまでお待ちいただき、つなぎます。', en: 'Waits for an agent and connects the caller.' },
  icon: 'M9 5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M4 19v-2a4 4 0 0 1 4-4h2a4 4 0 0 1 4 4v2M16 8h5M16 12h5M17 16h4',
  needs: ['queue'],
  config: Type.Object(
    {
      queue: queueRef(['待ち呼', 'お待ちいただく列の設定です。'], ['Queue', 'The queue the caller waits in.']),
      priority: Type.Optional(choice(priorities, said(['優先度', '優先度の高い人から順につなぎます。同じ優先度では、先に並んだ人からです。'], ['Priority', 'Who is served first; among the same, whoever joined first.']), 'normal')),
      whisper: Type.Optional(promptRef(['応対する人への案内（ささやき）', 'つなぐ前に、電話に出た人だけに流す案内です。お客様には聞こえません。'], ['Whisper to the agent', 'Heard by the agent alone, before the caller is connected.'])),
      leaveKey: Type.Optional(Type.String({ pattern: '^[0-9*#]$', ...said(['列を離れるボタン', '待っている間にこのボタンを押すと、「列を離れた」の出口へ進みます。折り返しの受け付けなどにつなぎます。電話機を呼び出している間に押したときは、呼び出しが終わってから進みます。空欄なら離れられません。'], ['Key to leave', 'Pressed while waiting it leads to the exit "Left the queue", e.g. to take a request to be called back; while a telephone rings, when that is over. Left out: there is none.']) })),
    },
    { additionalProperties: false },
  ),
  exits: ({ leaveKey }) => [
    exit('served', { ja: '応対終了', en: 'Served' }),
    exit('timeout', { ja: '時間切れ', en: 'Waited too long' }),
    exit('full', { ja: '満員', en: 'Full' }),
    ...(leaveKey === undefined ? [] : [exit('left', { ja: '列を離れた', en: 'Left the queue' })]),
  ],
  effects: ['connects'],
  asks: ['queue.join'],
  summary: ({ queue }) => ({ ja: queue, en: queue }),
  async run({ config, queue }) {
    const { priority = 'normal', whisper, leaveKey } = config
    // A join of normal priority is journaled as it always was.
    const options = { ...(priority !== 'normal' && { priority }), ...(whisper !== undefined && { whisper }), ...(leaveKey !== undefined && { leaveKey }) }
    return leave((await queue.join(config.queue, options)).result)
  },
})
