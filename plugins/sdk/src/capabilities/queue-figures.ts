import type { CrowdLimits, QueueFigures, QueuePriority, RequiredSkill } from '../operations.ts'

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

const rank: Readonly<Record<QueuePriority, number>> = { high: 0, normal: 1, low: 2 }

/** Somebody in a queue: a caller who waits, or one who is to be called back and keeps the place. `joinedMs` is the instant of joining, on any one clock. */
export interface Standing {
  priority: QueuePriority
  joinedMs: number
}

/** Who comes first in a queue, callers and call backs alike: by priority, and in the order of joining among the same. Negative: a is before b. */
export function inTurn(a: Standing, b: Standing): number {
  return rank[a.priority] - rank[b.priority] || a.joinedMs - b.joinedMs
}

/** Whether somebody with these skills may take a call that requires those. */
export function hasSkills(skills: Readonly<Record<string, number>> = {}, required: readonly RequiredSkill[] = []): boolean {
  return required.every(({ skill, level }) => Object.hasOwn(skills, skill) && (skills[skill] ?? 0) >= level)
}

/** Both requirements at once: of a skill that both name, the higher level. */
export function bothSkills(a: readonly RequiredSkill[] = [], b: readonly RequiredSkill[] = []): RequiredSkill[] {
  const levels = new Map<string, number>()
  for (const { skill, level } of [...a, ...b]) levels.set(skill, Math.max(level, levels.get(skill) ?? 0))
  return [...levels].map(([skill, level]) => ({ skill, level }))
}

/**
 * How long somebody who joins behind `waiting` others will wait, where `agents` take calls of this length one after the other.
 * Where nobody is free and w wait before, w + 1 conversations must end, and of `agents` at once one ends every callSeconds / agents on average.
 * @returns whole seconds; null with no agents, or with no call yet to tell the length by
 */
export function estimatedWait(waiting: number, agents: number, free: number, callSeconds: number | undefined): number | null {
  if (agents === 0) return null
  if (free > waiting) return 0
  return callSeconds === undefined ? null : Math.round(((waiting - free + 1) * callSeconds) / agents)
}
