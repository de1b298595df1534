import type { BothLanguages } from '@madoguchi/schemas'
import type { NodeType } from './node.ts'

/** What a plugin package exports as `plugin`. The name is the one that `bundle.json` lists. */
export interface Plugin {
  name: string
  /** What people call it; left out: it has the name of its node types' category. */
  title?: BothLanguages
  nodeTypes: readonly NodeType[]
}
