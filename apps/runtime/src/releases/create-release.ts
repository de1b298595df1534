import type pg from 'pg'
import type { AudioFile, BundleFiles } from '../bundles/bundle-files.ts'
import { releasedPlugins } from '../plugins/released-plugins.ts'
import { StatedError } from '../stated-error.ts'
import { sha256 } from './hashes.ts'
import { bundleContentHash, releaseHash, releasedDocument } from './release-hash.ts'

/** Told on this channel when a release was made (the payload is its number), and when one begins to wait for its time (no payload). */
export const releaseChannel = 'madoguchi_release'
/** One release is made at a time, across all runtimes: numbers have no gap and each hash continues the one before. */
const releaseLock = 72707371

export interface ReleaseRequest {
  files: BundleFiles['files']
  /** Audio to store with it. */
  audio: BundleFiles['audio']
  /** SHA-256 of audio that is stored already and belongs to it as well. */
  storedAudio?: Iterable<string>
  message: string
  /** The name of who asked for it, and the id where it is a person. */
  author: string
  authorId?: string
  approver?: string
  approverId?: string
  /** The release whose content this one brings back. */
  rollbackOf?: number
  productVersion: string
  now: Date
}

export interface CreatedRelease {
  number: number
  releaseHash: string
  contentHash: string
}

/** Nobody else makes a release until the transaction ends. Returns the number of the newest one, which is the live one; null before the first. */
export async function lockReleases(client: pg.ClientBase): Promise<number | null> {
  await client.query('select pg_advisory_xact_lock($1)', [releaseLock])
  const { rows } = await client.query<{ number: number }>('select number from release order by number desc limit 1')
  return rows[0]?.number ?? null
}

/**
 * Makes the next release inside the caller's transaction; it is complete and live, or not there at all. It takes effect now: one for a later
 * time is an approval request that waits until then.
 */
export async function createRelease(client: pg.ClientBase, request: ReleaseRequest): Promise<CreatedRelease> {
  const last = await lockReleases(client)
  const { rows } = await client.query<{ release_hash: string }>('select release_hash from release where number = $1', [last])
  const documents = [...request.files].map(([path, text]) => releasedDocument(path, text))
  const audio = [...new Set([...request.audio.keys(), ...(request.storedAudio ?? [])])]
  const number = (last ?? 0) + 1
  const { message, author, authorId = null, approver = null, approverId = null, rollbackOf = null, now, productVersion } = request
  const told = { number, previousHash: rows[0]?.release_hash ?? null, message, author, authorId, approver, approverId, rollbackOf, effectiveAt: now, productVersion, plugins: releasedPlugins(request.files) }
  const hash = releaseHash({ ...told, documents, audio })
  const content = bundleContentHash(documents)
  await client.query(
    `insert into release (number, content_hash, release_hash, previous_hash, message, author, author_id, approver, approver_id, rollback_of, effective_at, created_at, product_version, plugins)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13)`,
    [number, content, hash, told.previousHash, message, author, authorId, approver, approverId, rollbackOf, now, productVersion, JSON.stringify(told.plugins)],
  )
  await addDocuments(client, number, documents, request.files)
  await addAudio(client, number, audio, request.audio)
  await client.query('select pg_notify($1, $2)', [releaseChannel, String(number)])
  return { number, releaseHash: hash, contentHash: content }
}

/** Stores texts by content; what is there already stays as it is. Returns path → SHA-256. */
export async function storeTexts(client: pg.ClientBase, files: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const shas = new Map([...files].map(([path, text]) => [path, sha256(text)]))
  await client.query('insert into document_version (sha, text) select * from unnest($1::text[], $2::text[]) on conflict do nothing', [[...shas.values()], [...files.values()]])
  return shas
}

async function addDocuments(client: pg.ClientBase, number: number, documents: ReturnType<typeof releasedDocument>[], files: BundleFiles['files']): Promise<void> {
  await storeTexts(client, files)
  await client.query(
    `insert into release_document (release_number, path, sha, content_hash, layout_hash)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[])`,
    [number, ...(['path', 'sha', 'contentHash', 'layoutHash'] as const).map((column) => documents.map((document) => document[column]))],
  )
}

async function addAudio(client: pg.ClientBase, number: number, audio: string[], files: BundleFiles['audio']): Promise<void> {
  await storeAudio(client, files)
  const { rowCount } = await client.query(
    'insert into release_audio (release_number, sha256) select $1, sha256 from audio where sha256 = any($2)',
    [number, audio],
  )
  if (rowCount !== audio.length) {
    throw new StatedError('AUDIO_MISSING', {
      ja: '版に含める音声の一部が保存されていません。音声を登録し直してください。版は作られていません。',
      en: 'Some audio of the release is not stored. Add it again. No release was made.',
    })
  }
}

/** Stores audio by content; what is there already stays as it is. */
export async function storeAudio(client: pg.ClientBase, audio: ReadonlyMap<string, AudioFile>): Promise<void> {
  for (const [sha, { bytes, seconds, mediaType }] of audio) {
    await client.query('insert into audio (sha256, bytes, seconds, media_type) values ($1, $2, $3, $4) on conflict do nothing', [sha, bytes, seconds, mediaType])
  }
}
