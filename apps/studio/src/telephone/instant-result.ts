import type { Simulation } from '@madoguchi/engine'
import type { CallRequest } from './telephone-line.ts'

/** A whole call in virtual time. */
export interface InstantResult {
  simulation: Simulation
  request: CallRequest
  press: readonly string[]
  /** Epoch milliseconds, on the clock that the person chose. */
  startedAtMs: number
}
