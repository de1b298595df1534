import type pg from 'pg'
import type { Database } from '../database/open-database.ts'
import { inTransaction } from '../database/transaction.ts'
import { bundleLimits } from '../bundles/bundle-files.ts'
import { StatedError } from '../stated-error.ts'
import { conflict, noSuchDocument } from './draft-conflict.ts'

/** A document of the draft. `revision` is the draft-wide number at which it last changed. */
export interface DraftDocument {
  path: string
  content: string
  revision: number
  updatedAt: string
  updatedBy: string
}

/** A document in the overview; `change` is against the base release. */
export interface DraftEntry {
  path: string
  revision: number
  updatedAt: string
  updatedBy: string
  change: 'added' | 'changed' | 'same'
}

export interface DraftOverview {
  revision: number
  baseRelease: number | null
  documents: DraftEntry[]
  /** Documents of the base release that the draft no longer has. */
  removed: string[]
}

/** Who saves what over which revision; `baseRevision` is null for a document that was not there. */
export interface DraftSave {
  path: string
  content: string
  baseRevision: number | null
  by: string
}

/** Tells the audit log of a change, as the last statement of its transaction; not called where nothing changed. */
export type Told = (client: pg.ClientBase, revision: number) => Promise<void>

/** The draft: each write names the revision it was made from, a stale one is refused with everything a three-way merge needs. */
export class DraftStore {
  readonly #database: Database
  readonly #clock: () => Date

  constructor(database: Database, clock: () => Date) {
    this.#database = database
    this.#clock = clock
  }

  async overview(): Promise<DraftOverview> {
    const { rows } = await this.#database.pool.query<{ path: string; revision: number | null; updated_at: Date; updated_by: string; released: string | null; same: boolean }>(
      `select coalesce(d.path, r.path) as path, d.revision, d.updated_at, d.updated_by, r.path as released, v.text = d.content as same
       from (select * from release_document where release_number = (select base_release from draft)) r
       join document_version v using (sha) full join draft_document d on d.path = r.path order by 1`,
    )
    const draft = await this.#database.prisma.draft.findFirst()
    const documents = rows.flatMap((row): DraftEntry[] => {
      if (row.revision === null) return []
      const change = row.released === null ? 'added' : row.same ? 'same' : 'changed'
      return [{ path: row.path, revision: row.revision, updatedAt: row.updated_at.toISOString(), updatedBy: row.updated_by, change }]
    })
    const removed = rows.filter((row) => row.revision === null).map((row) => row.path)
    return { revision: draft?.revision ?? 0, baseRelease: draft?.baseRelease ?? null, documents, removed }
  }

  /** @throws StatedError NO_SUCH_DOCUMENT */
  async load(path: string): Promise<DraftDocument> {
    const found = await this.#database.prisma.draftDocument.findUnique({ where: { path } })
    if (found === null) throw noSuchDocument(path)
    return { ...found, updatedAt: found.updatedAt.toISOString() }
  }

  /** All texts of the draft at one moment, with the draft's revision then. */
  async files(): Promise<{ revision: number; files: Map<string, string> }> {
    return inTransaction(this.#database.pool, async (client) => {
      const revision = await lockDraft(client)
      return { revision, files: await draftFiles(client) }
    })
  }

  /** Saves one document. Returns its new revision. @throws StatedError DRAFT_CONFLICT, DOCUMENT_TOO_LARGE */
  async save(save: DraftSave, told?: Told): Promise<{ revision: number }> {
    if (Buffer.byteLength(save.content) > bundleLimits.documentBytes) throw tooLarge(save.path)
    return this.#change(save.path, save.baseRevision, save.by, save.content, told)
  }

  /** Takes a document out of the draft. @throws StatedError DRAFT_CONFLICT */
  async remove(path: string, baseRevision: number, by: string, told?: Told): Promise<{ revision: number }> {
    return this.#change(path, baseRevision, by, null, told)
  }

  /** Puts one document back to what the base release says; a document it does not have is taken out. @throws StatedError DRAFT_CONFLICT */
  async discard(path: string, baseRevision: number | null, by: string, told?: Told): Promise<{ revision: number }> {
    const { rows } = await this.#database.pool.query<{ text: string }>(
      'select text from release_document join document_version using (sha) where path = $1 and release_number = (select base_release from draft)',
      [path],
    )
    return this.#change(path, baseRevision, by, rows[0]?.text ?? null, told)
  }

  /** Makes the draft equal to a release. Only documents that differ get a new revision. @throws StatedError NO_SUCH_RELEASE, DRAFT_CHANGED */
  async resetTo(release: { number: number; files: ReadonlyMap<string, string> }, by: string, expectedRevision?: number, told?: Told): Promise<{ revision: number }> {
    return inTransaction(this.#database.pool, async (client) => {
      const revision = await lockDraft(client)
      if (expectedRevision !== undefined && expectedRevision !== revision) throw draftChanged()
      const reached = await replaceDraft(client, release, { by, at: this.#clock(), revision })
      await told?.(client, reached)
      return { revision: reached }
    })
  }

  async #change(path: string, baseRevision: number | null, by: string, content: string | null, told: Told | undefined): Promise<{ revision: number }> {
    return inTransaction(this.#database.pool, async (client) => {
      const revision = (await lockDraft(client)) + 1
      const { rows } = await client.query<DraftRow>('select content, revision, updated_at, updated_by from draft_document where path = $1', [path])
      const current = rows[0]
      if ((current?.revision ?? null) !== baseRevision) throw await conflict(client, path, baseRevision, current)
      if (current !== undefined && current.content === content) return { revision: current.revision }
      await write(client, path, content, { by, at: this.#clock(), revision })
      await client.query('update draft set revision = $1', [revision])
      await told?.(client, revision)
      return { revision }
    })
  }
}

