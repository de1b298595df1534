import { type Program, contentHash } from '@madoguchi/engine'

/** Whether two drafts mean the same to a caller: where things stand on the canvas, groups and notes are none of a call's. */
export function sameMeaning(a: Program, b: Program): boolean {
  return a === b || meaningOf(a) === meaningOf(b)
}

const known = new WeakMap<Program, string>()

function meaningOf(program: Program): string {
  const before = known.get(program)
  if (before !== undefined) return before
  // Scenarios, forms and all that calls do not read are documents too: what was tried stays valid when they change.
  const { call, hours, holidays, prompts, queue, table, numbers, failover } = program.documents
  const all = [{ bundle: program.bundle }, ...[call, hours, holidays, prompts, queue, table, numbers, failover].flatMap((documents) => [...documents.values()])]
  const meaning = all.map((document) => contentHash(document)).join(' ')
  known.set(program, meaning)
  return meaning
}
