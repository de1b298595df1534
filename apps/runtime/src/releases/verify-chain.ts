import type pg from 'pg'
import type { ReleasedPlugin } from '../plugins/released-plugins.ts'
import { bundleContentHash, isReleaseHash, releasedDocument } from './release-hash.ts'
import { sha256 } from './hashes.ts'

/** What the check of the chain found; `why` names the first broken thing of the first broken release. */
export interface ChainVerdict {
  ok: boolean
  releases: number
  firstBroken?: { number: number; why: 'number' | 'previous-hash' | 'document' | 'audio' | 'content-hash' | 'release-hash' }
}

interface ReleaseRow {
  number: number
  content_hash: string
  release_hash: string
  previous_hash: string | null
  message: string
  author: string
  author_id: string | null
  approver: string | null
  approver_id: string | null
  rollback_of: number | null
  effective_at: Date
  product_version: string
  plugins: ReleasedPlugin[]
}

/** Recomputes every hash of every release from the stored bytes, oldest first, and stops at the first that differs. */
export async function verifyChain(pool: pg.Pool): Promise<ChainVerdict> {
  const { rows } = await pool.query<ReleaseRow>('select * from release order by number')
  const soundAudio = await readSoundAudio(pool)
  let previousHash: string | null = null
  for (const [index, release] of rows.entries()) {
    const why = await findFault(pool, release, index + 1, previousHash, soundAudio)
    if (why !== undefined) return { ok: false, releases: rows.length, firstBroken: { number: release.number, why } }
    previousHash = release.release_hash
  }
  return { ok: true, releases: rows.length }
}

async function findFault(pool: pg.Pool, release: ReleaseRow, expectedNumber: number, previousHash: string | null, soundAudio: Set<string>) {
  if (release.number !== expectedNumber) return 'number'
  if (release.previous_hash !== previousHash) return 'previous-hash'
  const stored = await pool.query<{ path: string; sha: string; content_hash: string; layout_hash: string; text: string }>(
    'select path, sha, content_hash, layout_hash, text from release_document join document_version using (sha) where release_number = $1',
    [release.number],
  )
  const documents = []
  for (const row of stored.rows) {
    if (sha256(row.text) !== row.sha) return 'document'
    const document = releasedDocument(row.path, row.text)
    if (document.contentHash !== row.content_hash || document.layoutHash !== row.layout_hash) return 'document'
    documents.push(document)
  }
  const audio = await pool.query<{ sha256: string }>('select sha256 from release_audio where release_number = $1', [release.number])
  if (audio.rows.some((row) => !soundAudio.has(row.sha256))) return 'audio'
  if (bundleContentHash(documents) !== release.content_hash) return 'content-hash'
  const { number, message, author, approver, author_id: authorId, approver_id: approverId, rollback_of: rollbackOf, effective_at: effectiveAt, product_version: productVersion, plugins } = release
  const content = { number, previousHash, message, author, authorId, approver, approverId, rollbackOf, effectiveAt, productVersion, plugins, documents, audio: audio.rows.map((row) => row.sha256) }
  return isReleaseHash(release.release_hash, content) ? undefined : 'release-hash'
}

/** The database hashes its own bytes, so that hundreds of megabytes of audio need not travel. */
async function readSoundAudio(pool: pg.Pool): Promise<Set<string>> {
  const { rows } = await pool.query<{ sha256: string }>(`select sha256 from audio where sha256 = encode(sha256(bytes), 'hex')`)
  return new Set(rows.map((row) => row.sha256))
}
