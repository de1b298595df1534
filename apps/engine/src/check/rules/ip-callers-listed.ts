import type { Problem } from '@madoguchi/schemas'
import { type CallerList, coversIpCallers, ipPrefix, matchesEntry, numberEntry } from '@madoguchi/sdk'
import { problem } from '../../problems.ts'
import type { Ground, StepFacts } from './ground.ts'
import type { Rule } from './rule.ts'

interface Entry {
  number: string
  place: { document: string; pointer: string; node?: string }
}

/**
 * No list refuses 050 numbers, among them all who use the telephone relay service (A08): neither by an entry of those who are refused, nor by
 * leaving them out of those who may call.
 */
export const rule: Rule = {
  codes: ['ip-callers-refused'],
  find: (ground) => ground.steps.filter(({ step }) => step.skip === undefined).flatMap((facts) => {
    const list = facts.step.type.callers?.(facts.step.config)
    return list ? refusals(facts, list, entriesOf(ground, facts, list)) : []
  }),
}

function entriesOf({ program }: Ground, { place }: StepFacts, { entries, table }: CallerList): Entry[] {
  const rows = table ? (program.documents.table.get(table.id)?.data?.rows ?? []) : []
  return [
    ...entries.map(({ number, pointer }) => ({ number, place: { ...place, pointer: `${place.pointer}/config${pointer}` } })),
    ...rows.map(({ key }, index) => ({ number: key, place: { document: `table/${table?.id}`, pointer: `/data/rows/${index}/key` } })),
  ]
}

function refusals({ place }: StepFacts, { refuses }: CallerList, entries: readonly Entry[]): Problem[] {
  if (refuses === 'listed') {
    return entries.flatMap(({ number, place: at }) => {
      const entry = numberEntry(number)
      return entry && coversIpCallers(entry) ? [problem('ip-callers-refused', at, { what: { ja: `「${number}」は050の番号を断ります。一覧から外してください。`, en: `"${number}" refuses 050 numbers; take it off the list.` } })] : []
    })
  }
  const all = entries.some(({ number }) => {
    const entry = numberEntry(number)
    return entry?.prefix === true && matchesEntry(entry, ipPrefix)
  })
  return all ? [] : [problem('ip-callers-refused', place, { what: { ja: '許可する一覧に「050*」がないため、050の番号が断られます。「050*」を加えてください。', en: 'Callers from 050 numbers are refused, since the list of those who may call has no "050*"; add it.' } })]
}
