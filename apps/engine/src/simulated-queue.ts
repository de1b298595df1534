import { type QueueFigures, type QueueLook, estimatedWait, figuresOf, queueStates } from '@madoguchi/sdk'

/** How long a conversation lasts in a simulation; estimates are made with it. */
export const simulatedTalkSeconds = 60

/**
 * A simulated queue as a flow sees it. Who waits before the caller keeps all agents busy, and has come one conversation after the other.
 * @param planned the state that a fault asks for
 */
export function simulatedFigures({ limits }: QueueLook, agents: number, waiting: number, planned: string | undefined): QueueFigures {
  const state = queueStates.find((one) => one === planned)
  if (state) return figuresOf(state, limits)
  const free = waiting > 0 ? 0 : agents
  return { waiting, longestWaitSeconds: waiting === 0 ? 0 : Math.round((waiting * simulatedTalkSeconds) / Math.max(1, agents)), estimatedWaitSeconds: estimatedWait(waiting, agents, free, simulatedTalkSeconds), agents, free }
}
