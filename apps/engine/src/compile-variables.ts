import type { BothLanguages, Bundle, Problem } from '@madoguchi/schemas'
import { escapePointer } from './json-pointer.ts'
import { type TextCompiler, detailOf, excerpt } from './compile-texts.ts'
import { problem } from './problems.ts'
import { type Template, isConstantGiven, renderTemplate } from './templates.ts'

/** Bundle variables may use each other and the hours; a circle is a problem, not a hang. */
export async function resolveVariables({ variables }: Bundle, texts: TextCompiler, problems: Problem[]): Promise<Record<string, unknown>> {
  const known = new Map<string, unknown>()
  let open = Object.entries(variables).flatMap(([name, text]) => {
    const template = texts.templates.get(text)
    return template ? [{ name, template }] : []
  })
  for (let progress = true; progress && open.length > 0; ) {
    const names = new Set(known.keys())
    const ready = open.filter(({ template }) => isConstantGiven(template, names))
    open = open.filter(({ template }) => !isConstantGiven(template, names))
    progress = ready.length > 0
    for (const { name, template } of ready) {
      try {
        known.set(name, await render(template, known, texts))
      } catch (error) {
        problems.push(notUsable(name, template, detailOf(error)))
      }
    }
  }
  for (const { name, template } of open) problems.push(notUsable(name, template, { ja: '固定の値に定まりません。', en: 'It does not come down to fixed values.' }))
  return Object.fromEntries(known)
}

function render(template: Template, known: ReadonlyMap<string, unknown>, texts: TextCompiler): Promise<string> {
  return renderTemplate(template, (expression) => expression.evaluate(Object.fromEntries(known), texts.clock))
}

function notUsable(name: string, template: Template, detail: BothLanguages): Problem {
  return problem('template', { document: 'bundle', pointer: `/variables/${escapePointer(name)}` }, { text: excerpt(template.text), detail })
}
