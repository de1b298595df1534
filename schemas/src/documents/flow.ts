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

/** Nodes that belong together for the eye: a titled frame that moves as one. */
export const NodeGroup = Type.Object(
  {
    title: LocalisedText,
    nodes: Type.Array(NodeId, said(['ノード', 'まとめたノードのIDです。'], ['Nodes', 'The ids of the nodes in the group.'])),
    collapsed: Type.Optional(Type.Boolean(said(['折りたたみ', '図で1つの枠にたたんで表示します。'], ['Collapsed', 'Drawn as one card.']))),
  },
  { additionalProperties: false },
)
export type NodeGroup = Type.Static<typeof NodeGroup>

/** A note on the canvas itself, beside the nodes. */
export const StickyNote = Type.Object(
  {
    text: Type.String({ maxLength: 4000, ...said(['文', '編集する人に伝えたい内容です。'], ['Text', 'What editors should know.']) }),
    at: Type.Tuple([Type.Number(), Type.Number()], said(['位置', '画面上の左上の位置です。'], ['Place', 'The upper left corner on the canvas.'])),
    size: Type.Tuple([Type.Number({ minimum: 40 }), Type.Number({ minimum: 40 })], said(['大きさ', '幅と高さです。'], ['Size', 'Width and height.'])),
  },
  { additionalProperties: false },
)
export type StickyNote = Type.Static<typeof StickyNote>

/** What stands on the canvas besides nodes; like `layout` without meaning for calls. */
export const FlowCanvas = Type.Object(
  {
    groups: Type.Optional(namedBy(NodeId, NodeGroup, said(['グループ', 'ノードをまとめる枠です。'], ['Groups', 'Frames around nodes.']))),
    notes: Type.Optional(namedBy(NodeId, StickyNote, said(['付せん', '図に貼った付せんです。'], ['Notes', 'Notes on the canvas.']))),
    pinned: Type.Optional(namedBy(NodeId, Type.Literal(true), said(['位置の固定', '手で置いたノードです。自動整列で動かしません。'], ['Pinned', 'Nodes placed by hand, which arranging leaves where they are.']))),
  },
  { additionalProperties: false, ...said(['図の付属', 'グループ、付せん、固定した位置です。動作には影響しません。'], ['Canvas', 'Groups, notes and pinned places; without meaning for calls.']) },
)
export type FlowCanvas = Type.Static<typeof FlowCanvas>

/** What a flow was made from. It never counts for calls; it lets people compare the flow with its template later. */
export const MadeFrom = Type.Object(
  {
    id: Type.String({ pattern: idPattern, ...said(['ひな形のID', '元にしたひな形です。'], ['Template', 'The template that it was made from.']) }),
    hash: Type.String({ pattern: '^[0-9a-f]{64}$', ...said(['ひな形の版', '元にしたときのひな形の内容のハッシュです。'], ['Version', 'Content hash of the template when it was taken.']) }),
    names: Type.Optional(
      namedBy(Type.String({ pattern: '^[a-z]+/[A-Za-z0-9][A-Za-z0-9._-]{0,79}$' }), NodeId, said(['付け替えた名前', 'ひな形の中の名前と、この設定一式での名前です。'], ['Names', 'What things of the template are called here.'])),
    ),
  },
  { additionalProperties: false, ...said(['元にしたひな形', 'フローの元になったひな形と、そのときの版です。'], ['Made from', 'The template this flow was made from, and its version then.']) },
)
export type MadeFrom = Type.Static<typeof MadeFrom>

/** A call flow: an IVR tree with its routing (architecture.md §4). `layout` and `canvas` lie apart, so that they never count as a change of meaning. */
export const CallFlow = Type.Object(
  {
    ...documentHead('call'),
    rules: Type.Optional(
      choice(
        { 'after-hours': ['受付時間外の自動音声案内', 'After-hours guidance'] },
        said(
          ['決まり', 'このフローが従う決まりです。「受付時間外の自動音声案内」では、受付時間、ホームページ、1層の番号選択の順に案内し、誰にもつながずに切断します（R15〜R17）。'],
          ['Rules', 'The rules that this flow follows. After-hours guidance tells the hours, the web pages and one level of choices in this order, and hangs up without connecting anyone (R15 to R17).'],
        ),
      ),
    ),
    template: Type.Optional(MadeFrom),
    entry: Type.String({ pattern: idPattern, ...said(['入口', '最初に実行するノードのIDです。'], ['Entry', 'The node that runs first.']) }),
    nodes: namedBy(NodeId, FlowNode, said(['ノード', 'フローを構成するノードです。'], ['Nodes', 'The steps of the flow.'])),
    onError: Type.Optional(Type.String({ pattern: idPattern, ...said(['異常時', '出口のない異常が起きたときに進むノードです。'], ['On error', 'Where a fault leads that no error exit takes.']) })),
    onHangup: Type.Optional(Type.String({ pattern: idPattern, ...said(['切断時', 'お客様が切断したあとに実行するノードです。'], ['On hang-up', 'The node that runs after the caller has gone.']) })),
    layout: Type.Optional(namedBy(NodeId, Type.Tuple([Type.Number(), Type.Number()]), said(['配置', '画面上の位置です。動作には影響しません。'], ['Layout', 'Places on the canvas; without meaning for calls.']))),
    canvas: Type.Optional(FlowCanvas),
  },
  { additionalProperties: false, ...said(['通話フロー', '着信から終話までの流れです。'], ['Call flow', 'What happens to a call from ringing to its end.']) },
)
export type CallFlow = Type.Static<typeof CallFlow>
