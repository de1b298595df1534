import type { CallFlow, FlowCanvas } from '@madoguchi/schemas'
import { type Json, toJson } from '../../draft/json.ts'

/** Parts that became empty are left out; nothing at all where all of them did. */
export function canvasOf(parts: FlowCanvas): Json | undefined {
  const kept = Object.entries(parts).filter(([, part]) => part !== undefined && Object.keys(part).length > 0)
  return kept.length === 0 ? undefined : toJson(Object.fromEntries(kept))
}

/** The canvas once nodes are gone: out of their groups, no longer pinned; a group without nodes goes as well. */
export function canvasWithout(flow: CallFlow, gone: ReadonlySet<string>): Json | undefined {
  const { groups = {}, notes, pinned = {} } = flow.canvas ?? {}
  return canvasOf({ groups: groupsWithout(groups, gone), notes, pinned: Object.fromEntries(Object.entries(pinned).filter(([id]) => !gone.has(id))) })
}

export function groupsWithout(groups: NonNullable<FlowCanvas['groups']>, gone: ReadonlySet<string>): NonNullable<FlowCanvas['groups']> {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([id, group]) => {
      const nodes = group.nodes.filter((node) => !gone.has(node))
      return nodes.length === 0 ? [] : [[id, { ...group, nodes }]]
    }),
  )
}
