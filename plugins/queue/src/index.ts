import type { NodeType, Plugin } from '@madoguchi/sdk'
import { join } from './join.ts'
import { staffing } from './staffing.ts'
import { status } from './status.ts'

/** Waiting for an agent. */
export const nodeTypes: NodeType[] = [join, status, staffing]

export const plugin: Plugin = { name: '@madoguchi/plugin-queue', nodeTypes }
