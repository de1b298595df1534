import type { CallFlow } from '@madoguchi/schemas'
import { useEffect, useMemo } from 'react'
import { itemOf } from '../commands/index.ts'
import { useEditor } from '../editor-store.ts'
import { EdgeInspector } from './EdgeInspector.tsx'
import { FlowInspector } from './FlowInspector.tsx'
import { GroupInspector } from './GroupInspector.tsx'
import { ManyInspector } from './ManyInspector.tsx'
import { NodeInspector } from './NodeInspector.tsx'
import { StickyInspector } from './StickyInspector.tsx'
import { focusField } from './focus-field.ts'

/** Settings of what is selected: a node, a note, a group, several, a connection, or the flow itself. */
export function Inspector({ path, flow }: { path: string; flow: CallFlow }) {
  const items = useEditor((state) => state.selected)
  const selected = useMemo(() => items.filter((item) => present(flow, item)), [items, flow])
  const wire = useEditor((state) => state.wire)
  const wanted = useEditor((state) => state.wanted)
  useEffect(() => (wanted ? focusField(wanted.pointer) : undefined), [wanted])
  const [first] = selected
  if (selected.length > 1) return <ManyInspector path={path} flow={flow} ids={selected} />
  if (first !== undefined) return <OneInspector path={path} flow={flow} item={first} />
  if (wire && flow.nodes[wire.from]?.next?.[wire.exit] !== undefined) return <EdgeInspector path={path} flow={flow} wire={wire} />
  return <FlowInspector path={path} flow={flow} />
}

function OneInspector({ path, flow, item }: { path: string; flow: CallFlow; item: string }) {
  const { kind, id } = itemOf(item)
  const note = kind === 'note' ? flow.canvas?.notes?.[id] : undefined
  const group = kind === 'group' ? flow.canvas?.groups?.[id] : undefined
  if (note) return <StickyInspector key={item} path={path} id={id} note={note} />
  if (group) return <GroupInspector key={item} path={path} flow={flow} id={id} group={group} />
  return <NodeInspector key={item} path={path} flow={flow} id={id} />
}

function present(flow: CallFlow, item: string): boolean {
  const { kind, id } = itemOf(item)
  const known = { node: flow.nodes, note: flow.canvas?.notes, group: flow.canvas?.groups }[kind]
  return known !== undefined && Object.hasOwn(known, id)
}
