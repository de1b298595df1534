import { documentKinds, documentSchemas } from '@madoguchi/schemas'
import { marked } from '../../annotations.ts'
import type { Place } from '../../compile-texts.ts'
import { spokenLanguage } from '../../program.ts'
import type { Template } from '../../templates.ts'
import { type ExpressionParts, expressionParts } from './expression-parts.ts'
import type { Ground } from './ground.ts'

/** A text that citizens hear or read, wherever it stands: marked `x-audience: "citizen"` by its schema. */
export interface CitizenText {
  place: Place
  /** The prompt that it is the text of; texts in node configs are of none. */
  prompt: string | undefined
  /** As far as it is known before a call: variables of the bundle filled in, a break where only the call knows. */
  text: string
  /** What only a call knows stands in it. */
  open: readonly ExpressionParts[]
}

/** Nothing that is written, so what stands before it and what stands after it are never read as one number. */
const unknownHere = '\u0001'

/** Every text of a bundle that citizens hear or read. */
export function citizenTexts(ground: Ground): CitizenText[] {
  const { documents } = ground.program
  const texts: CitizenText[] = []
  for (const kind of documentKinds) {
    for (const [id, document] of documents[kind]) {
      for (const { pointer, value } of marked(documentSchemas[kind], document, 'x-audience')) texts.push(toText(ground, { document: `${kind}/${id}`, pointer }, String(value)))
    }
  }
  for (const { step, place } of ground.steps) {
    for (const { pointer, value } of marked(step.type.config, step.config, 'x-audience', `${place.pointer}/config`)) texts.push(toText(ground, { ...place, pointer }, String(value)))
  }
  return texts
}

function toText(ground: Ground, place: Place, written: string): CitizenText {
  const prompt = place.document.startsWith('prompts/') ? (/^\/prompts\/([^/]+)/.exec(place.pointer)?.[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~') : undefined
  const template = ground.program.templates.get(written)
  const folded = prompt !== undefined && place.pointer.endsWith(`/${spokenLanguage(ground.program.bundle)}`) ? ground.program.prompts.get(prompt)?.utterance?.text : undefined
  if (folded !== undefined || !template) return { place, prompt, text: folded ?? written, open: [] }
  return { place, prompt, ...filled(template, ground.program.variables) }
}

function filled({ parts }: Template, variables: Readonly<Record<string, unknown>>): { text: string; open: ExpressionParts[] } {
  const open: ExpressionParts[] = []
  const text = parts.map((part) => {
    if (typeof part === 'string') return part
    if (Object.hasOwn(variables, part.text)) return String(variables[part.text])
    open.push(expressionParts(part.text))
    return unknownHere
  })
  return { text: text.join(''), open }
}
