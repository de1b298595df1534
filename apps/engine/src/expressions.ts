import jsonata from 'jsonata'
import { SafeRegExp } from './safe-regexp.ts'

/** Bounds of one evaluation. Configuration decides routes and texts; nothing sensible comes near these. */
const limits = { expressionLength: 2000, milliseconds: 50, depth: 100, sequence: 10_000, stringLength: 10_000 }
/** JSONata's codes for its stack, time and sequence bounds. */
const bounds = new Set(['D1011', 'D1012', 'D2015'])
/** `$eval` hides code from every check; `$pad` makes strings of any length in one step that nothing can interrupt. */
const forbiddenFunctions = new Set(['eval', 'pad'])
/** What makes a value differ from one evaluation to the next; all of it comes from the session. */
const changing = new Set(['now', 'millis', 'random', 'shuffle'])

/** An expression that cannot be used, with the place in its text. */
export class ExpressionError extends Error {
  readonly position: number | undefined
  /** It did not fail: it would not have ended, or would have grown without bound. */
  readonly exceeded: boolean

  constructor(message: string, position?: number, cause?: unknown, exceeded = false) {
    super(message, { cause })
    this.name = 'ExpressionError'
    this.position = position
    this.exceeded = exceeded
  }
}

/** What an evaluation may see of the session: its clock and its random numbers, never the machine's. */
export interface ExpressionClock {
  nowMs: number
  random(): number
  functions?: Record<string, (...args: never[]) => unknown>
}

export interface Expression {
  readonly text: string
  /** First names of the paths that it reads; `undefined` when that cannot be told (`*`, `**`, the whole input). */
  readonly reads: ReadonlySet<string> | undefined
  /** Whether its value may change though nothing that it reads does. */
  readonly changing: boolean
  /** @throws ExpressionError when it fails or exceeds its bounds. */
  evaluate(input: Record<string, unknown>, clock: ExpressionClock): Promise<unknown>
}

type Ast = Record<string, unknown> & { type?: string; value?: unknown; position?: number }

/**
 * Parses and vets a JSONata expression.
 * @throws ExpressionError when it does not parse or uses what no configuration may.
 */
export function compileExpression(text: string): Expression {
  if (text.length > limits.expressionLength) throw new ExpressionError(`longer than ${limits.expressionLength} characters`)
  const compiled = parse(text)
  const facts = inspect(compiled.ast() as unknown as Ast)
  compiled.assign(Symbol.for('jsonata.__evaluate_exit') as unknown as string, refuseGiants)
  return {
    text,
    reads: facts.all ? undefined : facts.reads,
    changing: facts.changing,
    async evaluate(input, clock) {
      try {
        return plain(await compiled.evaluate(input, bindings(clock)))
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

function bindings({ nowMs, random, functions }: ExpressionClock): Record<string, unknown> {
  return {
    ...functions,
    now: () => new Date(nowMs).toISOString(),
    millis: () => nowMs,
    random,
    shuffle: (items: unknown[]) => shuffled(items, random),
  }
}

function shuffled(items: unknown[], random: () => number): unknown[] {
  const result = [...items]
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[result[last], result[other]] = [result[other], result[last]]
  }
  return result
}

/** Runs after each partial evaluation. Doubling a string is the one way to exhaust memory between two checks of the clock. */
function refuseGiants(_expression: unknown, _input: unknown, _environment: unknown, result: unknown): void {
  if (typeof result === 'string' && result.length > limits.stringLength) throw new ExpressionError(`a text longer than ${limits.stringLength} characters`, undefined, undefined, true)
}

interface Facts {
  reads: Set<string>
  all: boolean
  changing: boolean
}

function inspect(ast: Ast): Facts {
  const facts: Facts = { reads: new Set(), all: false, changing: false }
  visit(ast, facts, true)
  return facts
}

/** Walks the tree JSONata gives out. Only the first step of a path reads the input itself. */
function visit(node: unknown, facts: Facts, atRoot: boolean): void {
  if (Array.isArray(node)) {
    for (const part of node) visit(part, facts, atRoot)
    return
  }
  if (typeof node !== 'object' || node === null) return
  const ast = node as Ast
  note(ast, facts, atRoot)
  if (ast.type === 'path' && Array.isArray(ast.steps)) {
    ast.steps.forEach((step, index) => visit(step, facts, atRoot && index === 0))
    return
  }
  for (const [key, part] of Object.entries(ast)) if (key !== 'type' && key !== 'value' && key !== 'position') visit(part, facts, atRoot)
}

function note(ast: Ast, facts: Facts, atRoot: boolean): void {
  const { type, value, position } = ast
  if (type === 'name' && atRoot && typeof value === 'string') facts.reads.add(value)
  if (type === 'wildcard' || type === 'descendant' || type === 'parent') facts.all = true
  if (type !== 'variable' || typeof value !== 'string') return
  if (value === '' || value === '$') facts.all = true
  if (changing.has(value)) facts.changing = true
  if (forbiddenFunctions.has(value)) throw new ExpressionError(`$${value} is not available in configuration`, position)
}

/** JSONata marks its sequences with extra properties; what leaves an evaluation is plain JSON. */
function plain(value: unknown): unknown {
  return Array.isArray(value) ? value.map(plain) : typeof value === 'function' ? undefined : value
}

function toExpressionError(error: unknown): ExpressionError {
  if (error instanceof ExpressionError) return error
  const { message, position, code } = error as { message?: unknown; position?: unknown; code?: unknown }
  return new ExpressionError(typeof message === 'string' ? message : String(error), typeof position === 'number' ? position : undefined, error, typeof code === 'string' && bounds.has(code))
}
