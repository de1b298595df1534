import { isObject } from '../../draft/json.ts'
import type { Documents } from '../commands/index.ts'
import { markedPlaces } from '../references/uses.ts'

/** Where an expression stands: the node of a flow. Left out for texts that any call may speak. */
export interface ExpressionPlace {
  /** The file, e.g. `call/main.json`. */
  path: string
  node: string
}

/** Something that an expression can read. */
export interface Variable {
  /** As it is written in an expression, e.g. `contact.from`. */
  name: string
  /** `before`: a node before this one sets it. `elsewhere`: another node does, perhaps never in this call. */
  from: 'contact' | 'bundle' | 'before' | 'elsewhere'
  /** The nodes that set it. */
  setBy: readonly ExpressionPlace[]
  /** What the bundle says it is. */
  text?: string
}

const order: readonly Variable['from'][] = ['before', 'contact', 'bundle', 'elsewhere']

/** Every variable that an expression at a place can name; what is most likely meant comes first. */
export function variablesInScope(documents: Documents, place?: ExpressionPlace): Variable[] {
  const found = new Map<string, Variable>()
  for (const name of ['contact.from', 'contact.to']) found.set(name, { name, from: 'contact', setBy: [] })
  for (const [name, text] of Object.entries(bundleVariables(documents))) found.set(name, { name, from: 'bundle', setBy: [], text: String(text) })
  const before = place ? nodesBefore(documents, place) : new Set<string>()
  for (const { path, node, value } of markedPlaces(documents, 'x-assigns')) {
    if (typeof value !== 'string' || value === '') continue
    const known = found.get(value)
    const setBy = [...(known?.setBy ?? []), { path, node }]
    // Another flow may have run before this one; within the flow the wires tell.
    const here = path === place?.path && before.has(node)
    if (known?.from !== 'bundle') found.set(value, { name: value, from: here || known?.from === 'before' ? 'before' : 'elsewhere', setBy })
  }
  return [...found.values()].toSorted((a, b) => order.indexOf(a.from) - order.indexOf(b.from) || (a.name < b.name ? -1 : 1))
}

function bundleVariables(documents: Documents): Record<string, unknown> {
  const bundle = documents['bundle.json']
  return isObject(bundle) && isObject(bundle.variables) ? bundle.variables : {}
}

/** The nodes of a flow from which wires lead to a node; the node itself only where a loop leads back to it. */
function nodesBefore(documents: Documents, { path, node }: ExpressionPlace): Set<string> {
  const flow = documents[path]
  const nodes = isObject(flow) && isObject(flow.nodes) ? flow.nodes : {}
  const comesFrom = new Map<string, string[]>()
  for (const [id, value] of Object.entries(nodes)) {
    for (const next of isObject(value) && isObject(value.next) ? Object.values(value.next) : []) if (typeof next === 'string') comesFrom.set(next, [...(comesFrom.get(next) ?? []), id])
  }
  const before = new Set<string>()
  const open = [...(comesFrom.get(node) ?? [])]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (before.has(id)) continue
    before.add(id)
    open.push(...(comesFrom.get(id) ?? []))
  }
  return before
}
