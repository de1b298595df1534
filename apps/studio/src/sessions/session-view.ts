import { create } from 'zustand'
import type { SessionFilter } from './session-list.ts'

/** The filter as its fields hold it: dates of this browser's calendar, empty for none. */
export interface Filter {
  from: string
  until: string
  outcome: NonNullable<SessionFilter['outcome']> | ''
}
export const noFilter: Filter = { from: '', until: '', outcome: '' }

interface SessionView {
  filter: Filter
  /** Where each page so far began; the last is shown. */
  starts: readonly (string | undefined)[]
}

/** What of the list is looked at; it stays while a call is looked at, and until the studio is left. */
export const useSessionView = create<SessionView>()(() => ({ filter: noFilter, starts: [undefined] }))

/** Another filter begins at the newest page. */
export function filterSessions(filter: Filter): void {
  useSessionView.setState({ filter, starts: [undefined] })
}

export function turnToPage(starts: SessionView['starts']): void {
  useSessionView.setState({ starts })
}
