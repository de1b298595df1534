import type { Problem } from '@madoguchi/schemas'
import { problem } from '../../problems.ts'
import type { Step } from '../../program.ts'
import { SafeRegExp } from '../../safe-regexp.ts'
import { expressionParts } from './expression-parts.ts'
import type { Ground, StepFacts } from './ground.ts'
import type { Rule } from './rule.ts'
import { reach } from './ways.ts'

const ipCaller = '05012345678'
const others = ['0312345678', '0481234567', '09012345678']

/**
 * Callers from 050 numbers, among them all who use the telephone relay service, are not led past what others reach (A08). Judged by what is
 * written beside `contact.from`; a refusal by way of a variable or a table is found by the walk over all calls.
 */
export const rule: Rule = {
  codes: ['ip-callers-singled-out'],
  find: (ground) => ground.steps.filter(tellsIpCallersApart).flatMap((facts) => refusal(ground, facts)),
}

function tellsIpCallersApart({ step, found }: StepFacts): boolean {
  if (step.skip !== undefined) return false
  const parts = found.filter(({ expression }) => expression).map(({ value }) => expressionParts(value))
  const own = parts.filter(({ paths }) => paths.has('contact.from'))
  if (own.length === 0) return false
  const written = [...own.flatMap(({ literals }) => literals), ...textsIn(step.config).filter((text) => !found.some(({ value, expression }) => expression && value === text))]
  return written.some(isIpPrefix) || own.some(({ patterns }) => patterns.some(onlyTellsIp))
}

function isIpPrefix(text: string): boolean {
  return /^(?:050|\+?8150)\d*$/.test(text.normalize('NFKC').replaceAll(/[\s-]/g, ''))
}

/** Whether a pattern says of a 050 number what it says of no other. */
function onlyTellsIp(pattern: RegExp): boolean {
  const says = (number: string) => [number, `+81${number.slice(1)}`].map((text) => matches(pattern, text)).join()
  return others.every((number) => says(number) !== says(ipCaller))
}

function matches(pattern: RegExp, text: string): boolean {
  try {
    return new SafeRegExp(pattern).exec(text) !== null
  } catch {
    return false
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** One exit leads to nothing but an end, another to people, a recording or a question. */
function refusal(ground: Ground, { step, place }: StepFacts): Problem[] {
  const ways = [...step.next].filter(([exit]) => exit !== 'error').map(([exit, target]) => ({ exit, served: serves(ground, target) }))
  const refused = ways.find(({ served }) => !served)
  if (!refused || !ways.some(({ served }) => served)) return []
  const title = step.type.exits(step.config).find(({ id }) => id === refused.exit)?.title
  return [problem('ip-callers-singled-out', place, { exit: title?.ja ?? refused.exit, exitEn: title?.en ?? title?.ja ?? refused.exit })]
}

function serves(ground: Ground, target: Step): boolean {
  return [...reach(ground, [target]).steps].some((at) => {
    const { effects, menu } = ground.factsOf(at)
    return menu !== undefined || effects.has('connects') || effects.has('records')
  })
}
