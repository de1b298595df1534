import { escapePointer } from '../../json-pointer.ts'
import { problem } from '../../problems.ts'
import { menusOf } from './menus.ts'
import type { Rule } from './rule.ts'
import { silentEnd } from './ways.ts'

/** Silence and wrong keys lead to something that speaks, not to a hang-up without a word (A09, noinput and nomatch of VoiceXML). */
export const rule: Rule = {
  codes: ['menu-hangs-up-silently'],
  find: (ground) =>
    menusOf(ground.steps).flatMap(({ step, menu, place }) =>
      [...new Set([menu.noInput, menu.noMatch])].flatMap((exit) => {
        const target = step.next.get(exit)
        const end = target && silentEnd(ground, target)
        const title = step.type.exits(step.config).find(({ id }) => id === exit)?.title
        return end ? [problem('menu-hangs-up-silently', { ...place, pointer: `${place.pointer}/next/${escapePointer(exit)}` }, { exit: title?.ja ?? exit, exitEn: title?.en ?? exit, end: end.id })] : []
      })),
}