/** A document row as SQL gives it. */
export interface DraftRow {
  content: string
  revision: number
  updated_at: Date
  updated_by: string
}

interface Change {
  by: string
  at: Date
  revision: number
}

/** Serialises writers of the draft; returns the draft's revision. Made at first use. */
export async function lockDraft(client: pg.ClientBase): Promise<number> {
  await client.query('insert into draft (id) values (1) on conflict do nothing')
  const { rows } = await client.query<{ revision: number }>('select revision from draft for update')
  return rows[0]?.revision ?? 0
}

/** The release the draft was made from; null before the first. */
export async function draftBase(client: pg.ClientBase): Promise<number | null> {
  const { rows } = await client.query<{ base_release: number | null }>('select base_release from draft')
  return rows[0]?.base_release ?? null
}

/** The texts of the draft, path → text. */
export async function draftFiles(client: pg.ClientBase): Promise<Map<string, string>> {
  const { rows } = await client.query<{ path: string; content: string }>('select path, content from draft_document order by path collate "C"')
  return new Map(rows.map(({ path, content }) => [path, content]))
}

/** Inside the caller's transaction, with the draft locked. Returns the draft's new revision. */
export async function replaceDraft(client: pg.ClientBase, release: { number: number | null; files: ReadonlyMap<string, string> }, change: Change): Promise<number> {
  const present = await draftFiles(client)
  const differing = [...release.files].filter(([path, text]) => present.get(path) !== text)
  const gone = [...present.keys()].filter((path) => !release.files.has(path))
  const revision = differing.length + gone.length === 0 ? change.revision : change.revision + 1
  for (const [path, text] of differing) await write(client, path, text, { ...change, revision })
  for (const path of gone) await write(client, path, null, { ...change, revision })
  await client.query('update draft set revision = $1, base_release = $2', [revision, release.number])
  return revision
}

const keptRevisions = 200

async function write(client: pg.ClientBase, path: string, content: string | null, { by, at, revision }: Change): Promise<void> {
  if (content === null) await client.query('delete from draft_document where path = $1', [path])
  else {
    await client.query(
      `insert into draft_document (path, content, revision, updated_at, updated_by) values ($1, $2, $3, $4, $5)
       on conflict (path) do update set content = excluded.content, revision = excluded.revision, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
      [path, content, revision, at, by],
    )
  }
  await client.query('insert into draft_revision (path, revision, content, saved_at, saved_by) values ($1, $2, $3, $4, $5)', [path, revision, content, at, by])
  await client.query(
    'delete from draft_revision where path = $1 and revision <= (select revision from draft_revision where path = $1 order by revision desc offset $2 limit 1)',
    [path, keptRevisions],
  )
}

export function draftChanged(): StatedError {
  return new StatedError('DRAFT_CHANGED', {
    ja: '確認のあとに下書きが変わりました。変更を見直してから、もう一度実行してください。何も変更していません。',
    en: 'The draft has changed since you looked at it. Look at the changes and try again. Nothing was changed.',
  })
}

function tooLarge(path: string): StatedError {
  const limit = bundleLimits.documentBytes / 1e6
  return new StatedError('DOCUMENT_TOO_LARGE', {
    ja: `${path} が大きすぎます（上限 ${limit} MB）。保存していません。分割するか、内容を減らしてください。`,
    en: `${path} is too large (limit ${limit} MB). It was not saved; split or shorten it.`,
  })
}
