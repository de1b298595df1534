import { ExpressionError } from './expression-limits.ts'
import { SafeRegExp } from './safe-regexp.ts'

/** What can be told of an expression without evaluating it. */
export interface ExpressionFacts {
  reads: Set<string> | undefined
  changing: boolean
  /** Where in the text each name of the input ends, as it is read. */
  places: { name: string; end: number }[]
}

/** `$eval` hides code from every check; `$pad` makes strings of any length in one step that nothing can interrupt. */
const forbidden = new Set(['eval', 'pad'])
/** What makes a value differ from one evaluation to the next; all of it comes from the session. */
const changing = new Set(['now', 'millis', 'random', 'shuffle'])
/** Functions that take the whole input when they are called with fewer arguments than these. */
const takesContext: Readonly<Record<string, number>> = { string: 1, keys: 1, spread: 1, clone: 1, lookup: 2, each: 2, sift: 2 }

type Ast = Record<string, unknown> & { type?: string; value?: unknown; position?: number }

/**
 * Walks the tree that JSONata gives out.
 * @throws ExpressionError for what no configuration may use
 */
export function inspect(ast: unknown): ExpressionFacts {
  const walk = new Walk()
  walk.visit(ast, true)
  return { reads: walk.all ? undefined : walk.reads, changing: walk.changing, places: walk.places }
}

class Walk {
  readonly reads = new Set<string>()
  readonly places: ExpressionFacts['places'] = []
  all = false
  changing = false

  /** @param atRoot whether names here are names of the input itself, not of something inside it */
  visit(node: unknown, atRoot: boolean): void {
    if (Array.isArray(node)) for (const part of node) this.visit(part, atRoot)
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return
    const ast = node as Ast
    this.#note(ast, atRoot)
    for (const [key, part] of Object.entries(ast)) {
      if (key === 'type' || key === 'value' || key === 'position') continue
      // Only the first step of a path reads the input; predicates, and what a path is grouped or sorted by, read its items.
      if (key === 'steps' && Array.isArray(part)) part.forEach((step, index) => this.visit(step, atRoot && index === 0))
      else this.visit(part, atRoot && key !== 'stages' && key !== 'predicate' && !(ast.type === 'path' && key === 'group'))
    }
  }

  #note(ast: Ast, atRoot: boolean): void {
    const { type, value, position } = ast
    if (type === 'name' && atRoot && typeof value === 'string') {
      this.reads.add(value)
      if (position !== undefined) this.places.push({ name: value, end: position })
    }
    if (type === 'wildcard' || type === 'descendant' || type === 'parent') this.all = true
    if (type === 'function' || type === 'partial') this.#noteCall(ast)
    if (type === 'regex' && value instanceof RegExp) requireLinear(value, position)
    // JSONata matches arguments against it with a regular expression that it can make take for ever.
    if (type === 'lambda' && ast['signature'] !== undefined) throw new ExpressionError({ ja: '型を書いた関数は設定では使えません。', en: 'A function with a signature is not available in configuration.' }, { position })
    if (type === 'variable' && typeof value === 'string') this.#noteVariable(value, position)
  }

  #noteVariable(name: string, position?: number): void {
    if (name === '' || name === '$') this.all = true
    if (changing.has(name)) this.changing = true
    if (forbidden.has(name)) throw new ExpressionError({ ja: `$${name} は設定では使えません。`, en: `$${name} is not available in configuration.` }, { position })
  }

  #noteCall({ procedure, arguments: given }: Ast): void {
    const name = typeof procedure === 'object' && procedure !== null ? (procedure as Ast).value : undefined
    const needed = typeof name === 'string' && Object.hasOwn(takesContext, name) ? takesContext[name] : undefined
    if (needed !== undefined && Array.isArray(given) && given.length < needed) this.all = true
  }
}

function requireLinear(pattern: RegExp, position?: number): void {
  try {
    void new SafeRegExp(pattern)
  } catch (error) {
    throw new ExpressionError({ ja: `正規表現 /${pattern.source}/ は使えません。前後を見る書き方（?=、\\1 など）は避けてください。`, en: `/${pattern.source}/ cannot be used; avoid looking around and back (?=, \\1 …).` }, { position, cause: error })
  }
}
