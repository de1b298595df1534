import type { Outcome, TraceEvent } from '@madoguchi/sdk'
import type { BundleNames, Place } from './bundle-names.ts'
import type { Path } from './path-store.ts'

type Event<Kind extends TraceEvent['kind']> = Extract<TraceEvent, { kind: Kind }>

/** A node that was passed, with what happened in it. */
export interface TraceStep {
  flow: string
  node: string
  exit: string | null
  /** Milliseconds since the call began, when the node was entered. */
  atMs: number
  visit: number
  happened: Happening[]
}
export type Happening = Event<'heard'> | Event<'pressed'> | Event<'decision'> | Event<'table'> | Event<'set'> | Event<'milestone'> | Event<'outside'> | Event<'fault'>

export interface TraceStory {
  steps: TraceStep[]
  /** What happened in the node that has not been left yet. */
  open: Happening[]
  outcome: Outcome | undefined
  /** Milliseconds since the call began of the last event. */
  endedMs: number
}

/**
 * A trace as people read it: a step is told when its node is left, so what comes before belongs to it. Guidance that was queued
 * and then spoken by a later question is told under the node whose guidance it is.
 */
export function traceSteps(events: readonly TraceEvent[], speaks: (place: Place, prompt: string) => boolean): TraceStory {
  const story: TraceStory = { steps: [], open: [], outcome: undefined, endedMs: 0 }
  for (const event of events) {
    story.endedMs = Math.max(story.endedMs, event.atMs)
    if (event.kind === 'outcome') story.outcome = event.outcome
    else if (event.kind === 'step') closeStep(story, event, speaks)
    else story.open.push(event)
  }
  return story
}

function closeStep(story: TraceStory, { flow, node, exit, atMs, visit }: Event<'step'>, speaks: (place: Place, prompt: string) => boolean): void {
  const step: TraceStep = { flow, node, exit, atMs, visit, happened: [] }
  for (const event of story.open) (event.kind === 'heard' && !speaks(step, event.prompt) ? (speaker(story.steps, event, speaks) ?? step) : step).happened.push(event)
  story.open = []
  story.steps.push(step)
}

/** The last steps passed whose own guidance this is, and which had not spoken it themselves. Nothing is queued across a question, so few can come into question. */
function speaker(steps: readonly TraceStep[], { prompt }: Event<'heard'>, speaks: (place: Place, prompt: string) => boolean): TraceStep | undefined {
  return steps.slice(-queuedSteps).findLast((step) => speaks(step, prompt) && !step.happened.some((earlier) => earlier.kind === 'heard' && earlier.prompt === prompt))
}

const queuedSteps = 12

/** The way so far, and the node where the call is now, worked out from the last exit since a trace tells of a node only when it is left. */
export function pathOf(events: readonly TraceEvent[], start: Place | undefined, names: BundleNames): Path {
  const visited: Path['visited'] = []
  let current = start
  let led: Place | undefined
  for (const event of events) {
    if (event.kind === 'fault') led = event.handledBy === 'on-error' ? names.onError(event.flow) : undefined
    else if (event.kind === 'step') {
      const left = { flow: event.flow, node: event.node, exit: event.exit }
      visited.push(left)
      current = led ?? names.after(left)
      led = undefined
    } else if (event.kind === 'outcome') current = undefined
  }
  return current ? { visited, current } : { visited }
}
