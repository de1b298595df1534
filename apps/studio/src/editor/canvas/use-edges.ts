import type { CallFlow } from '@madoguchi/schemas'
import { type Edge, MarkerType } from '@xyflow/react'
import { useMemo } from 'react'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { type FlowUse, exitKey } from '../../scenarios/exit-use.ts'
import { usePath } from '../../telephone/path-store.ts'
import { useEditor } from '../editor-store.ts'
import { exitTitle, nodeTitle } from '../names.ts'
import { words } from '../words.ts'
import { collapsedIn } from './frames.ts'
import { edgeId } from './wire-id.ts'

/** The wires of a flow. One that leads into a collapsed group ends at its frame; one inside it is not drawn. */
export function useEdges(flow: CallFlow, coverage: FlowUse | undefined): Edge[] {
  const t = useWords(words)
  const language = useLanguage()
  const wire = useEditor((state) => state.wire)
  const dropWire = useEditor((state) => state.dropWire)
  const selected = useEditor((state) => state.selected)
  const visited = usePath((state) => state.visited)
  return useMemo(() => {
    const taken = new Set(visited.flatMap(({ flow: id, node, exit }) => (id === flow.id && exit !== null ? [edgeId({ from: node, exit })] : [])))
    const collapsed = collapsedIn(flow)
    const chosen = new Set(selected)
    return Object.entries(flow.nodes).flatMap(([from, node]) =>
      Object.entries(node.next ?? {}).flatMap(([exit, target]): Edge[] => {
        if (!Object.hasOwn(flow.nodes, target)) return []
        const [source, end] = [collapsed.get(from) ?? from, collapsed.get(target) ?? target]
        if (source === end && source !== from) return []
        const id = edgeId({ from, exit })
        const title = exitTitle(node, exit, language)
        const isLit = taken.has(id)
        const scenarios = coverage?.get(exitKey(from, exit))
        const isSelected = wire?.from === from && wire.exit === exit
        const isDrop = dropWire?.from === from && dropWire.exit === exit
        const near = chosen.has(from) || chosen.has(target)
        const colour = isLit ? 'var(--lit)' : isSelected || near || isDrop ? 'var(--key)' : 'var(--ink-soft)'
        return [{
          id, type: 'wire', source, sourceHandle: source === from ? exit : null, target: end, selected: isSelected, reconnectable: false,
          className: [isLit ? 'lit' : near ? 'near' : '', isDrop ? 'drop' : '', scenarios?.length === 0 ? 'untaken' : ''].join(' '),
          zIndex: isLit || isSelected ? 1 : 0,
          label: isSelected ? title : undefined,
          markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: colour },
          style: { stroke: colour },
          domAttributes: { tabIndex: isSelected ? 0 : -1, 'aria-roledescription': t('wire') },
          ariaLabel: [t('edgeLabel', { from: nodeTitle(node, language), exit: title, to: nodeTitle(flow.nodes[target], language) }), scenarios && (scenarios.length > 0 ? t('coverageCount', { count: scenarios.length }) : t('coverageNone'))].filter(Boolean).join('、'),
        }]
      }),
    )
  }, [flow, wire, dropWire, selected, visited, language, t, coverage])
}
