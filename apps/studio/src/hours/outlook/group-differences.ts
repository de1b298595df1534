import type { StateDifference } from '@madoguchi/engine'

/** Differences that come again on the same weekday at the same time: what a person changed once. */
export interface DifferenceGroup {
  differences: readonly StateDifference[]
}

/** Fewer of a kind are told one by one. */
const fewest = 3

/**
 * Puts differences together that have weekday, times and states in common, in the order of their first.
 * @param wall the local time of an instant: ISO weekday and `08:30`
 */
export function groupDifferences(differences: readonly StateDifference[], wall: (ms: number) => { weekday: number; clock: string }): DifferenceGroup[] {
  const groups = new Map<string, StateDifference[]>()
  for (const difference of differences) {
    const { fromMs, toMs, before, after } = difference
    const { weekday, clock } = wall(fromMs)
    const key = [weekday, clock, wall(toMs).clock, toMs - fromMs, before, after].join(' ')
    groups.set(key, [...(groups.get(key) ?? []), difference])
  }
  return [...groups.values()].flatMap((group): DifferenceGroup[] => (group.length < fewest ? group.map((one) => ({ differences: [one] })) : [{ differences: group }])).toSorted((a, b) => (a.differences[0]?.fromMs ?? 0) - (b.differences[0]?.fromMs ?? 0))
}
