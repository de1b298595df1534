import { type OutsideOperation, type QueuePriority, type Results, inTurn } from '@madoguchi/sdk'
import type pg from 'pg'
import { inTransaction } from '../database/transaction.ts'
import type { Asker } from './outside-world.ts'

export interface QueueCallback {
  id: number
  queue: string
  number: string
  priority: QueuePriority
  joinedAt: Date
  state: 'offered' | 'taken' | 'done' | 'expired'
  createdAt: Date
}

/** Who is to be called back (折り返しの予約): places in queues that were kept when their callers hung up. */
export class QueueCallbacks {
  readonly #pool: pg.Pool
  readonly #clock: () => Date

  constructor(pool: pg.Pool, clock: () => Date) {
    this.#pool = pool
    this.#clock = clock
  }

  /** Once for each operation of a session, and once for each number in a queue, which keeps its first place until it was called. */
  request({ queue, number, joinedMs, priority }: Extract<OutsideOperation, { op: 'callbacks.request' }>, { sessionId, n, elapsedMs = joinedMs }: Asker): Promise<Results['callbacks.request']> {
    return inTransaction(this.#pool, async (client) => {
      const now = this.#clock()
      // Two calls from one number at once must not both find nothing.
      await client.query('select pg_advisory_xact_lock(hashtext($1))', [`callback ${queue} ${number}`])
      const { rows: known } = await client.query<{ own: boolean }>(
        `select (session_id = $3 and operation = $4) as own from queue_callback where queue = $1 and number = $2 and (state = 'offered' or (session_id = $3 and operation = $4))`,
        [queue, number, sessionId, n],
      )
      if (known.length === 0) {
        await client.query(
          `insert into queue_callback (session_id, operation, queue, number, priority, joined_at, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
          [sessionId, n, queue, number, priority, new Date(now.getTime() - Math.max(0, elapsedMs - joinedMs)), now],
        )
      }
      const { rows } = await client.query<QueueCallback>(`${selected} where queue = $1 and state = 'offered'`, [queue])
      const position = inOrder(rows).findIndex((one) => one.number === number) + 1
      return { result: known.length === 0 || known.some(({ own }) => own) ? 'accepted' : 'duplicate', position: Math.max(1, position) }
    })
  }

  /** Those who are still to be called, in the order in which it is their turn. */
  async list(queue?: string): Promise<QueueCallback[]> {
    const { rows } = await this.#pool.query<QueueCallback>(`${selected} where state = 'offered' and ($1::text is null or queue = $1) order by id limit 1000`, [queue ?? null])
    return inOrder(rows)
  }
}

const selected = 'select id, queue, number, priority, joined_at as "joinedAt", state, created_at as "createdAt" from queue_callback'

function inOrder(rows: QueueCallback[]): QueueCallback[] {
  const standing = ({ priority, joinedAt }: QueueCallback) => ({ priority, joinedMs: joinedAt.getTime() })
  return rows.toSorted((a, b) => inTurn(standing(a), standing(b)) || a.id - b.id)
}
