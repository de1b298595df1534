import { type Node, ReactFlow, ReactFlowProvider } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import type { CallFlow, Problem } from '@madoguchi/schemas'
import { useLanguage } from '../../i18n/words.ts'
import { referenceFiles } from '../../stories/reference-files.ts'
import type { Story, StoriesOf } from '../../stories/story.ts'
import { type CardFacts, cardOf } from './cards.ts'
import { NodeCard } from './NodeCard.tsx'

export default { title: 'Editor/NodeCard' } satisfies StoriesOf<object>

const flow = JSON.parse(referenceFiles.find(([path]) => path === 'call/after-hours.json')?.[1] ?? '{}') as CallFlow
const nodeTypes = { card: NodeCard }

/** A card needs the canvas around it for its handles. */
function OnCanvas({ id, node, ...facts }: { id: string; node?: Partial<CallFlow['nodes'][string]> } & Partial<CardFacts>) {
  const language = useLanguage()
  const shown = flow.nodes[id]
  const card = shown && cardOf({ ...flow, nodes: { ...flow.nodes, [id]: { ...shown, ...node } } }, id, { problems: [], titles: new Map(), visited: new Map(), current: undefined, language, ...facts })
  const nodes: Node[] = card ? [{ id, type: 'card', position: { x: 0, y: 0 }, data: { card } }] : []
  return (
    <ReactFlowProvider>
      <div style={{ height: 520 }}><ReactFlow nodes={nodes} edges={[]} nodeTypes={nodeTypes} fitView fitViewOptions={{ maxZoom: 1 }} proOptions={{ hideAttribution: true }} /></div>
    </ReactFlowProvider>
  )
}

const story = (props: Parameters<typeof OnCanvas>[0]): Story<object> => ({ render: () => <OnCanvas {...props} /> })
const problem: Problem = { code: 'unconnected-exit', severity: 'error', document: 'call/after-hours', pointer: '/nodes/menu/next', node: 'menu', message: { ja: '出口「1」がどこにもつながっていません。', en: 'The exit "1" leads nowhere.' } }

export const Menu = story({ id: 'menu' })
export const WithProblem = story({ id: 'menu', problems: [problem] })
export const OnThePath = story({ id: 'menu', visited: new Map([['menu', new Set(['1'])]]) })
export const CallIsHere = story({ id: 'menu', visited: new Map([['menu', new Set([null])]]), current: 'menu' })
export const Skipped = story({ id: 'hours-and-web', node: { skip: 'done' } })
export const Breakpoint = story({ id: 'menu', breakpoints: new Set(['menu']) })
export const Entry = story({ id: 'answer' })
