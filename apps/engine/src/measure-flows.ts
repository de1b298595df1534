import { annotated } from './annotations.ts'
import type { Flow, Program, Step } from './program.ts'
import { estimatedSeconds } from './compile-prompts.ts'

/** What the wiring of a program comes to, each node passed at most once on a path. */
export interface FlowMeasure {
  /** Ways through the flows from the lines to an end, counted over the graph. */
  paths: number
  /** The longest of them in seconds: its speech, its longest waits for keys and its longest wait in a queue; repeats are not counted. */
  longestSeconds: number
}

const nothing: FlowMeasure = { paths: 0, longestSeconds: 0 }

/** Measures the wiring behind every line. It reads wires and references alone, so what an executor can really do is at most this. */
export function measureFlows(program: Program): FlowMeasure {
  const known = new Map<Step, FlowMeasure>()
  const entries = new Set([...program.lines.values()].flatMap(({ flow }) => (flow === undefined ? [] : [program.flows.get(flow)])))
  return [...entries].map((flow) => (flow ? measureFlow(program, flow, known, new Set()) : nothing)).reduce(besides, nothing)
}

function measureFlow(program: Program, flow: Flow, known: Map<Step, FlowMeasure>, open: Set<Step>): FlowMeasure {
  return measureStep(program, flow.entry, known, open)
}

/** A wire back to a node that the path has passed already leads nowhere new, so it ends there. */
function measureStep(program: Program, step: Step, known: Map<Step, FlowMeasure>, open: Set<Step>): FlowMeasure {
  const found = known.get(step)
  if (found) return found
  if (open.has(step)) return nothing
  open.add(step)
  const inner = flowsOf(program, step).map((flow) => measureFlow(program, flow, known, open)).reduce(besides, nothing)
  const next = [...new Set(step.next.values())].map((target) => measureStep(program, target, known, open)).reduce(besides, nothing)
  open.delete(step)
  const measure = {
    paths: Math.max(1, inner.paths + next.paths),
    longestSeconds: secondsOf(program, step) + Math.max(inner.longestSeconds + (step.next.size > 0 ? next.longestSeconds : 0), next.longestSeconds),
  }
  known.set(step, measure)
  return measure
}

function besides(a: FlowMeasure, b: FlowMeasure): FlowMeasure {
  return { paths: a.paths + b.paths, longestSeconds: Math.max(a.longestSeconds, b.longestSeconds) }
}

function flowsOf(program: Program, step: Step): Flow[] {
  return annotated(step.type.config, step.config).flatMap(({ ref, value }) => (ref === 'call' ? [program.flows.get(value)] : [])).filter((flow) => flow !== undefined)
}

/** Properties say in their names that they are seconds; the longest wait of a node is the one that counts. */
function secondsOf(program: Program, step: Step): number {
  const config = step.config as Record<string, unknown>
  const waits = Object.entries(config).flatMap(([name, value]) => (/seconds$/i.test(name) && typeof value === 'number' ? [value] : []))
  const spoken = annotated(step.type.config, step.config).map(({ ref, value }) => {
    const prompt = ref === 'prompt' ? program.prompts.get(value) : undefined
    if (prompt) return prompt.utterance?.seconds ?? estimatedSeconds(prompt.prompt.text.ja)
    return ref === 'queue' ? (program.queues.get(value)?.maxWaitSeconds ?? 0) : 0
  })
  return spoken.reduce((sum, seconds) => sum + seconds, Math.max(0, ...waits))
}
