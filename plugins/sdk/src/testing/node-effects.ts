import type { NodeEffect, NodeType } from '../node.ts'
import type { Operation } from '../operations.ts'
import { effectOf, isAsked } from '../operation-effects.ts'
import type { Finding, NodeFixture } from './fixture.ts'
import type { Run } from './scripted-run.ts'

/** What one run did to the contact besides speaking. */
export function effectsOf({ entries, ending }: Run): NodeEffect[] {
  const asked = entries.flatMap(({ operation }) => effectOf(operation) ?? [])
  if (ending.kind !== 'result') return asked
  if (ending.result.kind === 'end') return [...asked, 'ends']
  return ending.result.kind === 'return' ? [...asked, 'returns'] : asked
}

/** Whether what the node declares and what it did over all its fixtures are the same; the static rules of the check rely on it. */
export function effectFindings<Config>({ effects = [] }: NodeType<Config>, seen: ReadonlySet<NodeEffect>): Finding[] {
  const undeclared = [...seen].filter((effect) => !effects.includes(effect)).map((effect) => `it ${effect}, which its effects do not say`)
  const unseen = effects.filter((effect) => !seen.has(effect)).map((effect) => `its effects say that it ${effect}, which no run did`)
  return [...undeclared, ...unseen].map((message) => ({ rule: 'effects', message }))
}

/** The operations of one run in which somebody else had a part. */
export function asksOf({ entries }: Run): Operation['op'][] {
  return entries.flatMap(({ operation }) => (isAsked(operation) ? [operation.op] : []))
}

/** Whether the node declares what it asks of others, and nothing else; the switches of a tried call rely on it. */
export function askFindings<Config>({ asks = [] }: NodeType<Config>, seen: ReadonlySet<Operation['op']>): Finding[] {
  const undeclared = [...seen].filter((op) => !asks.includes(op)).map((op) => `it asks ${op}, which its \`asks\` does not name`)
  const unseen = asks.filter((op) => !seen.has(op)).map((op) => `its \`asks\` names ${op}, which no run asked`)
  return [...undeclared, ...unseen].map((message) => ({ rule: 'effects', message }))
}

/** Whether the menu that the node tells of is the one that its exits show. */
export function menuFindings<Config>(nodeType: NodeType<Config>, { name, config }: NodeFixture<Config>): Finding[] {
  const menu = nodeType.menu?.(config)
  if (!menu) return []
  const told = [...menu.choices.map(({ key }) => key), menu.noInput, menu.noMatch].toSorted()
  const exits = nodeType.exits(config).map(({ id }) => id).toSorted()
  const wrong = JSON.stringify(told) === JSON.stringify(exits) ? [] : [`its menu tells of the exits ${told.join(', ')}, and it has ${exits.join(', ')}`]
  const pointers = [menu.promptPointer, ...menu.choices.map(({ pointer }) => pointer)].filter((pointer) => valueAt(config, pointer) === undefined)
  return [...wrong, ...pointers.map((pointer) => `its menu points to ${pointer}, where nothing is`)].map((message) => ({ rule: 'menu', fixture: name, message }))
}

function valueAt(value: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce((part: unknown, name) => (typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[name] : undefined), value)
}
