import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { appendAudit } from '../src/audit/append-audit.ts'
import { toAuditBody } from '../src/audit/audit-body.ts'
import { AuditWriter } from '../src/audit/audit-writer.ts'
import { verifyAudit } from '../src/audit/verify-audit.ts'
import { openDataFolder } from '../src/database/data-folder.ts'
import { startCluster } from '../src/database/embedded-cluster.ts'
import { migrate } from '../src/database/migrate.ts'
import { grantRuntimeRights, prepareRoles } from '../src/database/roles.ts'
import type { Actor } from '../src/people/actor.ts'
import { type BenchResult, type Figure, median } from './bench.ts'

export const name = 'audit'

const rounds = 5
const ownTransactions = 300
const burst = 5_000
const connections = 16

const actor: Actor = { id: '5b6f4c1e-98d4-4a53-9f55-0d6c8b4f3a10', name: '埼玉 花子', organisation: '埼玉県', roles: ['administrator'], from: '127.0.0.1' }
const fact = (n: number) => ({ action: 'drafts.save', subject: `call/flow-${n}`, reason: '受付時間の変更', detail: { revision: n } })
const at = new Date('2026-11-24T10:00:00+09:00')

/**
 * Entries into the audit log against the same rows into a table with the same columns and indexes that nothing chains, on the embedded
 * database as it is shipped (every commit waits for the disk): each entry a transaction of its own, as with a write; and a burst of entries
 * that are tied to no write, through the writer that gathers them, against the same rows gathered alike.
 */
export async function run(): Promise<BenchResult> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-audit-bench-'))
  fs.chmodSync(folder, 0o755)
  const cluster = await startCluster(openDataFolder(folder))
  try {
    const urls = await prepareRoles(cluster)
    await migrate(urls.owner)
    await makeYardstick(urls.owner)
    await grantRuntimeRights(urls)
    const pool = new pg.Pool({ connectionString: urls.runtime, max: connections })
    // A connection that is about to close may still hear that the server stops.
    pool.on('error', () => {})
    try {
      return { name, figures: await measure(pool) }
    } finally {
      await pool.end()
    }
  } finally {
    await cluster.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(pool: pg.Pool): Promise<Figure[]> {
  const writer = new AuditWriter(pool, () => at, { waiting: () => {}, recovered: () => {}, lost: () => {} })
  const ways = {
    chained: () => timed(ownTransactions, (n) => appendAudit(pool, actor, fact(n), at)),
    unchained: () => timed(ownTransactions, (n) => insertPlain(pool, [n])),
    gathered: () => timed(burst, (n) => writer.append(actor, fact(n))),
    gatheredUnchained: () => timedOnce(burst, async () => {
      for (let n = 0; n < burst; n += 500) await insertPlain(pool, Array.from({ length: 500 }, (_, index) => n + index))
    }),
  }
  const measured: Record<keyof typeof ways, number>[] = []
  for (let round = 0; round <= rounds; round++) {
    const result = { chained: await ways.chained(), unchained: await ways.unchained(), gathered: await ways.gathered(), gatheredUnchained: await ways.gatheredUnchained() }
    // The first round only warms compilers and caches.
    if (round > 0) measured.push(result)
  }
  await writer.stop()
  const began = performance.now()
  const { ok, entries } = await verifyAudit({ pool })
  const verifying = performance.now() - began
  const of = (way: keyof typeof ways) => median(measured.map((round) => round[way]))
  const ratio = (a: keyof typeof ways, b: keyof typeof ways) => median(measured.map((round) => round[a] / round[b]))
  return [
    { label: 'a chained entry, each its own commit, 16 at once', value: of('chained'), unit: 'ms/entry', goal: 2 },
    { label: 'the same to unchained', value: ratio('chained', 'unchained'), unit: '×' },
    { label: 'a chained entry in a burst', value: of('gathered'), unit: 'ms/entry', goal: 2 },
    { label: 'the same to unchained', value: ratio('gathered', 'gatheredUnchained'), unit: '×', goal: 5 },
    { label: 'chained entries, each its own commit', value: Math.round(1_000 / of('chained')), unit: 'entries/s' },
    { label: 'chained entries in a burst', value: Math.round(1_000 / of('gathered')), unit: 'entries/s' },
    { label: 'unchained rows, each its own commit', value: Math.round(1_000 / of('unchained')), unit: 'rows/s' },
    { label: 'unchained rows in a burst', value: Math.round(1_000 / of('gatheredUnchained')), unit: 'rows/s' },
    { label: 'verified', value: Math.round((entries / verifying) * 1_000), unit: 'entries/s' },
    { label: 'chain broken afterwards', value: ok ? 0 : 1, unit: '', goal: 0 },
  ]
}

/** Milliseconds an entry, with as many at once as the pool lends connections. */
async function timed(count: number, one: (n: number) => Promise<unknown>): Promise<number> {
  return timedOnce(count, () => Promise.all(Array.from({ length: count }, (_, n) => one(n))))
}

async function timedOnce(count: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / count
}

async function makeYardstick(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query(`
    create table plain_entry (n bigserial primary key, at timestamptz(3) not null, body text not null, previous_hash text not null, hash text not null, actor text not null, action text not null, subject text not null);
    create index on plain_entry (hash); create index on plain_entry (at); create index on plain_entry (actor, n); create index on plain_entry (action, n)`)
  await client.end()
}

async function insertPlain(pool: pg.Pool, numbers: readonly number[]): Promise<void> {
  const rows = numbers.map((n) => ({ body: toAuditBody(actor, fact(n), at), ...fact(n) }))
  await pool.query(
    `insert into plain_entry (at, body, previous_hash, hash, actor, action, subject)
     select $1, body, repeat('0', 64), md5(body) || md5(body), $2, action, subject from unnest($3::text[], $4::text[], $5::text[]) as given (body, action, subject)`,
    [at, actor.id, rows.map(({ body }) => body), rows.map(({ action }) => action), rows.map(({ subject }) => subject)],
  )
}
