import { type Documents, marked, withDefaults } from '@madoguchi/engine'
import type { NodeType } from '@madoguchi/sdk'

/** A variable that some node of the bundle sets, and whether it only ever gets text (the mark `x-assigns`). */
export interface KnownVariable {
  name: string
  text: boolean
}

/** The variables that a call can come to have, by name. */
export function knownVariables(documents: Documents | undefined, nodeTypes: ReadonlyMap<string, NodeType>): KnownVariable[] {
  const found = new Map<string, boolean>()
  for (const flow of documents?.call.values() ?? []) {
    for (const node of Object.values(flow.nodes)) {
      const config = nodeTypes.get(node.type)?.config
      for (const { value, mark } of config ? marked(config, withDefaults(config, node.config), 'x-assigns') : []) {
        if (typeof value === 'string' && value !== '') found.set(value, (found.get(value) ?? true) && mark === 'text')
      }
    }
  }
  return [...found].map(([name, text]) => ({ name, text })).toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
