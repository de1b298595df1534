import type { Problem } from '@madoguchi/schemas'
import type pg from 'pg'
import type { Database } from '../database/open-database.ts'
import { inTransaction } from '../database/transaction.ts'
import { draftChanged, draftFiles, lockDraft } from '../drafts/draft-store.ts'
import { StatedError } from '../stated-error.ts'
import { createRelease } from './create-release.ts'
import type { CreatedRelease } from './create-release.ts'

/** Finds the problems of a bundle; `audio` is the SHA-256 of the audio that is there. */
export type Gate = (files: ReadonlyMap<string, string>, audio: ReadonlySet<string>) => Promise<Problem[]>

export interface PublishRequest {
  message: string
  author: string
  /** The draft's revision that the person looked at; another one refuses, so that nobody publishes what they have not seen. */
  draftRevision: number
  productVersion: string
  now: Date
}

/**
 * Makes the draft the next release. The check runs outside the transaction, so nobody's autosave waits for it; a draft that changed
 * meanwhile is refused, so what was checked is what is published.
 * @throws StatedError DRAFT_CHANGED, NOTHING_TO_PUBLISH, BUNDLE_HAS_PROBLEMS (data: the problems), AUDIO_MISSING
 */
export async function publishDraft(database: Database, gate: Gate, request: PublishRequest): Promise<CreatedRelease> {
  const files = await inTransaction(database.pool, (client) => filesAt(client, request.draftRevision))
  const { rows } = await database.pool.query<{ sha256: string }>('select sha256 from audio where sha256 = any($1)', [hashesIn(files)])
  const storedAudio = rows.map((row) => row.sha256)
  refuseProblems(await gate(files, new Set(storedAudio)))
  return inTransaction(database.pool, async (client) => {
    await filesAt(client, request.draftRevision)
    const release = await createRelease(client, { ...request, files, audio: new Map(), storedAudio })
    if (await equalsPrevious(client, release.number)) throw nothingToPublish()
    await client.query('update draft set base_release = $1', [release.number])
    return release
  })
}

async function filesAt(client: pg.ClientBase, draftRevision: number): Promise<Map<string, string>> {
  if ((await lockDraft(client)) !== draftRevision) throw draftChanged()
  return draftFiles(client)
}

async function equalsPrevious(client: pg.ClientBase, number: number): Promise<boolean> {
  const { rows } = await client.query<{ same: boolean }>(
    `select not exists (
       select from (select path, sha from release_document where release_number = $1) a
       full join (select path, sha from release_document where release_number = $1 - 1) b using (path) where a.sha is distinct from b.sha) as same`,
    [number],
  )
  return number > 1 && rows[0]?.same === true
}

/** Audio belongs to a release when a document names it; the runtime does not know which kinds do. */
function hashesIn(files: ReadonlyMap<string, string>): string[] {
  return [...new Set([...files.values()].flatMap((text) => text.match(/\b[0-9a-f]{64}\b/g) ?? []))]
}

/** @throws StatedError BUNDLE_HAS_PROBLEMS when an error is among them */
export function refuseProblems(problems: readonly Problem[]): void {
  const errors = problems.filter((problem) => problem.severity === 'error')
  const first = errors[0]
  if (first === undefined) return
  const place = `${first.document}${first.pointer}`
  throw new StatedError(
    'BUNDLE_HAS_PROBLEMS',
    {
      ja: `設定に問題が ${errors.length} 件あるため、公開していません。最初の問題: ${place} ${first.message.ja}`,
      en: `Not published: ${errors.length} problem(s). The first: ${place} ${first.message.en}`,
    },
    { data: { problems } },
  )
}

function nothingToPublish(): StatedError {
  return new StatedError('NOTHING_TO_PUBLISH', {
    ja: '下書きは公開中の版と同じです。公開するものがありません。',
    en: 'The draft is the same as the newest release. There is nothing to publish.',
  })
}
