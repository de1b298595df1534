import type { Problem, Table } from '@madoguchi/schemas'
import type { NamedPlace, TableUse } from '@madoguchi/sdk'
import { problem } from '../../problems.ts'
import type { Ground, StepFacts } from './ground.ts'
import type { Rule } from './rule.ts'

/** What a node asks of a table is what the table has: the right kind, its columns, all of its inputs, and an exit for each result. */
export const rule: Rule = {
  codes: ['table-wrong-kind', 'table-no-column', 'table-input-missing', 'table-result-no-exit'],
  find: (ground) => ground.steps.filter(({ step }) => step.skip === undefined).flatMap((facts) => (facts.step.type.tables?.(facts.step.config) ?? []).flatMap((use) => problemsOf(ground, facts, use))),
}

function problemsOf({ program }: Ground, facts: StepFacts, use: TableUse): Problem[] {
  const table = program.documents.table.get(use.table)
  const at = (pointer: string) => ({ ...facts.place, pointer: `${facts.place.pointer}/config${pointer}` })
  // One that is not there, or has no content, is found elsewhere.
  if (!table || (!table.data && !table.decision)) return []
  if (!table[use.as]) return [problem('table-wrong-kind', at(use.pointer), { table: table.id, needed: kindNames[use.as] })]
  if (use.keys === 'phone' && table.data?.keyType !== 'phone') return [problem('table-wrong-kind', at(use.pointer), { table: table.id, needed: kindNames.phone })]
  const { inputs, outputs } = columnsOf(table, use.as)
  const given = new Set(use.gives.map(({ name }) => name))
  return [
    ...unknown(use.reads, outputs).map(({ name, pointer }) => problem('table-no-column', at(pointer), { column: name, table: table.id, known: outputs.join(', ') || '—' })),
    ...unknown(use.gives, inputs).map(({ name, pointer }) => problem('table-no-column', at(pointer), { column: name, table: table.id, known: inputs.join(', ') || '—' })),
    ...inputs.filter((name) => !given.has(name)).map((name) => problem('table-input-missing', at(use.pointer), { column: name, table: table.id })),
    ...withoutExit(table, use).map((value) => problem('table-result-no-exit', at(use.leavesBy?.pointer ?? use.pointer), { value, table: table.id })),
  ]
}

const kindNames = { data: { ja: 'データ表', en: 'data table' }, decision: { ja: '判定表', en: 'decision table' }, phone: { ja: 'キーが電話番号のデータ表', en: 'data table with telephone numbers for keys' } } as const

function columnsOf({ data, decision }: Table, as: TableUse['as']): { inputs: string[]; outputs: string[] } {
  const names = (columns: readonly { name: string }[] = []) => columns.map(({ name }) => name)
  return as === 'data' ? { inputs: [], outputs: names(data?.columns) } : { inputs: names(decision?.inputs), outputs: names(decision?.results) }
}

function unknown(places: readonly NamedPlace[], known: readonly string[]): NamedPlace[] {
  return places.filter(({ name }) => !known.includes(name))
}

/** Values of the result by which the node leaves that none of its exits is for. */
function withoutExit({ decision }: Table, { leavesBy }: TableUse): string[] {
  if (!decision || !leavesBy) return []
  const { name, values } = leavesBy
  const results = [...decision.rules.map(({ then }) => then), decision.otherwise]
  const possible = results.flatMap((then) => (Object.hasOwn(then, name) ? [String(then[name])] : []))
  return [...new Set(possible)].filter((value) => !values.includes(value))
}
