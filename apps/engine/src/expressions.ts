import jsonata from 'jsonata'
import { makeBindings } from './expression-bindings.ts'
import { inspect } from './expression-facts.ts'
import { ExpressionError, type ExpressionClock, limits } from './expression-limits.ts'
import { sayExpressionError } from './expression-messages.ts'
import { refuseGiants } from './refuse-giants.ts'
import { SafeRegExp } from './safe-regexp.ts'

export { ExpressionError, type ExpressionClock } from './expression-limits.ts'

export interface Expression {
  readonly text: string
  /** First names of the paths that it reads; `undefined` when that cannot be told (`*`, `**`, the whole input). */
  readonly reads: ReadonlySet<string> | undefined
  /** Whether its value may change though nothing that it reads does. */
  readonly changing: boolean
  /** The value as plain JSON. @throws ExpressionError when it fails or exceeds its bounds; the message never holds a value of the input. */
  evaluate(input: Record<string, unknown>, clock: ExpressionClock): Promise<unknown>
}

/**
 * Parses and vets a JSONata expression.
 * @throws ExpressionError when it does not parse or uses what no configuration may.
 */
export function compileExpression(text: string): Expression {
  if (text.length > limits.expressionLength) throw new ExpressionError({ ja: `式が長すぎます（上限 ${limits.expressionLength} 文字）。`, en: `It is longer than ${limits.expressionLength} characters.` })
  const compiled = parse(text)
  const { reads, changing } = inspect(compiled.ast())
  // Only a key of this name is looked up by the evaluator, though its types speak of strings.
  compiled.assign(Symbol.for('jsonata.__evaluate_exit') as unknown as string, refuseGiants)
  return {
    text,
    reads,
    changing,
    async evaluate(input, clock) {
      try {
        return plain(await compiled.evaluate(input, await makeBindings(clock)))
      } catch (error) {
        throw toExpressionError(error)
      }
    },
  }
}

function parse(text: string): jsonata.Expression {
  try {
    return jsonata(text, { timeout: limits.milliseconds, stack: limits.depth, sequence: limits.sequence, RegexEngine: SafeRegExp as unknown as RegExpConstructor })
  } catch (error) {
    throw toExpressionError(error)
  }
}

/** JSONata marks its sequences with extra properties, and functions are values to it; what leaves an evaluation is plain JSON. */
function plain(value: unknown): unknown {
  if (typeof value === 'function') return undefined
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plain)
  if ('_jsonata_function' in value || '_jsonata_lambda' in value) return undefined
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]))
}

/** JSONata's codes for its stack, time and sequence bounds. */
const boundCodes = new Set<unknown>(['D1011', 'D1012', 'D2015'])

function toExpressionError(error: unknown): ExpressionError {
  if (error instanceof ExpressionError) return error
  const { position, code } = error as { position?: unknown; code?: unknown }
  // JSONata's own message tells the offending value; here that may be what a caller has entered, and messages reach traces and logs.
  return new ExpressionError(sayExpressionError(error as object), { position: typeof position === 'number' ? position : undefined, exceeded: boundCodes.has(code) })
}
