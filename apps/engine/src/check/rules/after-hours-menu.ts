import type { Problem } from '@madoguchi/schemas'
import { problem } from '../../problems.ts'
import type { Flow } from '../../program.ts'
import { afterHoursFlows } from './after-hours.ts'
import type { Ground } from './ground.ts'
import { type MenuFacts, itemsOf, menusOf } from './menus.ts'
import type { Rule } from './rule.ts'
import { onward, reach } from './ways.ts'

/** After hours there is one level of choices (R16), its items on the keys 1, 2, 3 … without a gap. A key that only repeats the menu is no item. */
export const rule: Rule = {
  codes: ['after-hours-no-menu', 'after-hours-second-menu', 'after-hours-keys'],
  find: (ground) => afterHoursFlows(ground).flatMap((flow) => menuProblems(ground, flow)),
}

function menuProblems(ground: Ground, flow: Flow): Problem[] {
  const first = reached(ground, [flow.entry])
  if (first.length === 0) return [problem('after-hours-no-menu', { document: `call/${flow.id}`, pointer: '/entry' })]
  const second = [...new Set(first.flatMap((menu) => reached(ground, onward(menu), menu)))]
  return [...second.map(({ place }) => problem('after-hours-second-menu', place)), ...first.flatMap((menu) => keyProblems(ground, menu))]
}

/** The menus that callers come to first. @param but the one that they come from, which may be come to again */
function reached(ground: Ground, from: Parameters<typeof reach>[1], but?: MenuFacts): MenuFacts[] {
  const { steps } = reach(ground, from, { until: ({ menu }) => menu !== undefined })
  return menusOf([...steps].map((step) => ground.factsOf(step))).filter(({ step }) => step !== but?.step)
}

function keyProblems(ground: Ground, facts: MenuFacts): Problem[] {
  const items = itemsOf(ground, facts)
  const wanted = new Set(Array.from({ length: items.length }, (_, index) => String(index + 1)))
  const keys = items.map(({ key }) => key)
  const missing = [...wanted].filter((key) => !keys.includes(key))
  const wrong = items.find(({ key }) => !wanted.has(key))
  if (missing.length === 0 && items.length <= 9) return []
  const pointer = wrong ? `${facts.place.pointer}/config${wrong.pointer}` : facts.place.pointer
  return [problem('after-hours-keys', { ...facts.place, pointer }, { keys: keys.join('、'), count: items.length, missing: missing.join('、') })]
}
