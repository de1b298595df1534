import { RequiredSkill, choice, said } from '@madoguchi/schemas'
import { defineNode, exit, flowRef, leave, promptRef, queueRef, runWhileWaiting, seconds } from '@madoguchi/sdk'
import Type from 'typebox'

const priorities = { high: ['高い', 'High'], normal: ['ふつう', 'Normal'], low: ['低い', 'Low'] } as const

const WaitingFlow = Type.Object(
  {
    flow: flowRef(
      ['フロー', '待っている間に流すフローです。「結果を返す」で、callback（折り返し）、left（列を離れる）、wait（待ち続ける）のどれかを返します。応対する人が出ると、その場で中断してつなぎます。転送・録音・ほかの列に並ぶことはできません。'],
      ['Flow', 'Runs while the caller waits, and returns callback, left, or wait (to go on waiting). An agent who answers ends it at once. It cannot transfer, record, or join another queue.'],
      { 'x-while-waiting': true },
    ),
    afterSeconds: seconds(['始めるまで（秒）', '並んでからフローを始めるまでの秒数です。'], ['Begins after (seconds)', 'Seconds after joining.'], { default: 30, minimum: 0 }),
    everySeconds: seconds(['間隔（秒）', 'フローが「待ち続ける」で終わってから、次に流すまでの秒数です。'], ['Again after (seconds)', 'Seconds from one end to the next beginning.'], { default: 90, minimum: 5 }),
    guidanceOnly: Type.Boolean({ default: false, ...said(['案内だけのフロー', 'オフのとき、フローが callback を返すと「折り返し希望」の出口へ進みます。「折り返しの予約」につないでください。オンのときは、この出口がなくなります。'], ['Guidance only', 'Off: when the flow returns callback, the exit "Wants a call back" is taken; lead it to "Request a call back". On: there is no such exit.']) }),
    mayLeave: Type.Boolean({ default: false, ...said(['列を離れることを選べる', 'フローが left を返すと「列を離れた」の出口へ進みます。'], ['May leave', 'When the flow returns left, the exit "Left the queue" is taken.']) }),
    times: Type.Integer({ minimum: 1, maximum: 10, default: 3, ...said(['回数', '1回の待ちで流す回数の上限です。'], ['Times', 'How often it runs in one wait at most.']) }),
  },
  { additionalProperties: false, ...said(['待っている間のフロー', '待っている間に流す案内や、折り返しのご希望をうかがう番号選択です。列の順番は保たれます。空欄なら音楽と案内だけです。'], ['Flow while waiting', 'Guidance, or a menu that offers a call back; the place in the queue is kept. Left out: music and announcements alone.']) },
)

/** Waits for an agent. How long, and what is heard meanwhile, is said by the queue document. Throws `telephony`, `unknown-queue`. */
export const join = defineNode({
  type: 'queue.join',
  title: { ja: 'オペレーターにつなぐ', en: 'Join queue' },
  description: {
    ja: '応対できる人が出るまでお待ちいただき、つなぎます。順番や待ち時間の案内は待ち呼の設定で、折り返しのご案内は「待っている間のフロー」で行います。エラー: 電話設備の不具合。',
    en: 'Waits for an agent and connects the caller. The queue document says what is announced; a flow while waiting can offer a call back. Errors: the telephony fails.',
  },
  icon: 'M9 5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M4 19v-2a4 4 0 0 1 4-4h2a4 4 0 0 1 4 4v2M16 8h5M16 12h5M17 16h4',
  needs: ['queue'],
  config: Type.Object(
    {
      queue: queueRef(['待ち呼', 'お待ちいただく列の設定です。'], ['Queue', 'The queue the caller waits in.']),
      priority: Type.Optional(choice(priorities, said(['優先度', '優先度の高い人から順につなぎます。同じ優先度では、先に並んだ人からです。'], ['Priority', 'Who is served first; among the same, whoever joined first.']), 'normal')),
      whisper: Type.Optional(promptRef(['応対する人への案内（ささやき）', 'つなぐ前に、電話に出た人だけに流す案内です。お客様には聞こえません。'], ['Whisper to the agent', 'Heard by the agent alone, before the caller is connected.'])),
      leaveKey: Type.Optional(Type.String({ pattern: '^[0-9*#]$', ...said(['列を離れるボタン', '待っている間にこのボタンを押すと、「列を離れた」の出口へ進みます。折り返しの受け付けなどにつなぎます。電話機を呼び出している間に押したときは、呼び出しが終わってから進みます。「待っている間のフロー」が流れている間は使えません。空欄なら離れられません。'], ['Key to leave', 'Pressed while waiting it leads to the exit "Left the queue", e.g. to take a request to be called back; while a telephone rings, when that is over; not while the flow of the wait runs. Left out: there is none.']) })),
      skills: Type.Optional(Type.Array(RequiredSkill, { maxItems: 20, ...said(['必要な技能の追加', '待ち呼の設定にある技能に加えて、このお客様の応対に必要な技能です。'], ['Further skills', 'Besides those of the queue.']) })),
      waiting: Type.Optional(WaitingFlow),
    },
    { additionalProperties: false },
  ),
  exits: ({ leaveKey, waiting }) => [
    exit('served', { ja: '応対終了', en: 'Served' }),
    exit('timeout', { ja: '時間切れ', en: 'Waited too long' }),
    exit('full', { ja: '満員', en: 'Full' }),
    ...(leaveKey !== undefined || waiting?.mayLeave ? [exit('left', { ja: '列を離れた', en: 'Left the queue' })] : []),
    ...(waiting && !waiting.guidanceOnly ? [exit('callback', { ja: '折り返し希望', en: 'Wants a call back' })] : []),
  ],
  effects: ['connects'],
  asks: ['queue.join'],
  summary: ({ queue }) => ({ ja: queue, en: queue }),
  async run({ config, queue }) {
    const { priority = 'normal', whisper, leaveKey, skills, waiting } = config
    // A join of normal priority is journaled as it always was.
    const options = { ...(priority !== 'normal' && { priority }), ...(whisper !== undefined && { whisper }), ...(leaveKey !== undefined && { leaveKey }), ...(skills !== undefined && { skills }) }
    const wait = await queue.join(config.queue, { ...options, ...(waiting && { flow: waiting }) })
    return wait.result === 'flow' && waiting ? runWhileWaiting(waiting.flow, wait.waiting) : leave(wait.result)
  },
})
