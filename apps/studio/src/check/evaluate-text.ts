import { type Expression, ExpressionError, type Program, compileExpression, compileTemplate } from '@madoguchi/engine'
import type { BothLanguages } from '@madoguchi/schemas'

export type TextKind = 'expression' | 'template'

/** A piece of a template: what is fixed, and what an expression came to. */
export interface FilledPart {
  text: string
  filled: boolean
}

/** What an expression or template comes to on sample data. `value` is plain JSON, absent where it has none. */
export type Evaluated = { kind: 'value'; value: unknown } | { kind: 'text'; parts: FilledPart[] } | { kind: 'fault'; said: BothLanguages; position?: number }

/** What expressions see of the bundle: its variables and its own functions. Without a bundle that compiles there are none. */
type Bundle = Pick<Program, 'variables' | 'functions'>

/** Tries an expression or a template out on sample data, with the bounds that a call has as well. */
export async function evaluateText(text: string, kind: TextKind, samples: Record<string, unknown>, nowMs: number, bundle?: Bundle): Promise<Evaluated> {
  const input = { ...samples, ...bundle?.variables }
  const clock = { nowMs, random: () => 0.5, functions: bundle?.functions }
  try {
    if (kind === 'expression') return { kind: 'value', value: await compileExpression(text).evaluate(input, clock) }
    const parts: FilledPart[] = []
    for (const part of compileTemplate(text).parts) parts.push(typeof part === 'string' ? { text: part, filled: false } : { text: spoken(part, await part.evaluate(input, clock)), filled: true })
    return { kind: 'text', parts }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return { kind: 'fault', said: error.said, position: error.position }
  }
}

function spoken({ text }: Expression, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new ExpressionError({ ja: `{{${text}}} に値がありません。下の「試しの値」に例を入れると、文を確かめられます。`, en: `{{${text}}} has no value. Put an example into the sample values below to see the text.` })
}
