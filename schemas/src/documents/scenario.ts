import Type from 'typebox'
import { documentHead } from '../head.ts'
import { said } from '../said.ts'
import { numberPattern } from './numbers.ts'

/** How a contact can end; the same words in traces, scenarios and reports. */
export const outcomeKinds = ['hangup', 'transfer', 'agent', 'voicemail', 'abandoned', 'failover', 'error'] as const
export type OutcomeKind = (typeof outcomeKinds)[number]

/**
 * A scripted call: given / when / then. `press` and `faults` use the words of `madoguchi simulate` (cli.md),
 * so that a scenario can be replayed by hand. `path` and `heard` are subsequences: what must happen in this order.
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
        faults: Type.Optional(Type.Array(Type.String(), said(['障害', '起こす障害です（例 gateway=busy）。'], ['Faults', 'Faults to inject, e.g. gateway=busy.']))),
        variables: Type.Optional(Type.Record(Type.String(), Type.Unknown(), said(['変数', '通話の開始時の変数です。'], ['Variables', 'Variables at the start of the call.']))),
      },
      { additionalProperties: false },
    ),
    when: Type.Object(
      { press: Type.Optional(Type.Array(Type.String({ pattern: '^(!?[0-9*#]+|-|hang)$' }), said(['操作', '押す番号の順番です。- は無操作、hang は切断、! は案内の途中で押します。'], ['Keys', 'Keys in order; - is silence, hang hangs up, ! presses at once.']))) },
      { additionalProperties: false },
    ),
    then: Type.Object(
      {
        path: Type.Optional(Type.Array(Type.String(), said(['経路', '順に通るノードです（フロー/ノード）。'], ['Path', 'Nodes passed in this order (flow/node).']))),
        heard: Type.Optional(Type.Array(Type.String({ 'x-ref': 'prompt' }), said(['聞こえる案内', '順に聞こえる案内です。'], ['Heard', 'Prompts heard in this order.']))),
        notHeard: Type.Optional(Type.Array(Type.String({ 'x-ref': 'prompt' }), said(['聞こえない案内', '聞こえてはならない案内です。'], ['Not heard', 'Prompts that must not be heard.']))),
        outcome: Type.Optional(
          Type.Object(
            { kind: Type.Optional(Type.Unsafe<OutcomeKind>({ type: 'string', enum: [...outcomeKinds] })), target: Type.Optional(Type.String()), cause: Type.Optional(Type.String()) },
            { additionalProperties: false, ...said(['結果', '通話の終わり方です。'], ['Outcome', 'How the call ends.']) },
          ),
        ),
        variables: Type.Optional(Type.Record(Type.String(), Type.Unknown(), said(['変数', '終わったときの変数です。'], ['Variables', 'Variables at the end.']))),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false, ...said(['シナリオ', '通話の前提、操作、期待する結果です。'], ['Scenario', 'A scripted call and what must come of it.']) },
)
export type Scenario = Type.Static<typeof Scenario>
