import Type from 'typebox'
import { idPattern, namedBy } from '../head.ts'
import { LocalisedText, said } from '../said.ts'

/** The newest shape of documents this product writes; older ones are migrated when read (engine: migrations). */
export const currentSchemaVersion = 2

/** `bundle.json`: what holds for the whole contact center. */
export const Bundle = Type.Object(
  {
    $schema: Type.Optional(Type.String(said(['スキーマ', 'この設定の形式を示す参照先です。'], ['Schema', 'The schema that this document follows.']))),
    schemaVersion: Type.Integer({ minimum: 1, ...said(['形式の版', '設定の形式の版番号です。'], ['Schema version', 'Version of the document shapes.']) }),
    id: Type.String({ pattern: idPattern, ...said(['ID', '設定一式の名前です。'], ['ID', 'The name of the bundle.']) }),
    title: LocalisedText,
    description: Type.Optional(Type.String(said(['説明', 'この設定一式の説明です。'], ['Description', 'What this bundle is for.']))),
    timeZone: Type.String({ ...said(['タイムゾーン', '日時の計算に使うタイムゾーン（IANA名）です。'], ['Time zone', 'IANA name of the zone all dates are meant in.']), default: 'Asia/Tokyo' }),
    language: Type.String({ pattern: '^[a-z]{2}$', ...said(['言語', '音声案内の基本の言語です。'], ['Language', 'Default language of the prompts.']), default: 'ja' }),
    plugins: Type.Array(Type.String({ minLength: 1 }), { ...said(['プラグイン', 'この設定一式が使うプラグインです。'], ['Plugins', 'The plugins this bundle uses.']) }),
    variables: namedBy(Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]*$' }), Type.String({ 'x-template': true }), {
      ...said(['変数', '案内文の {{名前}} に入る値です。値にも {{式}} を書けます。'], ['Variables', 'Values for {{name}} in texts; they may hold {{expressions}} themselves.']),
    }),
    milestones: Type.Optional(
      namedBy(Type.String({ pattern: idPattern }), LocalisedText, {
        ...said(['到達点', '帳票で数える到達点です。「到達点の記録」のノードが使います。'], ['Milestones', 'What reports count that contacts came to; used by the milestone node.']),
      }),
    ),
    safeDefault: Type.Object(
      {
        prompt: Type.String({ 'x-ref': 'prompt', ...said(['お詫びの案内', '処理を続けられないときに流す案内です。'], ['Apology', 'The prompt played when a call cannot go on.']) }),
        failover: Type.Boolean({
          ...said(['予備の番号へ転送', 'お詫びのあと、障害切替の番号へ転送します。転送しない場合は切断します。'], ['Lead to the failover number', 'After the apology the call goes to the failover number, else it ends.']),
          default: false,
        }),
      },
      { additionalProperties: false, ...said(['異常時の既定', 'フローに異常時の出口がないときの動作です。'], ['Safe default', 'What happens when a flow has no way out of a fault.']) },
    ),
  },
  { additionalProperties: false, ...said(['設定一式', '窓口全体に共通する設定です。'], ['Bundle', 'What holds for the whole contact center.']) },
)
export type Bundle = Type.Static<typeof Bundle>
