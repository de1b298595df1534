import { numberPattern, said } from '@madoguchi/schemas'
import { defineNode, exit, leave, promptRef, seconds } from '@madoguchi/sdk'
import Type from 'typebox'

const exitOf = { answered: 'ended', busy: 'busy', 'no-answer': 'no-answer', unreachable: 'unreachable' } as const

/** Connects the caller to another number and goes on when that conversation is over, or could not begin. */
export const transfer = defineNode({
  type: 'voice.transfer',
  title: { ja: '転送', en: 'Transfer' },
  description: { ja: '別の電話番号へつなぎます。', en: 'Connects the caller to another number.' },
  icon: 'M4 5h4l2 4-2 2a9 9 0 0 0 5 5l2-2 4 2v4a1 1 0 0 1-1 1A15 15 0 0 1 3 6a1 1 0 0 1 1-1M14 6h7M18 3l3 3-3 3',
  needs: ['call'],
  config: Type.Object(
    {
      to: Type.String({ pattern: numberPattern, ...said(['転送先の番号', 'つなぐ先の電話番号です。'], ['Number', 'Where the caller is connected to.']) }),
      timeoutSeconds: seconds(['呼び出し時間（秒）', 'この時間を過ぎても応答がなければ「応答なし」へ進みます。'], ['Ringing (seconds)', 'After this the no-answer exit is taken.'], { default: 30, minimum: 5, maximum: 120 }),
      callerNumber: Type.Optional(Type.String({ pattern: numberPattern, 'x-number': 'shown', ...said(['通知する番号', '転送先に表示する番号です。省略すると回線の既定の番号です。'], ['Caller number', 'The number shown at the destination; the default of the line when left out.']) })),
      announcement: Type.Optional(promptRef(['転送前の案内', 'つなぐ前に流す案内です。'], ['Announcement', 'Played before connecting.'])),
    },
    { additionalProperties: false },
  ),
  exits: () => [
    exit('ended', { ja: '通話終了', en: 'Conversation over' }),
    exit('busy', { ja: '話し中', en: 'Busy' }),
    exit('no-answer', { ja: '応答なし', en: 'No answer' }),
    exit('unreachable', { ja: 'つながらない', en: 'Unreachable' }),
  ],
  effects: ['connects'],
  summary: ({ to }) => ({ ja: to, en: to }),
  async run({ config, call }) {
    const { to, timeoutSeconds, callerNumber, announcement } = config
    // Queued, not played: the transfer speaks what is queued to its end, with what earlier nodes left there.
    if (announcement !== undefined) await call.play([announcement], { bargeIn: true })
    const { result } = await call.transfer(to, { timeoutSeconds, ...(callerNumber === undefined ? {} : { callerNumber }) })
    return leave(exitOf[result])
  },
})
