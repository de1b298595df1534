import type { BothLanguages, CallFlow, FlowNode, LocalisedText } from '@madoguchi/schemas'
import { type JsonObject, toJson } from '../../draft/json.ts'
import { placesOf } from '../canvas/places.ts'
import { canvasOf, canvasWithout } from '../commands/canvas-parts.ts'
import { type Command, type Documents, flowOf, flowPath, freeKey, freeNodeId, rewrite } from '../commands/index.ts'
import { nodeTitle } from '../names.ts'
import { nodeTypes } from '../node-types.ts'
import { moveNodePaths } from '../references/node-paths.ts'
import { reach } from './reach.ts'
import { countingTypes, mostResults, subflowTypes } from './subflow-types.ts'

/** What becomes a flow of its own: the nodes, where it is entered, and every node outside to which it leads, with the result that stands for it. */
export interface Extraction {
  nodes: ReadonlySet<string>
  entry: string
  /** Target outside → result. */
  results: ReadonlyMap<string, string>
}

type Refused = { refused: BothLanguages }

/**
 * Works out what of a selection can become a sub-flow that behaves the same. Nodes that give way to another flow (return, go to) stay
 * outside, because from inside they would come back to somewhere else; so do nodes on the way of a fault or a hang-up, which only comes once.
 */
export function planExtraction(flow: CallFlow, selected: readonly string[]): Extraction | Refused {
  const aside = reach(flow, [flow.onError, flow.onHangup])
  const nodes = new Set(selected.filter((id) => flow.nodes[id] && !givesWay(flow.nodes[id]) && !aside.has(id)))
  if (nodes.size === 0) return refused('サブフローにできるノードが選ばれていません。「結果を返す」「フローへ移る」と、異常時または切断時に通るノードは、元のフローに残ります。', 'Nothing is selected that can become a sub-flow. "Return", "Go to flow", and nodes that faults or hang-ups lead to stay in their flow.')
  const entries = entriesOf(flow, nodes)
  const [entry] = entries
  if (entries.length > 1) {
    const names = (language: 'ja' | 'en') => entries.map((id) => nodeTitle(flow.nodes[id], language)).join(language === 'ja' ? '」「' : '", "')
    return refused(`選択の外からの入口が${entries.length}か所あります（「${names('ja')}」）。サブフローの入口は1つです。入口が1つになるように選び直してください。`, `The selection is entered in ${entries.length} places ("${names('en')}"). A sub-flow has one entry. Change the selection so that only one is left.`)
  }
  if (entry === undefined) return refused('選択したノードへ入る接続がありません。先につないでください。', 'Nothing leads into the selection. Connect it first.')
  const reason = countingRefusal(flow, nodes, entry) ?? asideRefusal(flow, aside)
  if (reason) return reason
  const targets = [...new Set([...nodes].flatMap((id) => Object.values(flow.nodes[id]?.next ?? {})).filter((target) => !nodes.has(target) && Object.hasOwn(flow.nodes, target)))]
  if (targets.length > mostResults) return refused(`行き先が${targets.length}個あります。サブフローの結果は${mostResults}個までです。選択を減らしてください。`, `The selection leads to ${targets.length} nodes; a sub-flow has at most ${mostResults} results. Select less.`)
  return { nodes, entry, results: resultsFor(targets) }
}

/** A result is named after its target; `error` is the exit for faults and can be no result. */
function resultsFor(targets: readonly string[]): Map<string, string> {
  const taken: Record<string, true> = { error: true }
  return new Map(
    targets.map((target) => {
      const result = freeKey(taken, target)
      taken[result] = true
      return [target, result]
    }),
  )
}

function givesWay({ type }: FlowNode): boolean {
  return type === subflowTypes.goTo || (nodeTypes.get(type)?.effects?.includes('returns') ?? false)
}

function entriesOf(flow: CallFlow, nodes: ReadonlySet<string>): string[] {
  const outside = Object.entries(flow.nodes).filter(([id]) => !nodes.has(id)).flatMap(([, node]) => Object.values(node.next ?? {}))
  return [...new Set([flow.entry, ...outside])].filter((id) => nodes.has(id))
}

/** What faults and hang-ups lead to is copied into the sub-flow; from there it must not go on in yet another flow. */
function asideRefusal(flow: CallFlow, aside: ReadonlySet<string>): Refused | undefined {
  if (![...aside].some((id) => flow.nodes[id] && givesWay(flow.nodes[id]))) return undefined
  return refused('異常時または切断時の行き先が、別のフローへ移ります。サブフローから移ると戻り先が変わるため、分けられません。', 'What faults or hang-ups lead to gives way to another flow. From a sub-flow it would come back elsewhere, so the selection cannot be extracted.')
}

/** A loop that is entered again from outside would count anew each time. */
function countingRefusal(flow: CallFlow, nodes: ReadonlySet<string>, entry: string): Refused | undefined {
  const beyond = reach(flow, [...nodes].flatMap((id) => Object.values(flow.nodes[id]?.next ?? {})).filter((target) => !nodes.has(target)))
  const counting = [...nodes].find((id) => countingTypes.has(flow.nodes[id]?.type ?? ''))
  if (counting !== undefined && beyond.has(entry)) {
    const title = (language: 'ja' | 'en') => nodeTitle(flow.nodes[counting], language)
    return refused(`「${title('ja')}」は通った回数を数えます。サブフローに分けると、入るたびに数え直しになります。選択から外すか、繰り返し全体を選んでください。`, `"${title('en')}" counts its visits, which would begin anew each time the sub-flow is entered. Leave it out, or select the whole loop.`)
  }
  return undefined
}

