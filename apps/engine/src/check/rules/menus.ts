import type { KeyMenu } from '@madoguchi/sdk'
import { foldForKeys, type KeyMention, keyMentions } from './key-mentions.ts'
import type { Ground, StepFacts } from './ground.ts'
import { leadingTo } from './ways.ts'

/** A node that offers choices by key. */
export interface MenuFacts extends StepFacts {
  readonly menu: KeyMenu
}

export function menusOf(steps: readonly StepFacts[]): MenuFacts[] {
  return steps.filter((facts): facts is MenuFacts => facts.menu !== undefined)
}

/** What a menu says in Japanese before it waits for a key; none where that is known only in a call, or is no Japanese. */
export function japaneseOf(ground: Ground, prompt: string): string | undefined {
  const spoken = ground.program.prompts.get(prompt)
  if (!spoken || ground.program.bundle.language === 'en') return undefined
  return spoken.utterance && foldForKeys(spoken.utterance.text)
}

/** The keys that callers are told of before a menu waits: by its own prompt, or by what is queued right before it. None where nothing can be told. */
export function keysToldBefore(ground: Ground, menu: MenuFacts): { own: KeyMention[]; before: Set<string> } | undefined {
  const own = japaneseOf(ground, menu.menu.prompt)
  if (own === undefined) return undefined
  const leadingHere = [...ground.before(menu.step)].map((step) => ground.factsOf(step)).filter((facts) => !facts.menu)
  const texts = leadingHere.flatMap(({ prompts }) => prompts.flatMap(({ prompt }) => japaneseOf(ground, prompt) ?? []))
  return { own: keyMentions(own), before: new Set(texts.flatMap((text) => keyMentions(text).map(({ key }) => key))) }
}

/** The choices that lead on to something; others only lead back to the same menu (「もう一度聞く」) and are none of its items (R16). */
export function itemsOf(ground: Ground, { step, menu }: MenuFacts): KeyMenu['choices'] {
  const back = leadingTo(ground, step)
  return menu.choices.filter(({ key }) => {
    const target = step.next.get(key)
    return !target || (target !== step && !back.has(target))
  })
}

