import type { Problem } from '@madoguchi/schemas'
import type { Compiled } from '../compile.ts'
import { holidayReminders } from '../hours/holiday-reminders.ts'
import { canRun } from '../problems.ts'
import { type ExhaustiveOptions, exhaustiveCheck } from './exhaustive.ts'
import { staticProblems } from './rules/index.ts'

/** Everything that is known of a bundle without taking a call. */
export interface BundleCheck {
  problems: Problem[]
  /** What the walk over all calls came to; undefined where the bundle cannot be run at all. */
  walked: { complete: boolean; states: number; paths: number; longestSeconds: number } | undefined
}

/** The whole check of a compiled bundle: what compiling found, the rules that need no walking, and the walk over every call. */
export async function checkBundle({ program, problems }: Compiled, options: ExhaustiveOptions & Parameters<typeof staticProblems>[1]): Promise<BundleCheck> {
  if (!program) return { problems, walked: undefined }
  const found = [...problems, ...staticProblems(program, options), ...holidayReminders(program, options.nowMs)]
  if (!canRun(problems)) return { problems: found, walked: undefined }
  const { problems: shown, ...walked } = await exhaustiveCheck(program, options)
  return { problems: withWitnesses(found, shown), walked }
}

/** Both together; where the walk shows by a call what a rule has found already, the call is told. */
export function withWitnesses(found: readonly Problem[], shown: readonly Problem[]): Problem[] {
  const place = ({ code, document, node }: Problem) => `${code} ${document} ${node}`
  const places = new Set(shown.map(place))
  return [...found.filter((problem) => !places.has(place(problem))), ...shown]
}