/** The id that `extractSubflow` gives to the next sub-flow with this title in Latin letters, or a number. */
export function newFlowId(documents: Documents, wanted: string): string {
  const ids = Object.fromEntries(Object.keys(documents).filter((path) => path.startsWith('call/')).map((path) => [path.slice('call/'.length, -'.json'.length), true]))
  return freeKey(ids, wanted)
}

/**
 * Makes a flow of its own out of a selection, run from where the selection stood: one step of undo. Each way out becomes a result. What
 * faults and hang-ups lead to is copied along, because a flow has its own; so a caller notices nothing.
 */
export function extractSubflow(path: string, selected: readonly string[], id: string, title: LocalisedText): Command {
  return {
    label: { ja: 'サブフローへの分割', en: 'extracting a sub-flow' },
    patches(documents) {
      const flow = flowOf(documents, path)
      const plan = flow && planExtraction(flow, selected)
      if (!flow || !plan || 'refused' in plan || documents[flowPath(id)] !== undefined) return []
      const runId = freeNodeId({ ...flow, nodes: { ...flow.nodes } }, plan.results.size > 0 ? subflowTypes.run : subflowTypes.goTo)
      return [
        ...rewrite(documents, path, remaining(flow, plan, runId, id, title)),
        ...rewrite(documents, flowPath(id), subflow(flow, plan, id, title)),
        ...moveNodePaths(documents, (parent, node) => (flowPath(parent) === path && plan.nodes.has(node) ? { flow: id, node } : undefined)),
      ]
    },
  }
}

function remaining(flow: CallFlow, { nodes, entry, results }: Extraction, runId: string, id: string, title: LocalisedText): JsonObject {
  const lead = (target: string) => (target === entry ? runId : target)
  const kept = Object.entries(flow.nodes).filter(([node]) => !nodes.has(node)).map(([node, value]) => [node, { ...value, next: Object.fromEntries(Object.entries(value.next ?? {}).map(([exit, target]) => [exit, lead(target)])) }] as const)
  const place = placesOf(flow)[entry] ?? { x: 0, y: 0 }
  const layout = Object.fromEntries([...Object.entries(flow.layout ?? {}).filter(([node]) => !nodes.has(node)), [runId, [place.x, place.y]] as const])
  const canvas = canvasWithout(flow, nodes)
  const { canvas: _canvas, ...rest } = flow
  return object({ ...rest, entry: lead(flow.entry), nodes: Object.fromEntries([...kept, [runId, runNode(flow, results, id, title)]]), layout, ...(canvas === undefined ? {} : { canvas }) })
}

/** A selection from which nothing leads on needs no way back. */
function runNode(flow: CallFlow, results: Extraction['results'], id: string, title: LocalisedText): FlowNode {
  if (results.size === 0) return { type: subflowTypes.goTo, title, config: { flow: id }, next: {} }
  const named = [...results].map(([target, result]) => ({ id: result, label: { ja: nodeTitle(flow.nodes[target], 'ja'), en: nodeTitle(flow.nodes[target], 'en') } }))
  return { type: subflowTypes.run, title, config: { flow: id, results: named }, next: Object.fromEntries([...results].map(([target, result]) => [result, target])) }
}

function subflow(flow: CallFlow, { nodes, entry, results }: Extraction, id: string, title: LocalisedText): JsonObject {
  const aside = reach(flow, [flow.onError, flow.onHangup])
  const inside = [...nodes, ...aside]
  const places = placesOf(flow)
  const made: Record<string, FlowNode> = Object.fromEntries(inside.flatMap((node) => (flow.nodes[node] ? [[node, flow.nodes[node]] as const] : [])))
  const layout: Record<string, [number, number]> = Object.fromEntries(inside.map((node) => [node, [places[node]?.x ?? 0, places[node]?.y ?? 0]]))
  const back = new Map([...results].map(([target, result]) => [target, freeKey({ ...made, ...flow.nodes }, `to-${result}`)]))
  for (const [target, node] of back) {
    made[node] = { type: subflowTypes.back, title: { ja: nodeTitle(flow.nodes[target], 'ja'), en: nodeTitle(flow.nodes[target], 'en') }, config: { result: results.get(target) ?? '' }, next: {} }
    layout[node] = [places[target]?.x ?? 0, places[target]?.y ?? 0]
  }
  for (const node of nodes) if (made[node]) made[node] = { ...made[node], next: Object.fromEntries(Object.entries(made[node].next ?? {}).map(([exit, target]) => [exit, back.get(target) ?? target])) }
  const outside = new Set(Object.keys(flow.nodes).filter((node) => !nodes.has(node)))
  const canvas = canvasOf({ ...(canvasWithout(flow, outside) as object), notes: undefined })
  return object({
    $schema: '../../../schemas/json/call.schema.json', kind: 'call', id, title, entry, nodes: made, layout,
    ...(flow.onError === undefined ? {} : { onError: flow.onError }), ...(flow.onHangup === undefined ? {} : { onHangup: flow.onHangup }), ...(canvas === undefined ? {} : { canvas }),
  })
}

function object(value: object): JsonObject {
  return toJson(value) as JsonObject
}

function refused(ja: string, en: string): Refused {
  return { refused: { ja, en } }
}

