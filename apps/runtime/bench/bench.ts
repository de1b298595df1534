/** One number of a benchmark. With a goal it says whether the number may not exceed it. */
export interface Figure {
  label: string
  value: number
  unit: string
  /** The most that is good enough. */
  goal?: number
}

/** What `scripts/bench.mjs` runs: every `apps/<app>/bench/*.bench.ts` exports `name` and `run`. */
export interface BenchResult {
  name: string
  figures: Figure[]
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}
