import type { Problem } from '@madoguchi/schemas'
import { problem } from '../../problems.ts'
import { foldForKeys, keyMentions, type KeyMention } from './key-mentions.ts'
import type { Ground } from './ground.ts'
import { type MenuFacts, japaneseOf, menusOf } from './menus.ts'
import type { Rule } from './rule.ts'

/** A choice is named before its key, so that callers need not keep the key in mind (A09, ISO 9241-154): 「納付書の再発行は1」, not 「1は納付書の再発行」. */
export const rule: Rule = {
  codes: ['key-before-choice'],
  find: (ground) => menusOf(ground.steps).flatMap((menu) => problemsOf(ground, menu)),
}

function problemsOf(ground: Ground, facts: MenuFacts): Problem[] {
  const { menu, place } = facts
  const text = japaneseOf(ground, menu.prompt)
  if (text === undefined) return []
  const mentions = keyMentions(text)
  const labels = labelPlaces(text, menu.choices)
  const wrong = menu.choices.filter(({ key }) => keyComesFirst(text, key, mentions.filter((mention) => mention.key === key), labels))
  if (wrong.length === 0) return []
  const better = wrong.map(({ key, label }) => `${label.ja}は${key}`).join('、')
  return [problem('key-before-choice', { ...place, pointer: `${place.pointer}/config${menu.promptPointer}` }, { prompt: menu.prompt, better })]
}

/** Where each label stands word for word. The longest label is looked for first, so that 「納付」 is not found inside 「納付書の再発行」. */
function labelPlaces(text: string, choices: MenuFacts['menu']['choices']): Map<string, { at: number; end: number }> {
  const places = new Map<string, { at: number; end: number }>()
  let rest = text
  for (const { key, label } of choices.toSorted((a, b) => b.label.ja.length - a.label.ja.length)) {
    const words = foldForKeys(label.ja)
    const at = words === '' ? -1 : rest.indexOf(words)
    if (at < 0) continue
    places.set(key, { at, end: at + words.length })
    rest = rest.slice(0, at) + '\u0001'.repeat(words.length) + rest.slice(at + words.length)
  }
  return places
}

/** By the order of key and label where both are said; else by the particle, which makes the key the topic (「1は」「1番が」). */
function keyComesFirst(text: string, key: string, mentions: readonly KeyMention[], labels: ReadonlyMap<string, { at: number; end: number }>): boolean {
  const label = labels.get(key)
  if (!label) return mentions.some(({ end }) => /^(?:は|が|:)/.test(text.slice(end)))
  // The key that belongs to a label is the nearest one with no other label between.
  const after = mentions.find(({ at }) => at >= label.end && !between(labels, label.end, at))
  const before = mentions.findLast(({ end }) => end <= label.at && !between(labels, end, label.at))
  return before !== undefined && (after === undefined || label.at - before.end < after.at - label.end)
}

function between(labels: ReadonlyMap<string, { at: number; end: number }>, from: number, to: number): boolean {
  return [...labels.values()].some(({ at, end }) => at >= from && end <= to)
}
