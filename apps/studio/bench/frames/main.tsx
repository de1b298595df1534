import '@mantine/core/styles.css'
import '@xyflow/react/dist/style.css'
import '../../src/theme/global.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { type Edge, type Node, ReactFlow, ReactFlowProvider, useEdgesState, useNodesState, useReactFlow } from '@xyflow/react'
import { StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from '../../src/app/server.ts'
import { draft, useDraft } from '../../src/draft/draft.ts'
import { toJson } from '../../src/draft/json.ts'
import { FlowCanvas } from '../../src/editor/canvas/FlowCanvas.tsx'
import { flowOf } from '../../src/editor/commands/index.ts'
import { openFlow } from '../../src/editor/editor-store.ts'
import { Inspector } from '../../src/editor/inspector/Inspector.tsx'
import { theme } from '../../src/theme/theme.ts'
import { largeFlow } from './large-flow.ts'

const query = new URLSearchParams(location.search)
const flow = largeFlow(Number(query.get('nodes') ?? 500))
const path = 'call/large.json'

/** React Flow as it is out of the box, with as many plain nodes. */
function Bare({ wired }: { wired: boolean }) {
  const [nodes, , onNodesChange] = useNodesState<Node>(Object.entries(flow.layout ?? {}).map(([id, [x, y]]) => ({ id, position: { x, y }, data: { label: id } })))
  const [edges, , onEdgesChange] = useEdgesState<Edge>(wired ? Object.entries(flow.nodes).flatMap(([source, { next }]) => Object.entries(next).map(([exit, target]) => ({ id: `${source} ${exit}`, source, target }))) : [])
  return (
    <ReactFlow nodes={nodes} edges={edges} onNodesChange={onNodesChange} onEdgesChange={onEdgesChange} minZoom={0.1}>
      <ShowAll />
    </ReactFlow>
  )
}

/** The canvas of the editor with the settings beside it, over a draft that holds the flow. */
function Ours() {
  const documents = useDraft((state) => state.documents)
  const now = flowOf(documents, path)
  if (!now) return null
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 380px', height: '100%' }}>
      <FlowCanvas path={path} flow={now} problems={none} />
      <Inspector path={path} flow={now} />
      <ShowAll />
    </div>
  )
}

/** Moves what is held to and fro, once a frame. @returns frames a second */
function framesWhileDragging(x: number, y: number, lastsMs: number): Promise<number> {
  return new Promise((resolve) => {
    const begin = performance.now()
    let frames = 0
    const step = () => {
      const now = performance.now()
      if (now - begin > lastsMs) {
        resolve((frames * 1000) / (now - begin))
        return
      }
      const angle = ++frames / 12
      window.dispatchEvent(new MouseEvent('mousemove', { clientX: x + 60 * Math.sin(angle), clientY: y + 40 * Math.cos(angle), bubbles: true, buttons: 1, view: window }))
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
}
Object.assign(globalThis, { framesWhileDragging })

const none: never[] = []

/** Both show everything at once, which is the most that has to be drawn. */
function ShowAll() {
  const { fitView } = useReactFlow()
  useEffect(() => {
    Object.assign(globalThis, { showAll: () => fitView({ padding: 0.02 }) })
  }, [fitView])
  return null
}

openFlow(path)
draft.setState({ phase: 'ready', documents: { [path]: toJson(flow) } })
const kind = query.get('kind')
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <MantineProvider theme={theme}>
          <ReactFlowProvider>{kind === 'ours' ? <Ours /> : <div style={{ width: 'calc(100% - 380px)', height: '100%' }}><Bare wired={kind === 'bare'} /></div>}</ReactFlowProvider>
        </MantineProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}
