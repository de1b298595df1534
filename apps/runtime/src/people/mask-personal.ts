/**
 * What roles without `session.personal` see of callers (R78): enough to tell two calls apart, not enough to know who called.
 */

/** `090-1234-5678` → `090-****-5678`, `0312345678` → `03-****-5678`; what is too short to be a number is hidden wholly. */
export function maskNumber<Value extends string | null>(number: Value): Value | string {
  if (number === null || number === 'anonymous') return number
  const domestic = number.replace(/^\+81/, '0').replaceAll(/\D/g, '')
  if (domestic.length < 8) return '****'
  const area = /^0[5789]0|^0120|^0570|^0800/.exec(domestic)?.[0] ?? domestic.slice(0, 2)
  return `${area}-****-${domestic.slice(-4)}`
}

/** Telephone numbers inside a text, as people and carriers write them in Japan. */
const written = /(?<![0-9A-Za-z.-])(?:\+81[- ]?|0)\d{1,4}[- ]?\d{1,4}[- ]?\d{3,4}(?![0-9A-Za-z])/g

/** One event of a trace, or an outcome, without what the caller entered: pressed keys and values of variables are hidden, numbers masked. */
export function maskTrace(body: unknown): unknown {
  if (typeof body === 'string') return body.replaceAll(written, (number) => maskNumber(number))
  if (Array.isArray(body)) return body.map(maskTrace)
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, entered.has(name) ? hide(value) : maskTrace(value)]))
}

/** `pressed.keys` and `set.value` of a trace: an amount, a case number, a date of birth. */
const entered = new Set(['keys', 'value'])

/** A single key of a menu says which choice was made and nothing about a person. */
function hide(value: unknown): unknown {
  return typeof value === 'string' && value.length <= 1 ? value : '•••'
}
