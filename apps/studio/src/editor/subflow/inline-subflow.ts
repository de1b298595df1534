import type { BothLanguages, CallFlow, FlowNode } from '@madoguchi/schemas'
import { type JsonObject, isObject, toJson } from '../../draft/json.ts'
import { placesOf } from '../canvas/places.ts'
import { canvasOf } from '../commands/canvas-parts.ts'
import { type Command, type Documents, flowOf, flowPath, freeKey, rewrite } from '../commands/index.ts'
import { nodeTitle } from '../names.ts'
import { nodeTypes } from '../node-types.ts'
import { moveNodePaths } from '../references/node-paths.ts'
import { usesOf } from '../references/uses.ts'
import { reach, sameFrom } from './reach.ts'
import { countingTypes, subflowTypes } from './subflow-types.ts'

interface Inlining {
  subflow: CallFlow
  id: string
  /** What of the sub-flow comes along: not the nodes that return, nor what only faults and hang-ups reach. */
  nodes: readonly string[]
  /** Whether anything else runs the sub-flow; if not, it goes. */
  usedElsewhere: boolean
}

/** Works out whether a sub-flow can stand where it is run, so that a caller notices nothing. */
export function planInlining(documents: Documents, path: string, run: string): Inlining | { refused: BothLanguages } {
  const flow = flowOf(documents, path)
  const node = flow?.nodes[run]
  const id = isObject(node?.config) ? node.config.flow : undefined
  if (!flow || !node || (node.type !== subflowTypes.run && node.type !== subflowTypes.goTo) || typeof id !== 'string') return refused('フローを呼び出すノードを選んでください。', 'Select a node that runs a flow.')
  const subflow = flowOf(documents, flowPath(id))
  if (!subflow) return refused(`フロー「${id}」がありません。設定で別のフローを選んでください。`, `There is no flow "${id}". Choose another in the settings.`)
  if (flowPath(id) === path) return refused('フローが自分自身を呼び出しているため、展開できません。', 'The flow runs itself, so it cannot be put in its own place.')
  if (node.skip !== undefined) return refused('ノードがスキップ中です。スキップを解除してから展開してください。', 'The node is skipped. Let it run before inlining it.')
  // A flow that was gone to returns to where this one would: there its ends come along.
  const nodes = [...reach(subflow, [subflow.entry])].filter((inner) => node.type === subflowTypes.goTo || !returns(subflow.nodes[inner]))
  const reason = differsInPlace(flow, run, node, subflow, nodes)
  if (reason) return reason
  const usedElsewhere = usesOf(documents, 'call', id).filter((use) => !(use.path === path && use.node === run)).length > 0
  return { subflow, id, nodes, usedElsewhere }
}

function differsInPlace(flow: CallFlow, run: string, node: FlowNode, subflow: CallFlow, nodes: readonly string[]): { refused: BothLanguages } | undefined {
  const title = { ja: subflow.title?.ja ?? '', en: subflow.title?.en ?? subflow.title?.ja ?? '' }
  if (!sameFrom(subflow, subflow.onError, flow, flow.onError) || !sameFrom(subflow, subflow.onHangup, flow, flow.onHangup)) {
    return refused(`「${title.ja}」とこのフローでは、異常時または切断時の行き先が違います。両方を同じにしてから展開してください。`, `"${title.en}" and this flow lead elsewhere after a fault or a hang-up. Make both the same before inlining.`)
  }
  if (reach(flow, [flow.onError, flow.onHangup]).has(run)) {
    return refused('異常時または切断時に通るノードです。展開すると、サブフロー内で異常が起きたときの動きが変わります。', 'Faults or hang-ups lead to this node. Inlined, a fault inside the sub-flow would be met in another way.')
  }
  const counting = nodes.find((id) => countingTypes.has(subflow.nodes[id]?.type ?? ''))
  if (counting !== undefined && reach(flow, Object.values(node.next ?? {})).has(run)) {
    return refused(`「${nodeTitle(subflow.nodes[counting], 'ja')}」は通った回数を数えます。展開すると、繰り返し入るときに数え直されなくなります。`, `"${nodeTitle(subflow.nodes[counting], 'en')}" counts its visits. Inlined, it would no longer begin anew each time.`)
  }
  const replaced = node.type === subflowTypes.goTo
  const open = replaced ? undefined : resultsOf(subflow).find((result) => !Object.hasOwn(flow.nodes, node.next?.[result] ?? ''))
  if (open !== undefined) return refused(`結果「${open}」の出口がつながっていません。つないでから展開してください。`, `The exit for the result "${open}" leads nowhere. Connect it before inlining.`)
  return undefined
}

function returns(node: FlowNode | undefined): boolean {
  return node !== undefined && (nodeTypes.get(node.type)?.effects?.includes('returns') ?? false)
}

