import type { Problem } from '@madoguchi/schemas'
import { marked } from '../../annotations.ts'
import { problem } from '../../problems.ts'
import { normaliseNumber } from '../../program.ts'
import { type CitizenText, citizenTexts } from './citizen-texts.ts'
import { type ExpressionParts, expressionParts } from './expression-parts.ts'
import type { Ground, PromptUse, StepFacts } from './ground.ts'
import type { PlacedLine } from './lines.ts'
import { NumberWriting, foldForNumbers } from './number-writing.ts'
import type { Rule } from './rule.ts'

interface Secret extends PlacedLine {
  writing: NumberWriting
}

/** A number of a line that is not published stands in nothing that a citizen hears, reads or sees as the caller (R02). */
export const rule: Rule = {
  codes: ['unpublished-number', 'unpublished-caller-number'],
  find(ground) {
    const secrets = ground.lines.unpublished.map((line): Secret => ({ ...line, writing: new NumberWriting(line.number) }))
    if (secrets.length === 0) return []
    const tainted = taintedVariables(ground, secrets)
    return [...citizenTexts(ground).flatMap((text) => leaks(ground, text, secrets, tainted)), ...shownNumbers(ground)]
  },
}

function leaks(ground: Ground, text: CitizenText, secrets: readonly Secret[], tainted: ReadonlyMap<string, Secret>): Problem[] {
  const folded = foldForNumbers(text.text)
  const written = secrets.filter(({ writing }) => writing.isInFolded(folded))
  const told = text.open.flatMap((parts) => secretsIn(parts, secrets, tainted))
  return [...new Map([...written, ...told].map((secret) => [secret.number, secret])).values()].flatMap((secret) => problemsOf(ground, text, secret))
}

/** Told at each node that uses the prompt, as R02 demands; one that nothing uses yet is told where it stands. */
function problemsOf(ground: Ground, { prompt, place }: CitizenText, { number, line }: Secret): Problem[] {
  const facts = { number, line: line.title.ja, lineEn: line.title.en ?? line.title.ja, text: prompt ?? place.node ?? place.document, document: place.document, pointer: place.pointer }
  const uses = prompt === undefined ? [] : usesBehind(ground, prompt)
  if (uses.length === 0) return [problem('unpublished-number', place, { ...facts, used: { ja: 'まだどこでも使われていません', en: 'not used anywhere yet' } })]
  return uses.map((use) => problem('unpublished-number', use.place, { ...facts, used: { ja: use.place.node ? `ノード「${use.place.node}」で使用` : `${use.place.document} で使用`, en: use.place.node ? `used by the node "${use.place.node}"` : `used by ${use.place.document}` } }))
}

/** A queue or hours document that plays it is reached through nodes; they are the uses that a person recognises. */
function usesBehind(ground: Ground, prompt: string): PromptUse[] {
  const uses = (ground.uses.get(prompt) ?? []).flatMap((use) => {
    const [kind, id] = use.place.document.split('/')
    if (use.place.node !== undefined || kind === 'bundle' || kind === 'failover') return [use]
    const nodes = ground.steps.flatMap(({ found, place }) => found.flatMap(({ ref, value, pointer }) => (ref === kind && value === id ? [{ prompt, place: { ...place, pointer } }] : [])))
    return nodes.length > 0 ? nodes : [use]
  })
  // A queue may play it first and again.
  return [...new Map(uses.map((use) => [`${use.place.document}${use.place.pointer}`, use])).values()]
}

function secretsIn({ literals, paths }: ExpressionParts, secrets: readonly Secret[], tainted: ReadonlyMap<string, Secret>): Secret[] {
  const written = literals.flatMap((literal) => secrets.filter(({ writing }) => writing.isIn(literal)))
  // The number that a call came in on is the carrier's destination, not what the caller dialled (R01).
  const dialled = paths.has('contact.to') ? secrets.filter(({ line }) => line.flow !== undefined) : []
  return [...written, ...dialled, ...[...paths].flatMap((path) => tainted.get(path) ?? [])]
}

/** Variables that can hold such a number: those of the bundle, and those that a node sets from one that can. */
function taintedVariables(ground: Ground, secrets: readonly Secret[]): Map<string, Secret> {
  const tainted = new Map<string, Secret>()
  for (const [name, value] of Object.entries(ground.program.variables)) {
    const secret = secrets.find(({ writing }) => writing.isIn(String(value)))
    if (secret) tainted.set(name, secret)
  }
  const setting = ground.steps.flatMap((facts) => assigned(facts)).map(({ name, parts }) => ({ name, own: parts.flatMap((some) => secretsIn(some, secrets, tainted))[0], paths: parts.flatMap(({ paths }) => [...paths]) }))
  for (let before = -1; before < tainted.size; ) {
    before = tainted.size
    for (const { name, own, paths } of setting) {
      const secret = own ?? paths.map((path) => tainted.get(path)).find((found) => found !== undefined)
      if (secret && !tainted.has(name)) tainted.set(name, secret)
    }
  }
  return tainted
}

function assigned({ step, found }: StepFacts): { name: string; parts: ExpressionParts[] }[] {
  const parts = found.filter(({ expression }) => expression).map(({ value }) => expressionParts(value))
  return parts.length === 0 ? [] : marked(step.type.config, step.config, 'x-assigns').map(({ value }) => ({ name: String(value), parts }))
}

function shownNumbers(ground: Ground): Problem[] {
  return ground.steps.flatMap(({ step, place }) =>
    marked(step.type.config, step.config, 'x-number', `${place.pointer}/config`).flatMap(({ value, mark, pointer }) => {
      const secret = ground.lines.unpublished.find(({ number }) => sameNumber(number, String(value)))
      return mark === 'shown' && secret ? [problem('unpublished-caller-number', { ...place, pointer }, { number: String(value), line: secret.line.title.ja, lineEn: secret.line.title.en ?? secret.line.title.ja })] : []
    }))
}

function sameNumber(a: string, b: string): boolean {
  const national = (number: string) => normaliseNumber(number).replace(/^\+81/, '0')
  return national(a) === national(b)
}

