import { type Documents, annotated, escapePointer, withDefaults } from '@madoguchi/engine'
import { type Bundle, documentKinds, documentSchemas } from '@madoguchi/schemas'
import type { NodeType } from '@madoguchi/sdk'

/** A place that names a prompt: deleting the prompt would break it. */
export interface PromptUse {
  /** `kind/id`, or `bundle`. */
  document: string
  pointer: string
  node?: string
}

/** Where each prompt is named, over all documents, node configs and the bundle. Which properties name prompts is said by the schemas. */
export function promptUses(bundle: Pick<Bundle, 'safeDefault'>, documents: Documents, nodeTypes: ReadonlyMap<string, NodeType>): Map<string, PromptUse[]> {
  const uses = new Map<string, PromptUse[]>()
  const add = (prompt: string, use: PromptUse) => uses.set(prompt, [...(uses.get(prompt) ?? []), use])
  add(bundle.safeDefault.prompt, { document: 'bundle', pointer: '/safeDefault/prompt' })
  for (const kind of documentKinds) {
    for (const [id, document] of documents[kind]) {
      const name = `${kind}/${id}`
      for (const { ref, value, pointer } of annotated(documentSchemas[kind], document)) if (ref === 'prompt') add(value, { document: name, pointer })
      if (document.kind !== 'call') continue
      for (const [node, { type, config }] of Object.entries(document.nodes)) {
        const schema = nodeTypes.get(type)?.config
        if (!schema) continue
        for (const { ref, value, pointer } of annotated(schema, withDefaults(schema, config), `/nodes/${escapePointer(node)}/config`)) if (ref === 'prompt') add(value, { document: name, pointer, node })
      }
    }
  }
  return uses
}