function resultsOf(subflow: CallFlow): string[] {
  return [...reach(subflow, [subflow.entry])].flatMap((id) => {
    const node = subflow.nodes[id]
    return node && returns(node) && typeof node.config.result === 'string' ? [node.config.result] : []
  })
}

/** Puts a sub-flow in the place of the node that runs it: one step of undo. A sub-flow that nothing else runs goes. */
export function inlineSubflow(path: string, run: string): Command {
  return {
    label: { ja: 'サブフローの展開', en: 'inlining a sub-flow' },
    patches(documents) {
      const flow = flowOf(documents, path)
      const plan = planInlining(documents, path, run)
      if (!flow || 'refused' in plan) return []
      const ids = inlinedIds(flow, run, plan)
      const parent = path.slice('call/'.length, -'.json'.length)
      return [
        ...rewrite(documents, path, inlined(flow, run, plan, ids)),
        ...(plan.usedElsewhere ? [] : rewrite(documents, flowPath(plan.id), undefined)),
        ...(plan.usedElsewhere ? [] : moveNodePaths(documents, (of, node) => (of === plan.id && ids[node] !== undefined ? { flow: parent, node: ids[node] } : undefined))),
      ]
    },
  }
}

/** Node of the sub-flow → the id that it gets: its own where that is free. */
export function inlinedIds(flow: CallFlow, run: string, { nodes }: Pick<Inlining, 'nodes'>): Record<string, string> {
  const { [run]: _run, ...taken } = flow.nodes as Record<string, unknown>
  return Object.fromEntries(
    nodes.map((old) => {
      const id = freeKey(taken, old)
      taken[id] = true
      return [old, id]
    }),
  )
}

function inlined(flow: CallFlow, run: string, { subflow, nodes }: Inlining, ids: Record<string, string>): JsonObject {
  const { [run]: node, ...others } = flow.nodes
  // A sub-flow may begin with a return; then its place is taken by where that result led.
  const inner = (target: string): string | undefined => ids[target] ?? (returns(subflow.nodes[target]) && node?.type === subflowTypes.run ? node.next?.[String(subflow.nodes[target]?.config.result)] : undefined)
  const begin = inner(subflow.entry)
  const lead = (target: string) => (target === run && begin !== undefined ? begin : target)
  const wired = (next: Record<string, string>, to: (target: string) => string | undefined) => Object.fromEntries(Object.entries(next ?? {}).flatMap(([exit, target]) => (to(target) === undefined ? [] : [[exit, to(target)]])))
  const kept = Object.entries(others).map(([id, value]) => [id, { ...value, next: wired(value.next, lead) }])
  const come = nodes.flatMap((id) => (subflow.nodes[id] ? [[ids[id], { ...subflow.nodes[id], next: wired(subflow.nodes[id].next, (target) => inner(target)) }]] : []))
  const { x, y } = placesOf(flow)[run] ?? { x: 0, y: 0 }
  const from = placesOf(subflow)
  const origin = from[subflow.entry] ?? { x: 0, y: 0 }
  const { [run]: _place, ...layout } = flow.layout ?? {}
  const placed = nodes.map((id) => [ids[id], [x + (from[id]?.x ?? 0) - origin.x, y + (from[id]?.y ?? 0) - origin.y]])
  const { canvas: _canvas, ...rest } = flow
  const canvas = inlinedCanvas(flow, run, subflow, ids)
  return toJson({ ...rest, entry: lead(flow.entry), nodes: Object.fromEntries([...kept, ...come]), layout: { ...layout, ...Object.fromEntries(placed) }, ...(canvas === undefined ? {} : { canvas }) }) as JsonObject
}

/** A group that held the node holds what took its place; groups of the sub-flow come along. */
function inlinedCanvas(flow: CallFlow, run: string, subflow: CallFlow, ids: Record<string, string>) {
  const { groups = {}, notes, pinned = {} } = flow.canvas ?? {}
  const here = Object.entries(groups).map(([id, group]) => [id, { ...group, nodes: group.nodes.flatMap((node) => (node === run ? Object.values(ids) : [node])) }] as const)
  const grouped = here.some(([, { nodes }]) => nodes.some((node) => Object.values(ids).includes(node)))
  const taken: Record<string, unknown> = { ...groups }
  const come = grouped ? [] : Object.entries(subflow.canvas?.groups ?? {}).flatMap(([old, group]) => {
    const id = freeKey(taken, old)
    taken[id] = true
    const nodes = group.nodes.flatMap((node) => ids[node] ?? [])
    return nodes.length > 0 ? [[id, { ...group, nodes }] as const] : []
  })
  return canvasOf({ groups: Object.fromEntries([...here, ...come]), notes, pinned: Object.fromEntries(Object.entries(pinned).filter(([id]) => id !== run)) })
}

function refused(ja: string, en: string): { refused: BothLanguages } {
  return { refused: { ja, en } }
}
