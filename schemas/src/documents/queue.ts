import Type from 'typebox'
import { documentHead } from '../head.ts'
import { choice, said } from '../said.ts'

/** A queue of callers waiting for an agent. */
export const Queue = Type.Object(
  {
    ...documentHead('queue'),
    strategy: choice({ 'longest-idle': ['待受時間の長い順', 'Longest idle'] }, said(['割り当て方', '応対する人の選び方です。'], ['Strategy', 'How an agent is chosen.']), 'longest-idle'),
    maxWaitSeconds: Type.Integer({ minimum: 1, maximum: 7200, ...said(['最長待ち時間（秒）', 'これを超えると「時間切れ」の出口へ進みます。'], ['Longest wait (seconds)', 'After this the caller leaves by the timeout exit.']), default: 600 }),
    maxLength: Type.Integer({ minimum: 0, maximum: 10000, ...said(['最大人数', 'すでにこの人数が待っていると「満員」の出口へ進みます。'], ['Longest queue', 'With this many waiting already, callers leave by the full exit.']), default: 50 }),
    announceFirst: Type.Optional(Type.String({ 'x-ref': 'prompt', ...said(['最初の案内', '待ち始めに流す案内です。'], ['First announcement', 'Played when waiting begins.']) })),
    announceAgain: Type.Optional(Type.String({ 'x-ref': 'prompt', ...said(['繰り返しの案内', '待っている間に繰り返す案内です。'], ['Repeated announcement', 'Repeated while waiting.']) })),
    announceEverySeconds: Type.Integer({ minimum: 10, maximum: 600, ...said(['案内の間隔（秒）', '繰り返しの案内の間隔です。'], ['Announcement interval (seconds)', 'Seconds between repeated announcements.']), default: 45 }),
    wrapUpSeconds: Type.Integer({ minimum: 0, maximum: 3600, ...said(['後処理の目安（秒）', '後処理の時間の目安です。'], ['Wrap-up (seconds)', 'Guide value for after-call work.']), default: 0 }),
    drainMinutes: Type.Integer({ minimum: 0, maximum: 240, ...said(['閉所後の応対（分）', '閉所時に待っていたお客様に応対を続ける時間です（R20）。'], ['Drain (minutes)', 'How long callers already waiting at closing are still served (R20).']), default: 30 }),
  },
  { additionalProperties: false, ...said(['待ち呼', 'お待ちいただく列の設定です。'], ['Queue', 'Callers waiting for an agent.']) },
)
export type Queue = Type.Static<typeof Queue>
