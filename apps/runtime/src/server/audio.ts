import type { FastifyInstance } from 'fastify'
import type { Database } from '../database/open-database.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { permit } from './permit.ts'

/**
 * `/audio/<sha256>.wav`: stored audio, whole or in ranges (RFC 9110 §14; Safari plays nothing without). The name is the content, so
 * browsers (and no cache between) may keep it for ever. Only the asked range leaves the database.
 */
export function addAudio(server: FastifyInstance, context: RuntimeContext): void {
  const { database } = context
  server.get<{ Params: { file: string } }>('/audio/:file', async (request, reply) => {
    if ((await permit(context, request, reply, 'release.read')) === undefined) return reply
    const sha = /^([0-9a-f]{64})\.wav$/.exec(request.params.file)?.[1]
    const size = sha === undefined ? undefined : await audioSize(database, sha)
    if (sha === undefined || size === undefined) {
      return reply.code(404).send({ said: { ja: 'この音声はありません。', en: 'There is no such audio.' } })
    }
    reply.headers({ 'cache-control': 'private, max-age=31536000, immutable', etag: `"${sha}"`, 'accept-ranges': 'bytes', 'content-type': 'audio/wav' })
    if (request.headers['if-none-match'] === `"${sha}"`) return reply.code(304).send()
    const range = readRange(request.headers.range, size)
    if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send()
    if (range !== undefined) reply.code(206).header('content-range', `bytes ${range.first}-${range.last}/${size}`)
    return reply.send(await audioBytes(database, sha, range ?? { first: 0, last: size - 1 }))
  })
}

export interface ByteRange {
  first: number
  last: number
}

/** One range of a `Range` header; several at once, or another unit, mean the whole (undefined), as RFC 9110 allows. */
export function readRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  const [, from = '', to = ''] = match ?? []
  if (from === '' && to === '') return undefined
  if (from === '') {
    const suffix = Math.min(Number(to), size)
    return suffix === 0 ? 'unsatisfiable' : { first: size - suffix, last: size - 1 }
  }
  const first = Number(from)
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && Number(to) < first) return undefined
  return first >= size ? 'unsatisfiable' : { first, last }
}

async function audioSize(database: Database, sha: string): Promise<number | undefined> {
  const { rows } = await database.pool.query<{ size: number }>('select octet_length(bytes) as size from audio where sha256 = $1', [sha])
  return rows[0]?.size
}

async function audioBytes(database: Database, sha: string, { first, last }: ByteRange): Promise<Buffer> {
  const { rows } = await database.pool.query<{ part: Buffer }>('select substring(bytes from $2 for $3) as part from audio where sha256 = $1', [sha, first + 1, last - first + 1])
  return rows[0]?.part ?? Buffer.alloc(0)
}
