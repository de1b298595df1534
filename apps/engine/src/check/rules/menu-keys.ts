import type { Problem } from '@madoguchi/schemas'
import { problem } from '../../problems.ts'
import type { Ground } from './ground.ts'
import { type MenuFacts, keysToldBefore, menusOf } from './menus.ts'
import type { Rule } from './rule.ts'

/** The keys that a menu speaks of and the keys that it takes are the same: neither dead keys nor hidden ones. */
export const rule: Rule = {
  codes: ['key-not-offered', 'key-not-told'],
  find: (ground) => menusOf(ground.steps).flatMap((menu) => problemsOf(ground, menu)),
}

function problemsOf(ground: Ground, facts: MenuFacts): Problem[] {
  const { menu, place } = facts
  const told = keysToldBefore(ground, facts)
  if (!told) return []
  const offered = new Set(menu.choices.map(({ key }) => key))
  const dead = [...new Set(told.own.map(({ key }) => key))].filter((key) => !offered.has(key))
  const hidden = menu.choices.filter(({ key }) => !told.before.has(key) && !told.own.some((mention) => mention.key === key))
  return [
    ...dead.map((key) => problem('key-not-offered', { ...place, pointer: `${place.pointer}/config${menu.promptPointer}` }, { key, prompt: menu.prompt })),
    ...hidden.map(({ key, label, pointer }) => problem('key-not-told', { ...place, pointer: `${place.pointer}/config${pointer}` }, { key, label: label.ja, labelEn: label.en ?? label.ja, prompt: menu.prompt })),
  ]
}
