import type { Problem } from '@madoguchi/schemas'
import { marked } from './annotations.ts'
import { excerpt } from './compile-texts.ts'
import { escapePointer } from './json-pointer.ts'
import { problem } from './problems.ts'
import type { Flow, SpokenPrompt } from './program.ts'

/** What nodes say that no prompt holds: texts of their own (`x-spoken`), and values for which the bundle has no fragments (`x-ref-fragments`). */
export function unrecordedTexts(flows: ReadonlyMap<string, Flow>, prompts: ReadonlyMap<string, SpokenPrompt>): Problem[] {
  const ids = [...prompts.keys()]
  return [...flows.values()].flatMap(({ id: flow, steps }) =>
    [...steps.values()].flatMap(({ id, type, config }) => {
      const pointer = `/nodes/${escapePointer(id)}/config`
      const texts = marked(type.config, config, 'x-spoken', pointer)
      const fragments = marked(type.config, config, 'x-ref-fragments', pointer).filter(({ value }) => !ids.some((prompt) => prompt.startsWith(String(value))))
      return [...texts, ...fragments].map(({ value, pointer: at }) => problem('text-needs-voice', { document: `call/${flow}`, pointer: at, node: id }, { text: excerpt(String(value)) }))
    }))
}
