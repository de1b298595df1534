import type { Problem } from '@madoguchi/schemas'
import type { NodeTypes } from '../../compile.ts'
import type { Program } from '../../program.ts'
import { rule as afterHoursEnds } from './after-hours-ends.ts'
import { rule as afterHoursMenu } from './after-hours-menu.ts'
import { rule as afterHoursOpening } from './after-hours-opening.ts'
import { rule as answerTime } from './answer-time.ts'
import { rule as flowCircles } from './flow-circles.ts'
import { rule as formUse } from './form-use.ts'
import { Ground } from './ground.ts'
import { rule as hoursGuidance } from './hours-guidance.ts'
import { rule as ipCallers } from './ip-callers.ts'
import { rule as ipCallersListed } from './ip-callers-listed.ts'
import { rule as lineAnswers } from './line-answers.ts'
import { rule as lineNumbers } from './line-numbers.ts'
import { rule as lineValidity } from './line-validity.ts'
import { rule as menuEnds } from './menu-ends.ts'
import { rule as menuKeys } from './menu-keys.ts'
import { rule as menuLength } from './menu-length.ts'
import { rule as menuOrder } from './menu-order.ts'
import { rule as numberToldAlone } from './number-told-alone.ts'
import { rule as promptKinds } from './prompt-kinds.ts'
import { rule as promptUse } from './prompt-use.ts'
import type { Rule } from './rule.ts'
import { rule as tableUse } from './table-use.ts'
import { rule as unpublishedNumber } from './unpublished-number.ts'

/** Every rule that is judged without walking calls, in the order in which their findings are told. */
export const rules = {
  unpublishedNumber, numberToldAlone, lineNumbers, lineValidity, lineAnswers, hoursGuidance, flowCircles, ipCallers, ipCallersListed, tableUse, formUse,
  menuOrder, menuLength, menuKeys, menuEnds, answerTime, promptUse, promptKinds, afterHoursOpening, afterHoursMenu, afterHoursEnds,
} as const satisfies Record<string, Rule>

export interface StaticOptions {
  nodeTypes: NodeTypes
}

/**
 * What is wrong with a compiled bundle as far as its documents show it, without running a call: the rules of the prefecture (R02, R12 to R19)
 * and of the public sector (A08, A09, D01). Never throws for what is in a bundle; time grows with its nodes, not with its paths.
 */
export function staticProblems(program: Program, { nodeTypes }: StaticOptions): Problem[] {
  const ground = new Ground(program, nodeTypes)
  return Object.values<Rule>(rules).flatMap((rule) => rule.find(ground))
}
