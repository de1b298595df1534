import { choice, said } from '@madoguchi/schemas'
import { type FaultClass, defineNode, exit, faultClassOf, faultClasses, leave, textVariableName } from '@madoguchi/sdk'
import Type from 'typebox'

type Named = Exclude<FaultClass, 'other'>
const classChoices = Object.fromEntries(Object.entries(faultClasses).map(([name, { title }]) => [name, [title.ja, title.en] as const])) as Record<Named, readonly [string, string]>

/**
 * Where faults lead: the error exits of nodes, or "on error" of the flow. Told apart by kind; the code and the node go into variables for whoever
 * looks into it. Reached by an ordinary exit, no fault has been, and it goes on by `otherwise`.
 */
export const errorCatch = defineNode({
  type: 'logic.error-catch',
  title: { ja: '異常の受け取り', en: 'Catch faults' },
  description: { ja: '異常の種類ごとに分かれます。ノードの「異常」の出口や、フローの「異常時」からつなぎます。', en: 'Divides by the kind of a fault. Lead error exits, or "on error" of the flow, here.' },
  icon: 'M12 3l9 16H3zM12 9v4M12 16v.5M5 22h14',
  kinds: ['call', 'dialogue'],
  needs: ['fault'],
  config: Type.Object(
    {
      classes: Type.Array(choice(classChoices, said(['種類', '専用の出口を作る異常の種類です。'], ['Kind', 'A kind of fault with an exit of its own.'])), {
        maxItems: Object.keys(classChoices).length, uniqueItems: true, default: ['telephony'], ...said(['分ける種類', 'ここにない種類は「その他」へ進みます。'], ['Kinds told apart', 'All others leave by otherwise.']),
      }),
      codeVariable: Type.Optional(textVariableName(['異常のコードを入れる変数', '例：telephony。省略できます。'], ['Variable for the code', 'E.g. telephony; may be left out.'])),
      nodeVariable: Type.Optional(textVariableName(['ノードを入れる変数', '異常の起きたノード（フロー/ノード）です。省略できます。'], ['Variable for the node', 'Where it failed (flow/node); may be left out.'])),
    },
    { additionalProperties: false },
  ),
  exits: ({ classes }) => [...classes.map((name) => exit(name, faultClasses[name].title)), exit('otherwise', { ja: 'その他', en: 'Otherwise' })],
  summary: ({ classes }) => ({ ja: classes.map((name) => faultClasses[name].title.ja).join('・') || 'すべて', en: classes.map((name) => faultClasses[name].title.en).join(', ') || 'all' }),
  async run({ config: { classes, codeVariable, nodeVariable }, fault, set }) {
    const last = fault.last
    if (codeVariable !== undefined) set(codeVariable, last?.code ?? null)
    if (nodeVariable !== undefined) set(nodeVariable, last ? `${last.flow}/${last.node}` : null)
    const kind = last && faultClassOf(last.code)
    return leave(classes.find((name) => name === kind) ?? 'otherwise')
  },
})
