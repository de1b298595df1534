import { create } from 'zustand'
import type { AuditQuery } from './audit-source.ts'

/** The filter as its fields hold it: dates of this browser's calendar, empty for none. */
export interface Filter {
  person: string
  action: string
  subject: string
  from: string
  until: string
  text: string
}
export const noFilter: Filter = { person: '', action: '', subject: '', from: '', until: '', text: '' }

interface AuditView {
  filter: Filter
  /** Where each page so far began; the last is shown. */
  starts: readonly (number | undefined)[]
}

/** What of the log is looked at; it stays while an entry is looked at, and until the studio is left. */
export const useAuditView = create<AuditView>()(() => ({ filter: noFilter, starts: [undefined] }))

/** Another filter begins at the newest page. */
export function searchAudit(filter: Filter): void {
  useAuditView.setState({ filter, starts: [undefined] })
}

export function turnToPage(starts: AuditView['starts']): void {
  useAuditView.setState({ starts })
}

/** Dates count from midnight to midnight of the place where the person sits. @returns undefined when the last day is before the first */
export function toQuery({ person, action, subject, from, until, text }: Filter): AuditQuery | undefined {
  const first = from === '' ? undefined : new Date(`${from}T00:00:00`)
  const end = until === '' ? undefined : new Date(`${until}T00:00:00`)
  end?.setDate(end.getDate() + 1)
  if (first && end && end <= first) return undefined
  return {
    ...(person === '' ? {} : { person }),
    ...(action === '' ? {} : { action }),
    ...(subject.trim() === '' ? {} : { subject: subject.trim() }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(first ? { from: first.toISOString() } : {}),
    ...(end ? { to: end.toISOString() } : {}),
  }
}
