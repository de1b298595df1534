import type pg from 'pg'
import { StatedError } from '../stated-error.ts'
import type { DraftRow } from './draft-store.ts'

/** What a stale write is answered with: all that a three-way merge needs beside the writer's own text. */
export interface DraftConflict {
  path: string
  /** What is stored now; null when someone removed the document. */
  theirs: { content: string; revision: number; updatedAt: string; updatedBy: string } | null
  /** What the writer began from; null when there was nothing, or when it is too old to be kept. */
  base: string | null
}

export async function conflict(client: pg.ClientBase, path: string, baseRevision: number | null, current: DraftRow | undefined): Promise<StatedError> {
  const { rows } = await client.query<{ content: string | null }>('select content from draft_revision where path = $1 and revision = $2', [path, baseRevision])
  const theirs =
    current === undefined
      ? null
      : { content: current.content, revision: current.revision, updatedAt: current.updated_at.toISOString(), updatedBy: current.updated_by }
  const data: DraftConflict = { path, theirs, base: rows[0]?.content ?? null }
  return new StatedError(
    'DRAFT_CONFLICT',
    {
      ja: `${path} は、ほかの人が先に変更しました。あなたの変更は失われていません。内容を見比べて取り込んでください。`,
      en: `Someone else changed ${path} first. Your change is not lost: compare the two and merge them.`,
    },
    { data },
  )
}

export function noSuchDocument(path: string): StatedError {
  return new StatedError('NO_SUCH_DOCUMENT', { ja: `${path} は下書きにありません。`, en: `The draft has no ${path}.` })
}
