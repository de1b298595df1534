import { ExpressionError, type Program, compileTemplate, isConstantGiven, renderTemplate } from '@madoguchi/engine'
import type { BothLanguages } from '@madoguchi/schemas'

/** A prompt's text as the caller hears it, or as near as can be said before a call. */
export type FilledText =
  | { kind: 'fixed'; text: string }
  /** It holds values that only a call knows; the text keeps its `{{ }}`. */
  | { kind: 'varies'; text: string }
  | { kind: 'broken'; text: string; fault: BothLanguages }

/** Fills a text with the variables of the bundle, as compiling for a release does. */
export async function fillPrompt(program: Pick<Program, 'variables' | 'functions'>, text: string): Promise<FilledText> {
  try {
    const template = compileTemplate(text)
    if (!isConstantGiven(template, new Set(Object.keys(program.variables)))) return { kind: 'varies', text }
    const clock = { nowMs: 0, random: () => 0, functions: program.functions }
    return { kind: 'fixed', text: await renderTemplate(template, (expression) => expression.evaluate(program.variables, clock)) }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return { kind: 'broken', text, fault: error.said }
  }
}
