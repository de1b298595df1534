import type { NodeType, Plugin } from '@madoguchi/sdk'
import { join } from './join.ts'
import { requestCallback } from './request-callback.ts'
import { staffing } from './staffing.ts'
import { status } from './status.ts'

/** Waiting for an agent. */
export const nodeTypes: NodeType[] = [join, status, staffing, requestCallback]

export const plugin: Plugin = { name: '@madoguchi/plugin-queue', nodeTypes }
