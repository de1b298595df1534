import jsonata from 'jsonata'
import { inspect } from './expression-facts.ts'
import { ExpressionError, compileExpression } from './expressions.ts'
import { compileTemplate } from './templates.ts'

/**
 * A JSONata expression that reads a variable under another name. Only the variable is renamed: a field of the same name inside something
 * else, and a text that spells it, stay.
 * @returns the same text where it does not read the variable; undefined where that cannot be told (`$$`, `*`, an expression that does not parse)
 */
export function renameInExpression(text: string, from: string, to: string): string | undefined {
  if (!text.includes(from)) return text
  try {
    const { reads } = compileExpression(text)
    const { places } = inspect(jsonata(text).ast())
    const ends = new Set(places.filter(({ name }) => name === from).map(({ end }) => end))
    const renamed = [...ends].toSorted((a, b) => b - a).reduce((now, end) => replaceBefore(now, end, from, to), text)
    // What reads the whole input may reach the variable by a way that no name shows.
    if (reads === undefined) return undefined
    return compileExpression(renamed).reads?.has(from) === false ? renamed : undefined
  } catch (error) {
    if (error instanceof ExpressionError) return undefined
    throw error
  }
}

/** A name may stand in backquotes; they go with it. */
function replaceBefore(text: string, end: number, from: string, to: string): string {
  const start = [`\`${from}\``, from].map((spelled) => (text.slice(0, end).endsWith(spelled) ? end - spelled.length : -1)).find((at) => at >= 0)
  return start === undefined ? text : text.slice(0, start) + to + text.slice(end)
}

/** The same for a text with `{{ jsonata }}` in it. */
export function renameInTemplate(text: string, from: string, to: string): string | undefined {
  if (!text.includes('{{') || !text.includes(from)) return text
  try {
    let renamed = ''
    let rest = text
    for (const part of compileTemplate(text).parts) {
      if (typeof part === 'string') {
        renamed += part
        rest = rest.slice(part.length)
        continue
      }
      const start = rest.indexOf(part.text)
      const end = rest.indexOf('}}', start + part.text.length) + 2
      const fresh = renameInExpression(part.text, from, to)
      if (fresh === undefined) return undefined
      renamed += rest.slice(0, start) + fresh + rest.slice(start + part.text.length, end)
      rest = rest.slice(end)
    }
    return renamed
  } catch (error) {
    if (error instanceof ExpressionError) return undefined
    throw error
  }
}
