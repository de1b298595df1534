import type { CallFlow, FlowNode, Problem } from '@madoguchi/schemas'
import type { NodeType } from '@madoguchi/sdk'
import { escapePointer } from './json-pointer.ts'
import { problem } from './problems.ts'
import type { Flow, Step } from './program.ts'
import { validate, withDefaults } from './validate.ts'

/**
 * Binds a flow to its node types: configs validated, exits checked against wiring, ids replaced by steps.
 * @returns undefined when the flow cannot be run at all (no entry); its findings are added to `problems`
 */
export function compileFlow(document: CallFlow, nodeTypes: ReadonlyMap<string, NodeType>, problems: Problem[], plugins: ReadonlySet<string>): Flow | undefined {
  const name = `call/${document.id}`
  const steps = new Map<string, Step>()
  for (const [id, node] of Object.entries(document.nodes)) {
    const step = toStep(document, id, node, { nodeTypes, plugins }, problems)
    if (step) steps.set(id, step)
  }
  for (const [id, node] of Object.entries(document.nodes)) connect(name, id, node, steps, document, problems)
  const point = (key: 'entry' | 'onError' | 'onHangup') => {
    const id = document[key]
    if (id !== undefined && !Object.hasOwn(document.nodes, id)) problems.push(problem('missing-node', { document: name, pointer: `/${key}` }, { node: id }))
    return id === undefined ? undefined : steps.get(id)
  }
  const [entry, onError, onHangup] = [point('entry'), point('onError'), point('onHangup')]
  warnUnreachable(document, [document.entry, document.onError, document.onHangup], problems)
  return entry && { id: document.id, entry, steps, onError, onHangup }
}

function toStep(document: CallFlow, id: string, node: FlowNode, { nodeTypes, plugins }: { nodeTypes: ReadonlyMap<string, NodeType>; plugins: ReadonlySet<string> }, problems: Problem[]): Step | undefined {
  const place = { document: `call/${document.id}`, pointer: `/nodes/${escapePointer(id)}`, node: id }
  const type = nodeTypes.get(node.type)
  if (!type) {
    problems.push(problem('unknown-node-type', { ...place, pointer: `${place.pointer}/type` }, { type: node.type }))
    return undefined
  }
  if (type.plugin !== undefined && !plugins.has(type.plugin)) {
    problems.push(problem('plugin-not-listed', { ...place, pointer: `${place.pointer}/type` }, { type: node.type, plugin: type.plugin }))
    return undefined
  }
  if (!type.kinds.includes(document.kind)) problems.push(problem('wrong-flow-kind', place, { type: node.type }))
  const config = withDefaults(type.config, node.config)
  const violations = validate(type.config, config)
  for (const { pointer, detail } of violations) {
    problems.push(problem('schema', { ...place, pointer: `${place.pointer}/config${pointer}` }, { where: pointer || '/', detail }))
  }
  if (violations.length > 0) return undefined
  for (const { pointer, message } of type.problems?.(config) ?? []) {
    problems.push(problem('node-config', { ...place, pointer: `${place.pointer}/config${pointer}` }, { message }))
  }
  return { flow: document.id, id, type, config, skip: node.skip, next: new Map() }
}

function connect(name: string, id: string, node: FlowNode, steps: ReadonlyMap<string, Step>, document: CallFlow, problems: Problem[]): void {
  const step = steps.get(id)
  const place = { document: name, pointer: `/nodes/${escapePointer(id)}`, node: id }
  const exits = step?.type.exits(step.config) ?? []
  const known = new Set([...exits.map((exit) => exit.id), 'error'])
  for (const [exit, target] of Object.entries(node.next)) {
    const at = { ...place, pointer: `${place.pointer}/next/${escapePointer(exit)}` }
    if (step && !known.has(exit)) problems.push(problem('unknown-exit', at, { exit, known: [...known].join(', ') }))
    if (!Object.hasOwn(document.nodes, target)) problems.push(problem('missing-node', at, { node: target }))
    const targetStep = steps.get(target)
    if (step && targetStep) step.next.set(exit, targetStep)
  }
  if (!step) return
  if (node.skip !== undefined && !known.has(node.skip)) problems.push(problem('unknown-exit', { ...place, pointer: `${place.pointer}/skip` }, { exit: node.skip, known: [...known].join(', ') }))
  for (const { id: exit, title } of exits) {
    if (node.next[exit] === undefined) problems.push(problem('unconnected-exit', { ...place, pointer: `${place.pointer}/next` }, { exit, title: title.ja, titleEn: title.en ?? title.ja }))
  }
}

function warnUnreachable(document: CallFlow, roots: readonly (string | undefined)[], problems: Problem[]): void {
  const reached = new Set<string>()
  const open = roots.filter((id) => id !== undefined)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id) || !Object.hasOwn(document.nodes, id)) continue
    reached.add(id)
    open.push(...Object.values(document.nodes[id]?.next ?? {}))
  }
  for (const id of Object.keys(document.nodes)) {
    if (!reached.has(id)) problems.push(problem('unreachable-node', { document: `call/${document.id}`, pointer: `/nodes/${escapePointer(id)}`, node: id }))
  }
}
