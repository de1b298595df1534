import { compileExpression, type Expression, ExpressionError } from './expressions.ts'

/** A text with `{{ jsonata }}` in it, cut into what is fixed and what is filled in. */
export interface Template {
  readonly text: string
  readonly parts: readonly (string | Expression)[]
}

/** @throws ExpressionError when a `{{` is never closed or an expression cannot be used; its position is that in the template. */
export function compileTemplate(text: string): Template {
  const parts: (string | Expression)[] = []
  let from = 0
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', from)) {
    if (open > from) parts.push(text.slice(from, open))
    const { expression, end } = compilePlace(text, open)
    parts.push(expression)
    from = end
  }
  if (from < text.length || parts.length === 0) parts.push(text.slice(from))
  return { text, parts }
}

/** The expression of the place that opens here. It may hold `}}` itself (`{"a":{"b":1}}`), so its end is the first at which it can be used. */
function compilePlace(text: string, open: number): { expression: Expression; end: number } {
  const next = text.indexOf('{{', open + 2)
  const limit = next < 0 ? text.length : next
  let failure: ExpressionError | undefined
  for (let close = text.indexOf('}}', open + 2); close >= 0 && close < limit; close = text.indexOf('}}', close + 1)) {
    try {
      return { expression: compileExpression(text.slice(open + 2, close).trim()), end: close + 2 }
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      failure ??= new ExpressionError(error.said, { position: open + 2 + (error.position ?? 0), cause: error })
    }
  }
  throw failure ?? new ExpressionError({ ja: '「{{」が「}}」で閉じられていません。', en: '{{ is never closed with }}.' }, { position: open })
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
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw new ExpressionError({ ja: `{{${part.text}}} に、文にできる値がありません。`, en: `{{${part.text}}} has no value that can be spoken.` })
    text += String(value)
  }
  return text
}
