import { compileExpression, type Expression, ExpressionError } from './expressions.ts'

/** A text with `{{ jsonata }}` in it, cut into what is fixed and what is filled in. */
export interface Template {
  readonly text: string
  readonly parts: readonly (string | Expression)[]
}

/** @throws ExpressionError when a `{{` is never closed or an expression cannot be used. */
export function compileTemplate(text: string): Template {
  const parts: (string | Expression)[] = []
  let from = 0
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', from)) {
    const close = text.indexOf('}}', open)
    if (close < 0) throw new ExpressionError('{{ is never closed with }}', open)
    if (open > from) parts.push(text.slice(from, open))
    parts.push(compileExpression(text.slice(open + 2, close).trim()))
    from = close + 2
  }
  if (from < text.length || parts.length === 0) parts.push(text.slice(from))
  return { text, parts }
}

/** Whether the template is a fixed text once the named values are known. */
export function isConstantGiven(template: Template, known: ReadonlySet<string>): boolean {
  return template.parts.every((part) => typeof part === 'string' || (!part.changing && part.reads !== undefined && [...part.reads].every((name) => known.has(name))))
}

/** Fills the template in. A value that is absent is an error, not an empty place in a sentence that a citizen hears. @throws ExpressionError */
export async function renderTemplate(template: Template, evaluate: (expression: Expression) => Promise<unknown>): Promise<string> {
  let text = ''
  for (const part of template.parts) {
    if (typeof part === 'string') {
      text += part
      continue
    }
    const value = await evaluate(part)
    if (value === undefined || value === null || typeof value === 'object') throw new ExpressionError(`{{${part.text}}} has no value that can be spoken`)
    text += String(value)
  }
  return text
}
