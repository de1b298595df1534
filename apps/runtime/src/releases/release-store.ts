import type { Database } from '../database/open-database.ts'
import { inTransaction } from '../database/transaction.ts'
import type { BundleFiles } from '../bundles/bundle-files.ts'
import { StatedError } from '../stated-error.ts'
import { createRelease } from './create-release.ts'
import type { CreatedRelease, ReleaseRequest } from './create-release.ts'

/** A release without its documents. Times are ISO 8601 in UTC: the form in which they travel to the studio. */
export interface ReleaseSummary {
  number: number
  contentHash: string
  releaseHash: string
  previousHash: string | null
  message: string
  author: string
  authorId: string | null
  approver: string | null
  approverId: string | null
  /** The release whose content this one brings back. */
  rollbackOf: number | null
  effectiveAt: string
  createdAt: string
  productVersion: string
}

/** Reads and makes releases. The clock is passed in; `productVersion` goes into each release. */
export class ReleaseStore {
  readonly #database: Database
  readonly #productVersion: string
  readonly #clock: () => Date

  constructor(database: Database, productVersion: string, clock: () => Date) {
    this.#database = database
    this.#productVersion = productVersion
    this.#clock = clock
  }

  /** Makes release n+1 of exactly these files. Whoever calls has checked them. */
  async createRelease(request: Omit<ReleaseRequest, 'now' | 'productVersion'>): Promise<CreatedRelease> {
    return inTransaction(this.#database.pool, (client) => createRelease(client, { ...request, now: this.#clock(), productVersion: this.#productVersion }))
  }

  /** The release that runs: the newest. Clocks play no part, so that two runtimes whose clocks differ run the same one. */
  async liveRelease(): Promise<ReleaseSummary | undefined> {
    const release = await this.#database.prisma.release.findFirst({ orderBy: { number: 'desc' } })
    return release === null ? undefined : toSummary(release)
  }

  /** The release that ran at a time; undefined before the first. */
  async liveAt(at: Date): Promise<ReleaseSummary | undefined> {
    const release = await this.#database.prisma.release.findFirst({ where: { effectiveAt: { lte: at } }, orderBy: { number: 'desc' } })
    return release === null ? undefined : toSummary(release)
  }

  /** Newest first. `before` is the smallest number of the page before. */
  async list(options: { before?: number | undefined; limit: number }): Promise<ReleaseSummary[]> {
    const where = options.before === undefined ? {} : { number: { lt: options.before } }
    return (await this.#database.prisma.release.findMany({ where, orderBy: { number: 'desc' }, take: options.limit })).map(toSummary)
  }

  async release(number: number): Promise<ReleaseSummary> {
    const release = await this.#database.prisma.release.findUnique({ where: { number } })
    if (release === null) throw noSuchRelease(number)
    return toSummary(release)
  }

  /** The texts of a release, path → text, in the order of their paths. */
  async releaseFiles(number: number): Promise<Map<string, string>> {
    await this.release(number)
    const { rows } = await this.#database.pool.query<{ path: string; text: string }>(
      'select path, text from release_document join document_version using (sha) where release_number = $1 order by path collate "C"',
      [number],
    )
    return new Map(rows.map(({ path, text }) => [path, text]))
  }

  /** A release as it can be written to a folder, audio included. */
  async releaseBundle(number: number): Promise<BundleFiles> {
    const files = await this.releaseFiles(number)
    const { rows } = await this.#database.pool.query<{ sha256: string; bytes: Buffer; seconds: number }>(
      'select sha256, bytes, seconds from release_audio join audio using (sha256) where release_number = $1',
      [number],
    )
    return { files, audio: new Map(rows.map(({ sha256, bytes, seconds }) => [sha256, { bytes, seconds, mediaType: 'audio/wav' }])) }
  }
}

export function noSuchRelease(number: number): StatedError {
  return new StatedError('NO_SUCH_RELEASE', { ja: `第${number}版はありません。`, en: `There is no release ${number}.` })
}

function toSummary(row: Omit<ReleaseSummary, 'effectiveAt' | 'createdAt'> & { effectiveAt: Date; createdAt: Date }): ReleaseSummary {
  return { ...row, effectiveAt: row.effectiveAt.toISOString(), createdAt: row.createdAt.toISOString() }
}
