import { ExpressionError, compileTemplate } from '@madoguchi/engine'

/** The places of a template that are filled in: from the first brace to the last. None while the text cannot be read. */
export function templateParts(text: string): { start: number; end: number; expression: string }[] {
  if (!text.includes('{{')) return []
  try {
    const places: { start: number; end: number; expression: string }[] = []
    let at = 0
    for (const part of compileTemplate(text).parts) {
      if (typeof part === 'string') {
        at += part.length
        continue
      }
      // An expression is told trimmed; in the text it stands with its spaces and may hold braces itself.
      const end = text.indexOf('}}', text.indexOf(part.text, at + 2) + part.text.length) + 2
      places.push({ start: at, end, expression: part.text })
      at = end
    }
    return places
  } catch (error) {
    if (error instanceof ExpressionError) return []
    throw error
  }
}
