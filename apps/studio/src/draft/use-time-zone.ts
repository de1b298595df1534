import { useDraft } from './draft.ts'

/** The zone of the contact center, in which all its times are shown wherever the person sits; that of the browser until the draft is there. */
export function useTimeZone(): string | undefined {
  return useDraft(({ documents }) => {
    const bundle = documents['bundle.json']
    return typeof bundle === 'object' && bundle !== null && 'timeZone' in bundle && typeof bundle.timeZone === 'string' ? bundle.timeZone : undefined
  })
}
