import Type from 'typebox'
import { documentHead } from '../head.ts'
import { choice, said } from '../said.ts'
import { numberPattern } from './numbers.ts'

/** How a contact can end; the same words in traces, scenarios and reports. */
export const outcomeKinds = ['hangup', 'transfer', 'agent', 'voicemail', 'abandoned', 'failover', 'error'] as const
export type OutcomeKind = (typeof outcomeKinds)[number]
const outcomeNames = {
  hangup: ['窓口側から切断', 'The centre hangs up'], transfer: ['転送', 'Transfer'], agent: ['オペレーターが応対', 'An agent takes it'], voicemail: ['伝言の録音', 'Message recorded'],
  abandoned: ['お客様が切断', 'The caller hangs up'], failover: ['障害時の番号へ接続', 'Failover number'], error: ['異常のお詫び', 'Apology after a fault'],
} as const satisfies Record<OutcomeKind, readonly [ja: string, en: string]>

const VariableChange = Type.Object(
  {
    node: Type.String({ pattern: '^[^/]+/.+$', ...said(['ノード', 'このノードに入る前に変えます（フロー/ノード）。'], ['Node', 'Changed before this node is entered (flow/node).']) }),
    visit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, ...said(['何回目', 'このノードに来るのが何回目のときかです。書かなければ1回目です。'], ['Visit', 'The how-manieth time the call comes to the node. 1 where left out.']) })),
    variables: Type.Record(Type.String(), Type.Unknown(), { minProperties: 1, ...said(['変数', '変数の名前と新しい値です。'], ['Variables', 'Names and new values.']) }),
  },
  { additionalProperties: false, ...said(['変更', '1か所での変数の変更です。'], ['Change', 'What is changed at one place.']) },
)

/**
 * A scripted call: given / when / then. `press` and `faults` use the words of `madoguchi simulate` (cli.md),
 * so that a scenario can be replayed by hand. `path` and `heard` are subsequences: what must happen in this order.
 * A caller waits in three ways: `-` is silence at a question, the end of `press` is silence ever after, and `hangUpAfterSeconds`
 * is how long the caller bears it after the last key before hanging up, wherever the call then is (guidance, queue, conversation).
 * `set` is no deed of the caller: whoever tried the call changed variables where it was held, and so does the scenario.
 */
export const Scenario = Type.Object(
  {
    ...documentHead('scenario'),
    given: Type.Object(
      {
        to: Type.String({ pattern: numberPattern, ...said(['着信番号', 'かける番号です。'], ['Dialled number', 'The number that is called.']) }),
        from: Type.Optional(Type.String(said(['発信番号', '発信者の番号。anonymous は非通知です。'], ['Caller number', 'anonymous withholds it.']))),
        at: Type.String({ minLength: 10, ...said(['日時', 'かける日時（ISO 8601）です。'], ['When', 'ISO 8601 date and time of the call.']) }),
        agents: Type.Optional(Type.Integer({ minimum: 0, ...said(['空いている人数', '応対できる人数です。'], ['Free agents', 'How many agents are free.']) })),
        waiting: Type.Optional(Type.Integer({ minimum: 0, ...said(['待っている人数', '列に並ぶとき、先に待っている人数です。書かなければ0人です。'], ['Waiting before', 'How many callers wait before this one. None where left out.']) })),
        faults: Type.Optional(Type.Array(Type.String(), said(['障害', '起こす障害です（例 gateway=busy。hours=emergency は緊急閉所として試します。prompt=missing,ok は最初だけ起こします）。'], ['Faults', 'Faults to inject, e.g. gateway=busy; hours=emergency supposes an emergency closing; prompt=missing,ok happens only the first time.']))),
        variables: Type.Optional(Type.Record(Type.String(), Type.Unknown(), said(['変数', '通話の開始時の変数です。'], ['Variables', 'Variables at the start of the call.']))),
        seed: Type.Optional(Type.Integer({ minimum: 0, ...said(['乱数の種', '同じ種からは同じ乱数が出ます。書かなければ1です。'], ['Seed', 'The same seed gives the same random numbers. 1 where left out.']) })),
      },
      { additionalProperties: false, ...said(['前提', 'どの番号に、いつ、どんな状況でかけるかです。'], ['Given', 'Which number is called, when, and in what circumstances.']) },
    ),
    when: Type.Object(
      {
        press: Type.Optional(Type.Array(Type.String({ pattern: '^(!?[0-9*#]+|-|hang)$' }), said(['操作', '押す番号の順番です。- は無操作、hang は切断、! は案内の途中で押します。'], ['Keys', 'Keys in order; - is silence, hang hangs up, ! presses at once.']))),
        hangUpAfterSeconds: Type.Optional(
          Type.Number({ minimum: 0, maximum: 86_400, ...said(['切るまでの秒数', '最後の操作のあと、この秒数だけ待って電話を切ります。案内・待ち呼・通話のどこでも切れます。書かなければ自分からは切りません。'], ['Hangs up after (s)', 'The caller hangs up this many seconds after the last key, wherever the call then is. Left out: never.']) }),
        ),
        set: Type.Optional(Type.Array(VariableChange, said(['変数の変更', '通話の途中で、ノードに入る前に変数を書き換えます。'], ['Changed variables', 'Variables that are changed on the way, before a node is entered.']))),
      },
      { additionalProperties: false, ...said(['操作', 'お客様がすることです。'], ['When', 'What the caller does.']) },
    ),
    then: Type.Object(
      {
        path: Type.Optional(Type.Array(Type.String(), said(['経路', '順に通るノードです（フロー/ノード）。'], ['Path', 'Nodes passed in this order (flow/node).']))),
        heard: Type.Optional(Type.Array(Type.String({ 'x-ref': 'prompt' }), said(['聞こえる案内', '順に聞こえる案内です。'], ['Heard', 'Prompts heard in this order.']))),
        notHeard: Type.Optional(Type.Array(Type.String({ 'x-ref': 'prompt' }), said(['聞こえない案内', '聞こえてはならない案内です。'], ['Not heard', 'Prompts that must not be heard.']))),
        outcome: Type.Optional(
          Type.Object(
            {
              kind: Type.Optional(choice(outcomeNames, said(['終わり方', '通話の終わり方の種類です。'], ['Kind', 'How the call ends.']))),
              target: Type.Optional(Type.String(said(['相手', '待ち呼のID、または転送先の番号です。'], ['Target', 'Id of the queue, or the number transferred to.']))),
              cause: Type.Optional(Type.String(said(['理由', '切断または異常の理由です。'], ['Cause', 'Why it was hung up, or which fault.']))),
            },
            { additionalProperties: false, ...said(['結果', '通話の終わり方です。'], ['Outcome', 'How the call ends.']) },
          ),
        ),
        variables: Type.Optional(Type.Record(Type.String(), Type.Unknown(), said(['変数', '終わったときの変数です。'], ['Variables', 'Variables at the end.']))),
      },
      { additionalProperties: false, ...said(['期待する結果', '書いたものだけを確かめます。'], ['Then', 'Only what is written is checked.']) },
    ),
  },
  { additionalProperties: false, ...said(['シナリオ', '通話の前提、操作、期待する結果です。'], ['Scenario', 'A scripted call and what must come of it.']) },
)
export type Scenario = Type.Static<typeof Scenario>
