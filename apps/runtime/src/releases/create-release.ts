import type pg from 'pg'
import type { AudioFile, BundleFiles } from '../bundles/bundle-files.ts'
import { StatedError } from '../stated-error.ts'
import { bundleContentHash, releaseHash, releasedDocument } from './release-hash.ts'

/** Told on this channel when a release was made; the payload is its number. */
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
  author: string
  approver?: string
  /** Default: at once. */
  effectiveAt?: Date
  productVersion: string
  now: Date
}

export interface CreatedRelease {
  number: number
  releaseHash: string
  contentHash: string
}

/** Makes the next release inside the caller's transaction; it is complete and live, or not there at all. */
export async function createRelease(client: pg.ClientBase, request: ReleaseRequest): Promise<CreatedRelease> {
  await client.query('select pg_advisory_xact_lock($1)', [releaseLock])
  const { rows } = await client.query<{ number: number; release_hash: string }>('select number, release_hash from release order by number desc limit 1')
  const previous = rows[0]
  const documents = [...request.files].map(([path, text]) => releasedDocument(path, text))
  const audio = [...new Set([...request.audio.keys(), ...(request.storedAudio ?? [])])]
  const number = (previous?.number ?? 0) + 1
  const effectiveAt = request.effectiveAt ?? request.now
  const previousHash = previous?.release_hash ?? null
  const approver = request.approver ?? null
  const hash = releaseHash({ ...request, number, previousHash, approver, effectiveAt, documents, audio })
  const content = bundleContentHash(documents)
  await client.query(
    `insert into release (number, content_hash, release_hash, previous_hash, message, author, approver, effective_at, created_at, product_version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [number, content, hash, previousHash, request.message, request.author, approver, effectiveAt, request.now, request.productVersion],
  )
  await addDocuments(client, number, documents, request.files)
  await addAudio(client, number, audio, request.audio)
  await client.query('select pg_notify($1, $2)', [releaseChannel, String(number)])
  return { number, releaseHash: hash, contentHash: content }
}

async function addDocuments(client: pg.ClientBase, number: number, documents: ReturnType<typeof releasedDocument>[], files: BundleFiles['files']): Promise<void> {
  await client.query('insert into document_version (sha, text) select * from unnest($1::text[], $2::text[]) on conflict do nothing', [
    documents.map(({ sha }) => sha),
    documents.map(({ path }) => files.get(path)),
  ])
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
