import jsonata from 'jsonata'

/** What the text of an expression shows without evaluating it. */
export interface ExpressionParts {
  /** Texts and numbers that are written in it, as text. */
  literals: string[]
  patterns: RegExp[]
  /** Paths from the input, dotted: `contact.from`, `office`. */
  paths: Set<string>
}

type Ast = Record<string, unknown> & { type?: string; value?: unknown }

/** @param text of an expression that has been compiled, so it parses; one that does not shows nothing */
export function expressionParts(text: string): ExpressionParts {
  const parts: ExpressionParts = { literals: [], patterns: [], paths: new Set() }
  visit(astOf(text), parts)
  return parts
}

function astOf(text: string): unknown {
  try {
    return jsonata(text).ast()
  } catch {
    return undefined
  }
}

function visit(node: unknown, parts: ExpressionParts): void {
  if (Array.isArray(node)) return node.forEach((part) => visit(part, parts))
  if (typeof node !== 'object' || node === null) return
  const { type, value, steps } = node as Ast
  if (type === 'string' || type === 'number') parts.literals.push(String(value))
  if (type === 'regex' && value instanceof RegExp) parts.patterns.push(value)
  if (type === 'name') parts.paths.add(String(value))
  if (type === 'path' && Array.isArray(steps)) parts.paths.add(dotted(steps))
  for (const [key, part] of Object.entries(node)) if (key !== 'value' && key !== 'position') visit(part, parts)
}

function dotted(steps: readonly unknown[]): string {
  const names = steps.map((step) => (typeof step === 'object' && step !== null && (step as Ast).type === 'name' ? String((step as Ast).value) : undefined))
  const end = names.indexOf(undefined)
  return (end < 0 ? names : names.slice(0, end)).join('.')
}
