import type { Problem, Prompt } from '@madoguchi/schemas'
import { problem } from '../../problems.ts'
import type { Ground } from './ground.ts'
import type { Rule } from './rule.ts'

type Purpose = Prompt['purpose']
const names: Partial<Record<Purpose, { ja: string; en: string }>> = {
  recording: { ja: '録音の告知', en: 'recording notice' },
  waiting: { ja: '待ち', en: 'waiting' },
  failure: { ja: '障害', en: 'failure' },
  closing: { ja: '終わり', en: 'closing' },
}

/** Each kind of prompt that calls need is there (R19): a notice where calls are recorded, a word for those who wait, for failures and for the end. */
export const rule: Rule = {
  codes: ['prompt-kind-missing'],
  find: (ground) => (ground.answeredLines().length === 0 ? [] : [...recording(ground), ...waiting(ground), ...failure(ground), ...closing(ground)]),
}

function missing(kind: Purpose, place: { document: string; pointer: string; node?: string }): Problem {
  return problem('prompt-kind-missing', place, { kind: names[kind] ?? { ja: kind, en: kind } })
}

function isUsed(ground: Ground, kind: Purpose): boolean {
  return [...ground.uses.keys()].some((id) => ground.program.prompts.get(id)?.prompt.purpose === kind)
}

/** Calls with agents are recorded by default (R26); where in a call the notice must stand is found by the walk over all calls. */
function recording(ground: Ground): Problem[] {
  const node = ground.steps.find(({ effects, found }) => effects.has('records') || (effects.has('connects') && found.some(({ ref }) => ref === 'queue')))
  return node && !isUsed(ground, 'recording') ? [missing('recording', node.place)] : []
}

function waiting(ground: Ground): Problem[] {
  const joined = new Set(ground.steps.flatMap(({ found, step }) => (step.skip === undefined ? found.flatMap(({ ref, value }) => (ref === 'queue' ? [value] : [])) : [])))
  return [...joined].flatMap((id) => {
    const queue = ground.program.documents.queue.get(id)
    return queue && queue.announceFirst === undefined && queue.announceAgain === undefined ? [missing('waiting', { document: `queue/${id}`, pointer: '' })] : []
  })
}

/** What is said when nothing else can be. */
function failure({ program }: Ground): Problem[] {
  const apology = program.prompts.get(program.bundle.safeDefault.prompt)
  return apology && apology.prompt.purpose !== 'failure' ? [missing('failure', { document: 'bundle', pointer: '/safeDefault/prompt' })] : []
}

function closing(ground: Ground): Problem[] {
  return isUsed(ground, 'closing') ? [] : [missing('closing', { document: 'bundle', pointer: '' })]
}
