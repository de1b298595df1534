import type { NodeType, Plugin } from '@madoguchi/sdk'
import { join } from './join.ts'

/** Waiting for an agent. */
export const nodeTypes: NodeType[] = [join]

export const plugin: Plugin = { name: '@madoguchi/plugin-queue', nodeTypes }
