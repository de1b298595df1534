import type { NodeType, Plugin } from '@madoguchi/sdk'

/** What a call does outside of itself: asks another system, sends, notifies, leaves a record. */
export const nodeTypes: NodeType[] = []

export const plugin: Plugin = { name: '@madoguchi/plugin-integrations', nodeTypes }
