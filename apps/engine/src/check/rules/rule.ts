import type { Problem } from '@madoguchi/schemas'
import type { Ground } from './ground.ts'
import type { ProblemCode } from '../../problems.ts'

/** One rule that is judged without walking calls. `codes` are all that it can find, so that a test can hold each against a fixture. */
export interface Rule {
  readonly codes: readonly ProblemCode[]
  find(ground: Ground): Problem[]
}
