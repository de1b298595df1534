const expression = /\{\{\s*(.+?)\s*\}\}/g
const hoursCall = /^\$spokenHours\('([^']+)'\)$/
/** Variables may hold other variables; deeper than this they refer to each other in a circle. */
const deepest = 8

/**
 * The text that a caller hears: `{{name}}` becomes the variable of that name, `{{ $spokenHours('id') }}` the spoken hours.
 * Audio is rendered from this text and its hash is what makes audio stale (R18), so it must equal what the engine says.
 * @throws where a variable does not exist, refers to itself, or an expression is none of the two forms.
 */
export function fillText(text: string, variables: Readonly<Record<string, string>>, spokenHours: (id: string) => string, depth = 0): string {
  if (depth > deepest) throw new Error(`変数が互いを参照しています / variables refer to each other: ${text}`)
  return text.replace(expression, (_whole, source: string) => {
    const hours = hoursCall.exec(source)?.[1]
    if (hours !== undefined) return spokenHours(hours)
    const value = Object.hasOwn(variables, source) ? variables[source] : undefined
    if (value === undefined) throw new Error(`変数がありません / no such variable: {{${source}}}`)
    return fillText(value, variables, spokenHours, depth + 1)
  })
}
