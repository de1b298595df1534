import type { NodeType } from '../node.ts'
import { contextOf } from '../third-party/guest.mjs'
import type { LentPlugin } from '../third-party/lent-plugin.ts'
import { lentPlugin } from '../third-party/lent-node-type.ts'
import { readManifest } from '../third-party/plugin-manifest.ts'
import { describeNode } from './describe-node.ts'
import type { NodeFixture } from './fixture.ts'

/**
 * The conformance suite of `describeNode` for each node of a third party's plugin, which runs here beside the test instead of in a process of its own.
 * @param fixtures by the type of the node
 */
export function describeLentPlugin(plugin: LentPlugin, fixtures: Readonly<Record<string, readonly NodeFixture<unknown>[]>>): void {
  for (const nodeType of beside(plugin)) describeNode(nodeType, { fixtures: fixtures[nodeType.type] ?? [] })
}

/** @throws TypeError for a plugin that the product would refuse */
function beside(plugin: LentPlugin): readonly NodeType[] {
  const read = readManifest(JSON.parse(JSON.stringify(plugin)))
  if ('refused' in read) throw new TypeError(read.refused.en)
  return lentPlugin(read.manifest, {
    async run({ type, config, lend }) {
      const node = plugin.nodeTypes.find((known) => known.type === type)
      return node?.run(contextOf(node, config, (what, ...args) => lend(what, args)))
    },
  }).nodeTypes
}
