import Type from 'typebox'
import { documentHead } from '../head.ts'
import { choice, said } from '../said.ts'

/** What an agent must know, and how well. */
export const RequiredSkill = Type.Object(
  {
    skill: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$', ...said(['技能', '席の設定と同じ名前です（例: english）。'], ['Skill', 'The name that seats have for it, e.g. english.']) }),
    level: Type.Integer({ minimum: 1, maximum: 5, default: 1, ...said(['水準', '1から5まで。この水準以上の人が応対します。'], ['Level', '1 to 5; agents of this level and above.']) }),
  },
  { additionalProperties: false, ...said(['技能と水準', '応対する人に必要な技能の1つです。'], ['Skill and level', 'One skill that an agent must have.']) },
)

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
    announceStatus: Type.Optional(choice(
      { none: ['案内しない', 'Nothing'], position: ['順番', 'Position'], wait: ['待ち時間の目安', 'Estimated wait'], both: ['順番と待ち時間の目安', 'Position and estimated wait'] },
      said(['順番・待ち時間の案内', '待っている間、「案内の間隔」ごとに、列を離れずにお伝えします。繰り返しの案内は、その前に流れます。待ち時間の目安は「（前に待つ人数＋1）×平均通話時間÷応対している人数」です。分からないときは、分からないとお伝えします。1回の待ちで40回までです。'], ['Announce the wait', 'Told at each announcement interval without leaving the line, behind the repeated announcement. The estimate is (callers before + 1) × average call ÷ agents; where it is unknown, that is said. At most 40 times in one wait.']), 'none',
    )),
    announceStatusAfterSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 600, ...said(['最初に案内するまで（秒）', '順番・待ち時間を最初にお伝えするまでの、並んでからの秒数です。'], ['First told after (seconds)', 'Seconds after joining until position or wait is first told.']), default: 20 })),
    announceOnlyChanges: Type.Optional(Type.Boolean({ ...said(['変わったときだけ案内する', 'オンにすると、前回と同じ内容の順番・待ち時間は繰り返しません。'], ['Only what has changed', 'On: position and wait are not told again while they are what was told last.']), default: false })),
    positionPrompt: Type.Optional(Type.String({ 'x-ref': 'prompt', ...said(['順番の案内文', '文中の {{queue.position}} が順番になります。空欄なら「現在、3番目です。」とお伝えします。'], ['Words for the position', 'Its {{queue.position}} becomes the position. Left out: "You are number 3 in line."']) })),
    waitPrompt: Type.Optional(Type.String({ 'x-ref': 'prompt', ...said(['待ち時間の案内文', '文中の {{queue.minutes}} が分（切り上げ）になります。空欄なら「およそ5分お待ちいただきます。」とお伝えします。'], ['Words for the wait', 'Its {{queue.minutes}} becomes whole minutes, rounded up. Left out: "The wait is about 5 minutes."']) })),
    unknownWaitPrompt: Type.Optional(Type.String({ 'x-ref': 'prompt', ...said(['待ち時間が分からないときの案内文', '空欄なら「待ち時間の目安は、ただいまお伝えできません。」とお伝えします。'], ['Words for an unknown wait', 'Left out: "We cannot tell at the moment how long the wait will be."']) })),
    skills: Type.Optional(Type.Array(RequiredSkill, { maxItems: 20, ...said(['必要な技能', 'すべて満たす人だけが応対します。空欄なら、だれでも応対できます。'], ['Skills', 'Only agents with all of them take the calls. Left out: everybody may.']) })),
    wrapUpSeconds: Type.Integer({ minimum: 0, maximum: 3600, ...said(['後処理の目安（秒）', '後処理の時間の目安です。'], ['Wrap-up (seconds)', 'Guide value for after-call work.']), default: 0 }),
    drainMinutes: Type.Integer({ minimum: 0, maximum: 240, ...said(['閉所後の応対（分）', '閉所時に待っていたお客様に応対を続ける時間です（R20）。'], ['Drain (minutes)', 'How long callers already waiting at closing are still served (R20).']), default: 30 }),
  },
  { additionalProperties: false, ...said(['待ち呼', 'お待ちいただく列の設定です。'], ['Queue', 'Callers waiting for an agent.']) },
)
export type Queue = Type.Static<typeof Queue>
