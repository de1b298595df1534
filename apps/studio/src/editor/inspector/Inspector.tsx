import type { CallFlow } from '@madoguchi/schemas'
import { useEffect } from 'react'
import { useEditor } from '../editor-store.ts'
import { EdgeInspector } from './EdgeInspector.tsx'
import { FlowInspector } from './FlowInspector.tsx'
import { ManyInspector } from './ManyInspector.tsx'
import { NodeInspector } from './NodeInspector.tsx'
import { focusField } from './focus-field.ts'

/** Settings of what is selected: a node, several, a connection, or the flow itself. */
export function Inspector({ path, flow }: { path: string; flow: CallFlow }) {
  const selected = useEditor((state) => state.selected).filter((id) => Object.hasOwn(flow.nodes, id))
  const wire = useEditor((state) => state.wire)
  const wanted = useEditor((state) => state.wanted)
  useEffect(() => (wanted ? focusField(wanted.pointer) : undefined), [wanted])
  const [first] = selected
  if (selected.length > 1) return <ManyInspector path={path} ids={selected} />
  if (first !== undefined) return <NodeInspector key={first} path={path} flow={flow} id={first} />
  if (wire && flow.nodes[wire.from]?.next?.[wire.exit] !== undefined) return <EdgeInspector path={path} flow={flow} wire={wire} />
  return <FlowInspector path={path} flow={flow} />
}
