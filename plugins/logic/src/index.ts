import type { NodeType, Plugin } from '@madoguchi/sdk'
import { branch } from './branch.ts'
import { callerList } from './caller-list.ts'
import { decide } from './decide.ts'
import { errorCatch } from './error-catch.ts'
import { goToFlowNode } from './go-to-flow.ts'
import { hours } from './hours.ts'
import { lookup } from './lookup.ts'
import { loop } from './loop.ts'
import { milestone } from './milestone.ts'
import { note } from './note.ts'
import { percentage } from './percentage.ts'
import { returnNode } from './return.ts'
import { runFlowNode } from './run-flow.ts'
import { set } from './set.ts'
import { switchNode } from './switch.ts'
import { waitUntil } from './wait-until.ts'

/** How a flow decides, counts and leads into other flows. In the order in which the palette offers them. */
export const nodeTypes: NodeType[] = [
  hours, branch, switchNode, callerList, percentage, decide, lookup, set, loop, waitUntil, runFlowNode, goToFlowNode, returnNode, errorCatch, milestone, note,
]

export const plugin: Plugin = { name: '@madoguchi/plugin-logic', nodeTypes }
