import { problem } from '../../problems.ts'
import { itemsOf, menusOf } from './menus.ts'
import type { Rule } from './rule.ts'

/** What a caller can keep in mind (A09): the offer is heard within this time … */
const longestSeconds = 30
/** … and holds no more than this many items; some systems allow more than the recommended number, none more than nine. */
const recommendedItems = 6
const mostItems = 9

/** A menu is short: in seconds, and in what it offers. */
export const rule: Rule = {
  codes: ['menu-too-long', 'menu-too-many-choices', 'menu-many-choices'],
  find: (ground) =>
    menusOf(ground.steps).flatMap((facts) => {
      const { menu, place } = facts
      const seconds = ground.secondsOf(menu.prompt)
      const long = seconds > longestSeconds ? [problem('menu-too-long', { ...place, pointer: `${place.pointer}/config${menu.promptPointer}` }, { prompt: menu.prompt, seconds: Math.round(seconds * 10) / 10, limit: longestSeconds })] : []
      const count = menu.choices.length <= recommendedItems ? 0 : itemsOf(ground, facts).length
      if (count <= recommendedItems) return long
      const code = count > mostItems ? 'menu-too-many-choices' : 'menu-many-choices'
      return [...long, problem(code, place, { count, limit: count > mostItems ? mostItems : recommendedItems })]
    }),
}
