import type { Form, Problem } from '@madoguchi/schemas'
import { repeated } from '@madoguchi/sdk'
import { problem } from '../../problems.ts'
import type { Ground, StepFacts } from './ground.ts'
import type { Rule } from './rule.ts'

/** A form names each field once, a choice has options, and what a node fills in is a field of its form. */
export const rule: Rule = {
  codes: ['form-no-field', 'form-field-twice', 'form-no-options'],
  find: (ground) => [...[...ground.program.documents.form.values()].flatMap(problemsOfForm), ...ground.steps.filter(({ step }) => step.skip === undefined).flatMap((facts) => problemsOfUse(ground, facts))],
}

function problemsOfForm({ id, fields }: Form): Problem[] {
  const at = (index: number, part: string) => ({ document: `form/${id}`, pointer: `/fields/${index}/${part}` })
  return [
    ...repeated(fields.map(({ name }) => name)).map((index) => problem('form-field-twice', at(index, 'name'), { form: id, field: fields[index]?.name ?? '' })),
    ...fields.flatMap(({ name, type, options }, index) => (type === 'choice' && !options ? [problem('form-no-options', at(index, 'type'), { form: id, field: name })] : [])),
  ]
}

function problemsOfUse({ program }: Ground, { step, place }: StepFacts): Problem[] {
  const use = step.type.form?.(step.config)
  const form = use && program.documents.form.get(use.form)
  // One that is not there is found as a reference that leads nowhere.
  if (!use || !form) return []
  const known = form.fields.map(({ name }) => name)
  return use.fills.filter(({ name }) => !known.includes(name)).map(({ name, pointer }) => problem('form-no-field', { ...place, pointer: `${place.pointer}/config${pointer}` }, { form: form.id, field: name, known: known.join(', ') }))
}
