import { problem } from '../../problems.ts'
import type { Ground } from './ground.ts'
import type { Rule } from './rule.ts'

/** Kept ready for what no flow decides: transfers from a seat (R07), a failure (R66), a disaster (R67). */
const kept: ReadonlySet<string> = new Set(['transfer', 'failure', 'disaster'])

/** Every prompt says something and is heard somewhere; those that are read digit by digit are all there (R19). */
export const rule: Rule = {
  codes: ['prompt-empty', 'prompt-unused', 'digit-prompt-missing'],
  find: (ground) => {
    const known = [...ground.program.documents.prompts.values()].flatMap(({ prompts }) => Object.entries(prompts))
    const empty = known.flatMap(([id, { text }]) =>
      (['ja', 'en'] as const).filter((language) => text[language]?.trim() === '').map((language) => {
        const place = ground.placeOfPrompt(id)
        return problem('prompt-empty', { ...place, pointer: `${place.pointer}/text/${language}` }, { prompt: id })
      }))
    const unused = ground.whole ? known.filter(([id, { purpose }]) => !kept.has(purpose) && !ground.uses.has(id)) : []
    return [...empty, ...unused.map(([prompt]) => problem('prompt-unused', ground.placeOfPrompt(prompt), { prompt })), ...missingDigits(ground, new Set(known.map(([id]) => id)))]
  },
}

/** The ids are made of the beginning that the config gives, so the references of the schema do not show them. */
function missingDigits(ground: Ground, known: ReadonlySet<string>) {
  return ground.steps.flatMap(({ uses, found }) =>
    uses.filter(({ prompt, place }) => !known.has(prompt) && !found.some(({ pointer }) => pointer === place.pointer)).map(({ prompt, place }) => problem('digit-prompt-missing', place, { prompt })))
}
