import type { BothLanguages } from '@madoguchi/schemas'
import { ExpressionError, limits } from './expression-limits.ts'

/** What JSONata gives its callbacks of the evaluation that they belong to; one object for each evaluation. */
interface Environment {
  base: { work?: number }
}

/** How many values an object holds; it is built from parts that were weighed before. Arrays are weighed anew, since a sequence grows. */
const weights = new WeakMap<object, number>()

/**
 * Runs after each evaluated part of an expression: the one place to stop what doubles strings or objects, or never ends,
 * before it exhausts memory or time between two looks at the clock.
 * @throws ExpressionError
 */
export function refuseGiants(_expression: unknown, _input: unknown, { base }: Environment, result: unknown): void {
  base.work = (base.work ?? 0) + (typeof result === 'object' && result !== null ? weigh(result) : 1)
  if (base.work > limits.work) throw exceeded({ ja: '計算の量が多すぎます。終わらない繰り返しがないか確かめてください。', en: 'It takes too much work; look for an endless loop.' })
  if (typeof result === 'string' && result.length > limits.stringLength) throw exceeded({ ja: `${limits.stringLength}文字より長い文字列になりました。`, en: `A text became longer than ${limits.stringLength} characters.` })
}

const exceeded = (said: BothLanguages) => new ExpressionError(said, { exceeded: true })

function weigh(value: object): number {
  const known = weights.get(value)
  if (known !== undefined) return known
  let weight = 1
  for (const part of Array.isArray(value) ? value : isPlain(value) ? Object.values(value) : []) {
    weight += typeof part === 'object' && part !== null ? weigh(part) : 1
    if (weight > limits.work) break
  }
  if (!Array.isArray(value)) weights.set(value, weight)
  return weight
}

/** Functions and lambdas of JSONata are objects that lead to the evaluator itself. */
function isPlain(value: object): boolean {
  return !('_jsonata_function' in value || '_jsonata_lambda' in value)
}
