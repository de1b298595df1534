/** A session about to enter a node: what somebody who walks through it step by step may know. */
export interface StepEntry {
  /** How many nodes were entered before, in the whole session. Entering the same one again counts again. */
  readonly index: number
  readonly flow: string
  readonly node: string
  /** How many flows run each other here; 1 in the flow of the line. */
  readonly depth: number
  /** How many answers the journal holds before this node: a journal cut here, and the same start, lead back to it. */
  readonly asked: number
  /** Milliseconds since the session began. */
  readonly elapsedMs: number
  /** What the flow has set and the session began with; what is secret reads `•••`. */
  readonly variables: Readonly<Record<string, unknown>>
  /** The names among them that are secret. */
  readonly secrets: readonly string[]
  /** The how-manieth time the session comes to this node, from 1. */
  readonly visit: number
  /** The value of a JSONata expression here. It takes nothing from the chance of the session. @throws NodeError `expression` */
  evaluate(expression: string): Promise<unknown>
  /**
   * Puts a value into a variable before the node runs, and tells it in the trace as the tester's. Whoever begins the session again must say so
   * at its start (`SessionStart.changes`). @returns the variables as they then are @throws NodeError `fixed-variable` for what is secret, the bundle's or the contact's
   */
  change(name: string, value: unknown): Readonly<Record<string, unknown>>
}

/** How a session that stands at a node goes on: to the next breakpoint, to the next node, past flows that this one runs, to the flow that ran this one. */
export type Pace = 'run' | 'into' | 'over' | 'out'

/** Whether a session that went on at `fromDepth` by this pace stops at `depth`, breakpoints aside. */
export function paceStops(pace: Pace, fromDepth: number, depth: number): boolean {
  switch (pace) {
    case 'run':
      return false
    case 'into':
      return true
    case 'over':
      return depth <= fromDepth
    case 'out':
      return depth < fromDepth
  }
}
