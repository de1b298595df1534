import type pg from 'pg'
import type { Logger } from 'pino'
import { appendAudit } from '../audit/append-audit.ts'
import { inTransaction } from '../database/transaction.ts'
import { system } from '../people/actor.ts'
import type { LiveRelease } from '../releases/live-release.ts'
import { namedAudio } from '../releases/named-audio.ts'
import { StatedError } from '../stated-error.ts'
import { type ApprovalRow, lockRequest, subjectOf } from './approval-request.ts'
import { planRebase, refreeze } from './rebase-request.ts'
import { lockLive, releaseRequest } from './release-request.ts'
import type { ApprovalContext } from './request-approval.ts'
import { liveNumber } from './snapshot.ts'

/** One runtime at a time makes releases of what waits; a killed one loses the lock with its connection. */
const waitingLock = 72707374
/** Another runtime is at it; should it be killed, nobody waits long. */
const busyMs = 500
/** After a fault that may pass. */
const faultMs = 10_000
const longestTimerMs = 2 ** 31 - 1

/** What one step came to. `busy`: another runtime is at it. */
type Step = 'done' | 'busy' | 'more'

/**
 * Makes releases of approved requests when their time comes, and keeps those that wait a change against the release that runs. Every runtime
 * runs it; each step is one transaction under an advisory lock, so there is exactly one release however many runtimes there are and whichever
 * is killed. Times that passed while nobody ran are made up at the start.
 *
 * idle → (start, a notification, its time, every half minute) → steps until nothing is left → a timer for the next time → idle.
 * A step: a request whose base does not run any more is rebuilt on the release that does, or, where both changed one document or the result
 * has problems, becomes stale, with an alarm; one that is due becomes a release.
 */
export class WaitingReleases {
  readonly #context: ApprovalContext
  readonly #live: LiveRelease
  readonly #log: Logger
  #timer: NodeJS.Timeout | undefined
  #working: Promise<void> | undefined
  #again = false
  #stopped = false

  constructor({ live, log, ...context }: ApprovalContext & { live: LiveRelease; log: Logger }) {
    this.#context = context
    this.#live = live
    this.#log = log
  }

  /** Resolves when everything that was due is released. */
  async start(): Promise<void> {
    this.#live.onLook(() => void this.#wake())
    await this.#wake()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#working
  }

