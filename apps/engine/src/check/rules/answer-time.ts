import { marked } from '../../annotations.ts'
import { problem } from '../../problems.ts'
import type { Rule } from './rule.ts'

/** Callers through the telephone relay service answer with a time lag (A08). */
const shortestSeconds = 10

/** Whoever must press a key has the time for it. */
export const rule: Rule = {
  codes: ['answer-time-short'],
  find: ({ steps }) =>
    steps.flatMap(({ step, place }) =>
      step.skip !== undefined ? [] : marked(step.type.config, step.config, 'x-caller-answers', `${place.pointer}/config`).flatMap(({ value, pointer }) =>
        typeof value === 'number' && value < shortestSeconds ? [problem('answer-time-short', { ...place, pointer }, { seconds: value, limit: shortestSeconds })] : [])),
}
