import type { CrowdLimits, QueueFigures } from '../operations.ts'

/** What a queue can look like, one name a class: an agent is free, all are busy, nobody is logged in, or a figure has reached its limit. */
export const queueStates = ['free', 'busy', 'unstaffed', 'waiting', 'longest', 'estimate'] as const
export type QueueState = (typeof queueStates)[number]

/** The figures of a queue that stands for its class. Where a flow sets no limit for a figure, one that nobody would set is taken. */
export function figuresOf(state: QueueState, { waiting = 0, longestWaitSeconds = 0, estimatedWaitSeconds = 0 }: CrowdLimits): QueueFigures {
  const quiet: QueueFigures = { waiting: 0, longestWaitSeconds: 0, estimatedWaitSeconds: 0, agents: 1, free: 1 }
  switch (state) {
    case 'free':
      return quiet
    case 'busy':
      return { ...quiet, free: 0 }
    case 'unstaffed':
      return { ...quiet, estimatedWaitSeconds: null, agents: 0, free: 0 }
    case 'waiting':
      return { ...quiet, waiting, free: 0 }
    case 'longest':
      return { ...quiet, longestWaitSeconds, free: 0 }
    case 'estimate':
      return { ...quiet, estimatedWaitSeconds, free: 0 }
  }
}

/** The classes that a flow with these limits can tell apart. */
export function tellableStates({ waiting, longestWaitSeconds, estimatedWaitSeconds }: CrowdLimits): QueueState[] {
  const limits: Partial<Record<QueueState, number | undefined>> = { waiting, longest: longestWaitSeconds, estimate: estimatedWaitSeconds }
  return queueStates.filter((state) => !['waiting', 'longest', 'estimate'].includes(state) || limits[state] !== undefined)
}

/** The class that these figures stand for. */
export function stateOf(figures: QueueFigures, limits: CrowdLimits): QueueState {
  const over = reachedLimit(figures, limits)
  if (over !== undefined) return over
  return figures.agents === 0 ? 'unstaffed' : figures.free === 0 ? 'busy' : 'free'
}

/** The first of the figures that has reached its limit. An unknown estimate has reached none. */
export function reachedLimit(figures: QueueFigures, limits: CrowdLimits): 'waiting' | 'longest' | 'estimate' | undefined {
  if (limits.waiting !== undefined && figures.waiting >= limits.waiting) return 'waiting'
  if (limits.longestWaitSeconds !== undefined && figures.longestWaitSeconds >= limits.longestWaitSeconds) return 'longest'
  const { estimatedWaitSeconds: estimate } = figures
  return limits.estimatedWaitSeconds !== undefined && estimate !== null && estimate >= limits.estimatedWaitSeconds ? 'estimate' : undefined
}

/**
 * How long somebody who joins behind `waiting` others will wait, where `agents` take calls of this length one after the other.
 * @returns whole seconds; null with no agents, or with no call yet to tell the length by
 */
export function estimatedWait(waiting: number, agents: number, free: number, callSeconds: number | undefined): number | null {
  if (agents === 0) return null
  if (free > waiting) return 0
  return callSeconds === undefined ? null : Math.round(((waiting - free + 1) * callSeconds) / agents)
}
