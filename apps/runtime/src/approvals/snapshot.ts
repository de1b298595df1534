import type pg from 'pg'
import { storeTexts } from '../releases/create-release.ts'
import { sha256 } from '../releases/hashes.ts'
import type { ApprovalRow } from './approval-request.ts'
import { refused } from './approval-refusals.ts'

/** Texts by path, as everywhere: `bundle.json`, `<kind>/<id>.json`. */
export type Texts = ReadonlyMap<string, string>

/** A snapshot whose texts are stored, not yet part of a request. */
export interface Frozen {
  shas: ReadonlyMap<string, string>
  hash: string
}

/** Stores the texts of a snapshot inside the caller's transaction. */
export async function storeSnapshot(client: pg.ClientBase, files: Texts): Promise<Frozen> {
  const shas = await storeTexts(client, files)
  return { shas, hash: snapshotHash(shas) }
}

/** Makes stored texts the numbered snapshot of a request. */
export async function attachSnapshot(client: pg.ClientBase, request: number, snapshot: number, { shas }: Frozen): Promise<void> {
  await client.query('insert into approval_document (request_id, snapshot, path, sha) select $1, $2, * from unnest($3::text[], $4::text[])', [request, snapshot, [...shas.keys()], [...shas.values()]])
}

/**
 * The texts that approval was asked for: each is hashed anew, and all of them together, so that whoever got around the rights of the
 * database cannot have something else released.
 * @throws StatedError APPROVAL_REFUSED (tampered)
 */
export async function readSnapshot(client: pg.ClientBase | pg.Pool, request: Pick<ApprovalRow, 'id' | 'snapshot' | 'snapshotHash'>): Promise<Map<string, string>> {
  const files = await textsOfSnapshot(client, request.id, request.snapshot)
  if (snapshotHash(new Map([...files].map(([path, text]) => [path, sha256(text)]))) !== request.snapshotHash) throw refused('tampered')
  return files
}

/** The texts of one snapshot, unproven. */
export async function textsOfSnapshot(client: pg.ClientBase | pg.Pool, request: number, snapshot: number): Promise<Map<string, string>> {
  const { rows } = await client.query<{ path: string; text: string }>(
    'select path, text from approval_document join document_version using (sha) where request_id = $1 and snapshot = $2 order by path collate "C"',
    [request, snapshot],
  )
  return new Map(rows.map(({ path, text }) => [path, text]))
}

/** The texts of a release; none before the first. */
export async function textsOfRelease(client: pg.ClientBase | pg.Pool, number: number | null): Promise<Map<string, string>> {
  const { rows } = await client.query<{ path: string; text: string }>('select path, text from release_document join document_version using (sha) where release_number = $1 order by path collate "C"', [number])
  return new Map(rows.map(({ path, text }) => [path, text]))
}

/** The number of the release that runs; null before the first. */
export async function liveNumber(client: pg.ClientBase | pg.Pool): Promise<number | null> {
  const { rows } = await client.query<{ number: number | null }>('select max(number) as number from release')
  return rows[0]?.number ?? null
}

export function sameTexts(a: Texts, b: Texts): boolean {
  return a.size === b.size && [...a].every(([path, text]) => b.get(path) === text)
}

function snapshotHash(shas: ReadonlyMap<string, string>): string {
  const entries = [...shas].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return sha256(JSON.stringify(['madoguchi snapshot 1', entries]))
}
