import type { OutsideOperation } from '@madoguchi/sdk'
import type pg from 'pg'
import { appendAudit } from '../audit/append-audit.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Actor } from '../people/actor.ts'
import type { Asker } from './outside-world.ts'

export const recordKinds = ['task', 'case', 'callback'] as const
export type RecordKind = (typeof recordKinds)[number]

export interface ServiceRecord {
  id: number
  kind: RecordKind
  title: string
  number: string
  fields: Record<string, string>
  state: 'open' | 'done'
  createdAt: Date
  dueAt: Date | null
  doneAt: Date | null
  doneByName: string | null
}

/** What flows leave for people to do (受付記録). */
export class ServiceRecords {
  readonly #pool: pg.Pool
  readonly #clock: () => Date

  constructor(pool: pg.Pool, clock: () => Date) {
    this.#pool = pool
    this.#clock = clock
  }

  /** Once for each operation of a session, however often it is asked. */
  async create({ record, title, number, fields, dueMinutes }: Extract<OutsideOperation, { op: 'records.create' }>, { sessionId, n }: Asker): Promise<{ record: string }> {
    const now = this.#clock()
    const { rows } = await this.#pool.query<{ id: number }>(
      `insert into service_record (session_id, operation, kind, title, number, fields, created_at, due_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (session_id, operation) do update set operation = excluded.operation returning id`,
      [sessionId, n, record, title, number, JSON.stringify(fields), now, dueMinutes === 0 ? null : new Date(now.getTime() + dueMinutes * 60_000)],
    )
    return { record: String(rows[0]?.id) }
  }

  /** The newest first, from `before` on. */
  async list({ kind, state, before, limit }: { kind?: RecordKind | undefined; state?: 'open' | 'done' | undefined; before?: number | undefined; limit: number }): Promise<ServiceRecord[]> {
    const { rows } = await this.#pool.query<ServiceRecord>(
      `select id, kind, title, number, fields, state, created_at as "createdAt", due_at as "dueAt", done_at as "doneAt", done_by_name as "doneByName" from service_record
       where ($1::text is null or kind = $1) and ($2::text is null or state = $2) and ($3::int is null or id < $3) order by id desc limit $4`,
      [kind ?? null, state ?? null, before ?? null, limit],
    )
    return rows
  }

  /** @returns false where it was done already, or is not there */
  setDone(actor: Actor, id: number, done: boolean): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const at = this.#clock()
      const { rowCount } = await client.query(
        `update service_record set state = $2, done_at = $3, done_by = $4, done_by_name = $5 where id = $1 and state <> $2`,
        done ? [id, 'done', at, actor.id, actor.name] : [id, 'open', null, null, null],
      )
      if (rowCount === 0) return false
      await appendAudit(client, actor, { action: done ? 'records.done' : 'records.reopened', subject: `record/${id}`, detail: {} }, at)
      return true
    })
  }
}
