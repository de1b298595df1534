import { type AnyDocument, type BothLanguages, Bundle, type Problem, documentKinds, documentSchemas } from '@madoguchi/schemas'
import { type Annotated, annotated } from './annotations.ts'
import type { Documents } from './bundle-reader.ts'
import { escapePointer } from './json-pointer.ts'
import type { NodeTypes } from './compile.ts'
import { type Expression, type ExpressionClock, ExpressionError, compileExpression } from './expressions.ts'
import { problem } from './problems.ts'
import type { ReleaseFunctions } from './program.ts'
import { type Template, compileTemplate } from './templates.ts'
import { validate, withDefaults } from './validate.ts'

export interface Place {
  document: string
  pointer: string
  node?: string
}

export interface AnnotatedPlace {
  place: Place
  found: Annotated
}

/** Every annotated place of a bundle: those of `bundle.json` and the documents, and those of the node configs inside flows. */
export function annotatedPlaces(bundle: Bundle, documents: Documents, nodeTypes: NodeTypes): AnnotatedPlace[] {
  const places = annotated(Bundle, bundle).map((found): AnnotatedPlace => ({ place: { document: 'bundle', pointer: found.pointer }, found }))
  for (const kind of documentKinds) {
    for (const [id, document] of documents[kind]) places.push(...placesOf(`${kind}/${id}`, document, nodeTypes))
  }
  return places
}

function placesOf(name: string, document: AnyDocument, nodeTypes: NodeTypes): AnnotatedPlace[] {
  const places = annotated(documentSchemas[document.kind], document).map((found): AnnotatedPlace => ({ place: { document: name, pointer: found.pointer }, found }))
  if (document.kind !== 'call') return places
  for (const [id, node] of Object.entries(document.nodes)) {
    const type = nodeTypes.get(node.type)
    const config = type && withDefaults(type.config, node.config)
    if (!type || validate(type.config, config).length > 0) continue
    for (const found of annotated(type.config, config, `/nodes/${escapePointer(id)}/config`)) places.push({ place: { document: name, pointer: found.pointer, node: id }, found })
  }
  return places
}

/** Compiles every expression and template once, whoever uses it; a broken one is a problem at its place. */
export class TextCompiler {
  readonly expressions = new Map<string, Expression>()
  readonly templates = new Map<string, Template>()
  /** What an expression that is folded at compile time sees: the release, and no time or chance. */
  readonly clock: ExpressionClock
  readonly #problems: Problem[]

  constructor(functions: ReleaseFunctions, problems: Problem[]) {
    this.clock = { nowMs: 0, random: () => 0, functions }
    this.#problems = problems
  }

  async compile(places: readonly AnnotatedPlace[]): Promise<void> {
    for (const { place, found } of places) {
      if (found.expression) await this.#expression(found.value, place)
      if (found.template) this.#template(found.value, place)
    }
  }

  async #expression(text: string, place: Place): Promise<void> {
    try {
      const expression = compileExpression(text)
      this.expressions.set(text, expression)
      await this.#tryOut(expression)
    } catch (error) {
      this.#problems.push(problem('expression', place, { expression: excerpt(text), detail: detailOf(error) }))
    }
  }

  /** Evaluates it once on nothing. What runs away even then is found before a call finds it; other failures depend on the data. @throws ExpressionError */
  async #tryOut(expression: Expression): Promise<void> {
    try {
      await expression.evaluate({ contact: {} }, this.clock)
    } catch (error) {
      if (!(error instanceof ExpressionError) || error.exceeded) throw error
    }
  }

  #template(text: string, place: Place): void {
    try {
      this.templates.set(text, compileTemplate(text))
    } catch (error) {
      this.#problems.push(problem('template', place, { text: excerpt(text), detail: detailOf(error) }))
    }
  }
}

/** What to tell of a text that cannot be used. @throws what is no ExpressionError */
export function detailOf(error: unknown): BothLanguages {
  if (!(error instanceof ExpressionError)) throw error
  const { said, position } = error
  return position === undefined ? said : { ja: `${said.ja}（${position}文字目）`, en: `${said.en} (character ${position})` }
}

/** Enough of a text to recognise it in a message. */
export function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