  /** Never rejects. */
  #wake(): Promise<void> {
    this.#again = true
    if (this.#stopped) return Promise.resolve()
    return (this.#working ??= this.#work().finally(() => (this.#working = undefined)))
  }

  async #work(): Promise<void> {
    let ms: number | undefined
    // What is told while the next time is looked up is not lost.
    while (this.#again && !this.#stopped) {
      this.#again = false
      ms = (await this.#settle()) ?? (await this.#untilNext())
    }
    clearTimeout(this.#timer)
    if (ms !== undefined && !this.#stopped) this.#timer = setTimeout(() => void this.#wake(), ms).unref()
  }

  /** Steps until nothing is left to do. Returns the milliseconds after which to try again what was left. A request that fails does not keep the others waiting. */
  async #settle(): Promise<number | undefined> {
    const failed: number[] = []
    for (;;) {
      let id: number | undefined
      try {
        const step = await this.#step(failed, (found) => (id = found))
        if (step === 'busy') return busyMs
        if (step === 'done') return failed.length === 0 ? undefined : faultMs
      } catch (cause) {
        if (id === undefined) {
          this.#log.error({ err: cause }, 'waiting releases cannot be looked for')
          return faultMs
        }
        if (!(await this.#refuse(id, cause))) failed.push(id)
      }
      if (this.#stopped) return undefined
    }
  }

  async #step(failed: readonly number[], found: (id: number) => void): Promise<Step> {
    const { database, clock } = this.#context
    return inTransaction(database.pool, async (client) => {
      const { rows } = await client.query<{ id: number }>(
        `select id from approval_request where state = 'waiting' and (effective_at <= $1 or base_release is distinct from (select max(number) from release)) and id <> all($2::int[])
         order by effective_at, id limit 1`,
        [clock(), failed],
      )
      const id = rows[0]?.id
      if (id === undefined) return 'done'
      const { rows: locked } = await client.query<{ got: boolean }>('select pg_try_advisory_xact_lock($1) as got', [waitingLock])
      if (locked[0]?.got !== true) return 'busy'
      found(id)
      const request = await lockRequest(client, id)
      // Another runtime, or a person, was quicker.
      if (request.state === 'waiting') await this.#settleOne(client, request)
      return 'more'
    })
  }

  async #settleOne(client: pg.PoolClient, request: ApprovalRow): Promise<void> {
    const { productVersion, clock } = this.#context
    if ((await liveNumber(client)) !== request.baseRelease) return this.#rebuild(client, request)
    const now = clock()
    if (request.effectiveAt === null || request.effectiveAt > now) return
    // A release that landed just now is seen by the next step.
    if ((await lockLive(client)) !== request.baseRelease) return
    const release = await releaseRequest(client, request, { productVersion, now })
    const lateSeconds = Math.round((now.getTime() - request.effectiveAt.getTime()) / 1000)
    await appendAudit(client, system, { action: 'approvals.released', subject: subjectOf(request.id), detail: { release, dueAt: request.effectiveAt, lateSeconds, approver: request.decidedBy } }, now)
    this.#log.info({ request: request.id, release, lateSeconds }, 'a waiting release took effect')
  }

  /** The approval holds where nothing that was approved looks different on the release that runs. */
  async #rebuild(client: pg.PoolClient, request: ApprovalRow): Promise<void> {
    const { live, liveTexts, merged } = await planRebase(client, request)
    if (merged.overlaps.length > 0) return this.#alarm(client, request, { why: 'overlap', live, documents: merged.overlaps })
    const problems = await this.#context.gate(merged.files, new Set(await namedAudio(client, merged.files)))
    const errors = problems.filter(({ severity }) => severity === 'error')
    if (errors.length > 0) return this.#alarm(client, request, { why: 'problems', live, problems: errors.slice(0, 20).map(({ code, document }) => `${code} ${document}`) })
    const detail = await refreeze(client, request, { live, liveTexts, files: merged.files }, 'waiting')
    await appendAudit(client, system, { action: 'approvals.rebuilt', subject: subjectOf(request.id), detail }, this.#context.clock())
  }

  /** What cannot be released as it was approved becomes stale. Returns false for a fault that may pass. */
  async #refuse(id: number, cause: unknown): Promise<boolean> {
    if (!(cause instanceof StatedError)) {
      this.#log.error({ request: id, err: cause }, 'a waiting release failed and is tried again')
      return false
    }
    try {
      await inTransaction(this.#context.database.pool, async (client) => {
        const request = await lockRequest(client, id)
        if (request.state === 'waiting') await this.#alarm(client, request, { why: cause.code, ...(typeof cause.data === 'object' ? cause.data : {}) })
      })
      return true
    } catch (fault) {
      this.#log.error({ request: id, err: fault }, 'a waiting release failed and is tried again')
      return false
    }
  }

  async #alarm(client: pg.PoolClient, request: ApprovalRow, detail: Record<string, unknown>): Promise<void> {
    await client.query(`update approval_request set state = 'stale' where id = $1`, [request.id])
    await appendAudit(client, system, { action: 'approvals.stale', subject: subjectOf(request.id), detail: { ...detail, effectiveAt: request.effectiveAt } }, this.#context.clock())
    this.#log.warn({ request: request.id, effectiveAt: request.effectiveAt, ...detail }, 'a waiting release needs approval again and will not take effect')
  }

  async #untilNext(): Promise<number | undefined> {
    const { database, clock } = this.#context
    try {
      const { rows } = await database.pool.query<{ next: Date | null }>(`select min(effective_at) as next from approval_request where state = 'waiting'`)
      const next = rows[0]?.next
      // Just after the time, so that the clock has reached it; later ones than a timer holds are set anew on the way.
      return next == null ? undefined : Math.min(Math.max(next.getTime() - clock().getTime(), 0) + 1, longestTimerMs)
    } catch {
      return faultMs
    }
  }
}
