import Type from 'typebox'
import { documentHead, idPattern, namedBy } from '../head.ts'
import { LocalisedText, choice, said } from '../said.ts'

const NodeId = Type.String({ pattern: idPattern })

/** One step of a flow. `config` is checked by the schema of its node type, not here. */
export const FlowNode = Type.Object(
  {
    type: Type.String({ minLength: 1, ...said(['ノードの種類', 'このノードが行う処理の種類です。'], ['Node type', 'What this node does.']) }),
    title: Type.Optional(LocalisedText),
    config: Type.Record(Type.String(), Type.Unknown(), said(['設定', 'ノードの種類ごとの設定です。'], ['Configuration', 'Settings of this node type.'])),
    next: Type.Record(Type.String(), NodeId, said(['接続先', '出口の名前と、つながるノードのIDです。'], ['Next', 'Exit name to node id.'])),
    skip: Type.Optional(Type.String(said(['スキップ', '実行せずに通る出口の名前です。'], ['Skip', 'The exit taken instead of running the node.']))),
    note: Type.Optional(Type.String(said(['メモ', '編集する人のためのメモです。'], ['Note', 'A note for the people who edit.']))),
  },
  { additionalProperties: false },
)
export type FlowNode = Type.Static<typeof FlowNode>

/** A call flow: an IVR tree with its routing (architecture.md §4). `layout` lies apart, so that it never counts as a change of meaning. */
export const CallFlow = Type.Object(
  {
    ...documentHead('call'),
    template: Type.Optional(
      choice(
        { 'after-hours': ['受付時間外の自動音声案内', 'After-hours guidance'] },
        said(
          ['ひな形', 'このフローが従う決まりです。「受付時間外の自動音声案内」では、受付時間、ホームページ、1層の番号選択の順に案内し、誰にもつながずに切断します（R15〜R17）。'],
          ['Template', 'The rules that this flow follows. After-hours guidance tells the hours, the web pages and one level of choices in this order, and hangs up without connecting anyone (R15 to R17).'],
        ),
      ),
    ),
    entry: Type.String({ pattern: idPattern, ...said(['入口', '最初に実行するノードのIDです。'], ['Entry', 'The node that runs first.']) }),
    nodes: namedBy(NodeId, FlowNode, said(['ノード', 'フローを構成するノードです。'], ['Nodes', 'The steps of the flow.'])),
    onError: Type.Optional(Type.String({ pattern: idPattern, ...said(['異常時', '出口のない異常が起きたときに進むノードです。'], ['On error', 'Where a fault leads that no error exit takes.']) })),
    onHangup: Type.Optional(Type.String({ pattern: idPattern, ...said(['切断時', 'お客様が切断したあとに実行するノードです。'], ['On hang-up', 'The node that runs after the caller has gone.']) })),
    layout: Type.Optional(namedBy(NodeId, Type.Tuple([Type.Number(), Type.Number()]), said(['配置', '画面上の位置です。動作には影響しません。'], ['Layout', 'Places on the canvas; without meaning for calls.']))),
  },
  { additionalProperties: false, ...said(['通話フロー', '着信から終話までの流れです。'], ['Call flow', 'What happens to a call from ringing to its end.']) },
)
export type CallFlow = Type.Static<typeof CallFlow>
