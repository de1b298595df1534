import pg from 'pg'
import PgBoss from 'pg-boss'
import { outboxQueue } from '../integrations/outbox.ts'

/** Gives the job queue its tables, in a schema of its own. The owner does it: a runtime's role makes no tables. Safe to repeat, and from several processes. */
export async function prepareJobs(ownerUrl: string): Promise<void> {
  if (await isPrepared(ownerUrl)) return
  const boss = new PgBoss({ connectionString: ownerUrl, max: 1, supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  try {
    await boss.createQueue(outboxQueue)
  } finally {
    await boss.stop({ graceful: false, wait: true })
  }
}

async function isPrepared(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>(`select to_regclass('pgboss.queue') is not null as there`)
    if (rows[0]?.there !== true) return false
    return (await client.query('select from pgboss.queue where name = $1', [outboxQueue])).rowCount === 1
  } finally {
    await client.end()
  }
}
