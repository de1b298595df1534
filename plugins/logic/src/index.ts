import type { NodeType, Plugin } from '@madoguchi/sdk'
import { branch } from './branch.ts'
import { goToFlowNode } from './go-to-flow.ts'
import { hours } from './hours.ts'
import { loop } from './loop.ts'
import { note } from './note.ts'
import { returnNode } from './return.ts'
import { runFlowNode } from './run-flow.ts'
import { set } from './set.ts'
import { switchNode } from './switch.ts'

/** How a flow decides, counts and leads into other flows. In the order in which the palette offers them. */
export const nodeTypes: NodeType[] = [hours, branch, switchNode, set, loop, runFlowNode, goToFlowNode, returnNode, note]

export const plugin: Plugin = { name: '@madoguchi/plugin-logic', nodeTypes }
