import type { CallFlow } from '@madoguchi/schemas'
import { errorExit } from '@madoguchi/sdk'
import type { ElkNode } from 'elkjs/lib/elk-api.js'
import ELK from 'elkjs/lib/elk-api.js'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import { readingOrder } from '../names.ts'
import { exitsOf, nodeTypes } from '../node-types.ts'

export interface Size {
  width: number
  height: number
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.spacing.nodeNode': '40',
  'elk.layered.spacing.nodeNodeBetweenLayers': '90',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.layering.strategy': 'LONGEST_PATH_SOURCE',
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
}

let elk: InstanceType<typeof ELK> | undefined

/** Lays a flow out from left to right; exits keep the order in which their card lists them. Works in its own thread. */
export async function autoLayout(flow: CallFlow, sizes: ReadonlyMap<string, Size>): Promise<Record<string, [number, number]>> {
  elk ??= new ELK({ workerFactory: () => new Worker(workerUrl) })
  const laid = await elk.layout(toElk(flow, sizes))
  return Object.fromEntries((laid.children ?? []).map(({ id, x = 0, y = 0 }) => [id, [Math.round(x / 10) * 10, Math.round(y / 10) * 10]]))
}

function toElk(flow: CallFlow, sizes: ReadonlyMap<string, Size>): ElkNode {
  const ids = readingOrder(flow)
  return {
    id: 'root',
    layoutOptions: options,
    children: ids.map((id) => {
      const node = flow.nodes[id]
      const { exits } = exitsOf(nodeTypes.get(node?.type ?? ''), node?.config, node?.next)
      const ports = [...exits.map((exit) => exit.id), errorExit.id].map((exit, index) => ({ id: `${id} ${exit}`, layoutOptions: { 'elk.port.side': 'EAST', 'elk.port.index': String(index) } }))
      const way = { id: `${id} `, layoutOptions: { 'elk.port.side': 'WEST', 'elk.port.index': String(ports.length) } }
      return { id, ...(sizes.get(id) ?? { width: 248, height: 140 }), ports: [...ports, way], layoutOptions: { 'elk.portConstraints': 'FIXED_ORDER' } }
    }),
    edges: ids.flatMap((id) =>
      Object.entries(flow.nodes[id]?.next ?? {}).flatMap(([exit, target]) => (Object.hasOwn(flow.nodes, target) && hasPort(flow, id, exit) ? [{ id: `${id} ${exit} ${target}`, sources: [`${id} ${exit}`], targets: [`${target} `] }] : [])),
    ),
  }
}

function hasPort(flow: CallFlow, id: string, exit: string): boolean {
  const node = flow.nodes[id]
  return exit === errorExit.id || exitsOf(nodeTypes.get(node?.type ?? ''), node?.config, node?.next).exits.some((known) => known.id === exit)
}
