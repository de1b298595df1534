import { queryOptions } from '@tanstack/react-query'
import type { AuditSource } from './audit-source.ts'

/** Whom and what there is to look for; asked once for all that shows it. */
export function auditChoices(source: AuditSource) {
  return queryOptions({ queryKey: ['audit-choices'], queryFn: () => source.choices(), staleTime: 60_000 })
}
