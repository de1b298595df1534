import { nodeTypes as logic } from '@madoguchi/plugin-logic'
import { nodeTypes as queue } from '@madoguchi/plugin-queue'
import { nodeTypes as voice } from '@madoguchi/plugin-voice'
import type { NodeType } from '@madoguchi/sdk'

/** The node types that this studio ships with, by name. */
export const installedNodeTypes: ReadonlyMap<string, NodeType> = new Map([...voice, ...logic, ...queue].map((type) => [type.type, type]))
