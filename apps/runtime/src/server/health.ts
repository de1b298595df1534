import type { FastifyInstance } from 'fastify'
import type { RuntimeContext } from '../runtime-context.ts'

/** What a load balancer or a person asks first. 503 while the database is away, although calls go on. */
export function addHealth(server: FastifyInstance, context: RuntimeContext): void {
  server.get('/health', async (_, reply) => {
    const database = await databaseAnswers(context)
    const release = context.live.current
    return reply.code(database ? 200 : 503).header('cache-control', 'no-store').send({
      ok: database,
      database: { ok: database, embedded: context.database.embedded },
      release: release === undefined ? null : { number: release.number, hash: release.releaseHash },
      telephony: context.telephony?.instances() ?? [],
      outbox: database ? await context.outbox.counts() : null,
      sessions: { waitingRecords: context.writer.waiting, spooling: context.writer.spooling },
      uptimeSeconds: Math.floor(process.uptime()),
      versions: { madoguchi: context.productVersion, node: process.versions.node },
    })
  })
}

async function databaseAnswers(context: RuntimeContext): Promise<boolean> {
  try {
    await context.database.pool.query('select 1')
    return true
  } catch {
    return false
  }
}
