import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useLiveRelease } from '../app/live-release.ts'
import { server } from '../app/server.ts'
import { usePermission } from '../log-in/use-permission.ts'
import { type ChangedDocument, changedDocuments } from './changed-documents.ts'
import { useDraft } from './draft.ts'

/** How the draft on this page differs from what is live; undefined until both are known. */
export function useDraftChanges(): ChangedDocument[] | undefined {
  const { release } = useLiveRelease()
  const documents = useDraft((state) => state.documents)
  const ready = useDraft((state) => state.phase === 'ready')
  const mayCompare = usePermission('release.compare')
  const { data: files } = useQuery({ ...server.releases.files.queryOptions({ number: release?.number ?? 1 }), enabled: mayCompare && release !== undefined, staleTime: Infinity })
  return useMemo(() => (ready && files ? changedDocuments(documents, files) : undefined), [ready, files, documents])
}
