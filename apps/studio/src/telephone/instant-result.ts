import type { Simulation } from '@madoguchi/engine'

/** A whole call in virtual time. */
export interface InstantResult {
  simulation: Simulation
  /** Epoch milliseconds, on the clock that the person chose. */
  startedAtMs: number
}
