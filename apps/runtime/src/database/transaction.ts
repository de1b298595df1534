import type pg from 'pg'

/** Runs `work` in one transaction: all of it holds, or nothing of it. */
export async function inTransaction<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (cause) {
    await client.query('rollback').catch((fault: Error) => (broken = fault))
    throw cause
  } finally {
    // A connection that could not even roll back is thrown away, not handed to the next.
    client.release(broken)
  }
}
