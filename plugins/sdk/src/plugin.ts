import type { NodeType } from './node.ts'

/** What a plugin package exports as `plugin`. The name is the one that `bundle.json` lists. */
export interface Plugin {
  name: string
  nodeTypes: readonly NodeType[]
}
