import { type HoursLookups, type HoursProblem, type HoursTable, type InheritedHours, compileHours, hoursProblems, inheritHours } from '@madoguchi/engine'
import type { Holidays, Hours } from '@madoguchi/schemas'
import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useDraft } from '../draft/draft.ts'
import type { Documents } from '../editor/commands/index.ts'
import { holidaysOf, hoursOf, lookupsOf } from './hours-document.ts'

/** Hours of the draft with everything that follows from them; made again when one of the documents that they rest on changes. */
export interface HoursView {
  id: string
  hours: Hours
  lookups: HoursLookups
  inherited: InheritedHours
  problems: readonly HoursProblem[]
  table: HoursTable
  /** All sound hours and holidays of the draft by id. */
  documents: { hours: ReadonlyMap<string, Hours>; holidays: ReadonlyMap<string, Holidays> }
}

/** The documents that hours rest on; the same object until one of them changes. */
export function useHoursDocuments(): Documents {
  return useDraft(useShallow(({ documents }) => Object.fromEntries(Object.entries(documents).filter(([path]) => path === 'bundle.json' || path.startsWith('hours/') || path.startsWith('holidays/')))))
}

/** @returns undefined while the document is missing or unreadable */
export function useHours(id: string): HoursView | undefined {
  const documents = useHoursDocuments()
  return useMemo(() => {
    const hours = hoursOf(documents, id)
    if (!hours) return undefined
    const lookups = lookupsOf(documents)
    return { id, hours, lookups, documents: soundDocuments(documents), inherited: inheritHours(hours, lookups), problems: hoursProblems(hours, lookups), table: compileHours(hours, lookups) }
  }, [documents, id])
}

function soundDocuments(documents: Documents): HoursView['documents'] {
  const found = <Kind extends Hours | Holidays>(folder: string, read: (id: string) => Kind | undefined) =>
    new Map(idsOf(documents, folder).flatMap((id): [string, Kind][] => {
      const document = read(id)
      return document ? [[id, document]] : []
    }))
  return { hours: found('hours', (id) => hoursOf(documents, id)), holidays: found('holidays', (id) => holidaysOf(documents, id)) }
}

/** The ids of the documents of a kind, in order. */
export function idsOf(documents: Documents, folder: string): string[] {
  return Object.keys(documents).filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1, -'.json'.length)).toSorted()
}

/** Problems at a place of the document or inside it. */
export function problemsAt(problems: readonly HoursProblem[], pointer: string): HoursProblem[] {
  return problems.filter((problem) => problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`))
}
