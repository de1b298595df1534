import { randomUUID } from 'node:crypto'
import type { OutsideOperation, Results } from '@madoguchi/sdk'
import type pg from 'pg'
import PgBoss from 'pg-boss'
import type { Logger } from 'pino'
import { inTransaction } from '../database/transaction.ts'
import type { Asker } from './outside-world.ts'
import type { Message, Senders } from './senders.ts'

export const outboxQueue = 'outbox'

export interface OutboxOptions {
  pool: pg.Pool
  /** Where the jobs lie; holds a password. */
  url: string
  senders: Senders
  clock: () => Date
  log: Pick<Logger, 'warn' | 'error' | 'info'>
  /** A job of a runtime that died is another one's after this time. */
  expireInSeconds?: number
  maintenanceIntervalSeconds?: number
}

const retries = { retryLimit: 6, retryDelay: 5, retryBackoff: true } as const

/**
 * Messages that wait to be sent. A message and its job are written in one transaction, under the key of session and operation, so there is one
 * of each however often it is asked for. A runtime that dies while it sends leaves the job to the next, which sends under the same id: the
 * gateway knows a repetition by it, and e-mail keeps its Message-ID.
 */
export class Outbox {
  readonly #options: OutboxOptions
  readonly #boss: PgBoss

  constructor(options: OutboxOptions) {
    this.#options = options
    this.#boss = new PgBoss({ connectionString: options.url, max: 3, migrate: false, schedule: false, application_name: 'madoguchi-jobs', maintenanceIntervalSeconds: options.maintenanceIntervalSeconds ?? 30 })
    this.#boss.on('error', (cause) => options.log.warn({ err: cause }, 'the job queue has lost its database'))
  }

  async start(): Promise<void> {
    await this.#boss.start()
    await this.#boss.work<{ message: string }>(outboxQueue, { pollingIntervalSeconds: 1, batchSize: 1, includeMetadata: true }, async ([job]) => {
      if (job) await this.#deliver(job.data.message, job.retryCount >= job.retryLimit)
    })
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, wait: true, timeout: 25_000 })
  }

  accept({ by, to, subject, text }: Extract<OutsideOperation, { op: 'messages.send' }>, { sessionId, n }: Asker): Promise<Results['messages.send']> {
    const configured = this.#options.senders.has(by)
    return inTransaction(this.#options.pool, async (client) => {
      const id = randomUUID()
      const { rowCount } = await client.query(
        `insert into outbox_message (id, session_id, operation, by, recipient, subject, body, state, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (session_id, operation) do nothing`,
        [id, sessionId, n, by, to, subject, text, configured ? 'waiting' : 'no-gateway', this.#options.clock()],
      )
      if (rowCount === 0) return this.#accepted(client, sessionId, n)
      if (configured) await this.#boss.send(outboxQueue, { message: id }, { id, ...retries, expireInSeconds: this.#options.expireInSeconds ?? 60, db: { executeSql: (sql, values) => client.query(sql, values) } })
      return { result: configured ? 'accepted' : 'no-gateway', message: id }
    })
  }

  /** How many messages wait, failed, or have no gateway to go by. */
  async counts(): Promise<{ waiting: number; failed: number; noGateway: number }> {
    const { rows } = await this.#options.pool.query<{ state: string; count: number }>(`select state, count(*)::int as count from outbox_message where state <> 'sent' group by state`)
    const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0
    return { waiting: of('waiting'), failed: of('failed'), noGateway: of('no-gateway') }
  }

  async #accepted(client: pg.PoolClient, sessionId: string, n: number): Promise<Results['messages.send']> {
    const { rows } = await client.query<{ id: string; state: string }>('select id, state from outbox_message where session_id = $1 and operation = $2', [sessionId, n])
    return { result: rows[0]?.state === 'no-gateway' ? 'no-gateway' : 'accepted', message: rows[0]?.id ?? '' }
  }

  /** Sends one message; what is sent already is left alone. Throws for the queue to try again later. */
  async #deliver(id: string, last: boolean): Promise<void> {
    const { pool, senders, clock, log } = this.#options
    const { rows } = await pool.query<Message>(`update outbox_message set attempts = attempts + 1 where id = $1 and state = 'waiting' returning id, by, recipient, subject, body`, [id])
    const [message] = rows
    if (message === undefined) return
    try {
      await senders.send(message)
    } catch (cause) {
      log.warn({ message: id, by: message.by, last }, 'a message could not be sent')
      if (!last) throw cause
      await pool.query(`update outbox_message set state = 'failed' where id = $1`, [id])
      return
    }
    await pool.query(`update outbox_message set state = 'sent', sent_at = $2 where id = $1`, [id, clock()])
  }
}
