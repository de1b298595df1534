import type { FastifyInstance } from 'fastify'
import { appendAudit } from '../audit/append-audit.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Actor } from '../people/actor.ts'
import { storeAudio } from '../releases/create-release.ts'
import { sha256 } from '../releases/hashes.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { permit } from './permit.ts'
import { checkPromptWav, largestPromptBytes, wavFaults } from './prompt-wav.ts'

/**
 * `POST /audio` with a WAV as its body stores it by content and answers `{ sha256, seconds }`. The same audio twice is one. What the browser
 * says of it counts for nothing: 422 with `{ fault, said }` for what cannot be a prompt.
 */
export function addAudioUpload(server: FastifyInstance, context: RuntimeContext): void {
  const { database, clock } = context
  const uploaders = new WeakMap<object, Actor>()
  void server.register(async (scope) => {
    // Before the body: nobody sends megabytes only to be refused.
    scope.addHook('onRequest', async (request, reply) => {
      const actor = await permit(context, request, reply, 'draft.edit')
      if (actor !== undefined) uploaders.set(request, actor)
    })
    scope.setErrorHandler(async (error: Error & { code?: string; statusCode?: number }, _request, reply) => {
      if (error.code !== 'FST_ERR_CTP_BODY_TOO_LARGE') throw error
      return reply.code(413).send({ fault: 'too-long', said: wavFaults['too-long'] })
    })
    scope.addContentTypeParser(['audio/wav', 'audio/x-wav', 'audio/wave'], { parseAs: 'buffer', bodyLimit: largestPromptBytes }, (_request, body, done) => done(null, body))
    scope.post('/audio', { bodyLimit: largestPromptBytes }, async (request, reply) => {
      const actor = uploaders.get(request)
      if (actor === undefined) return reply.code(401).send()
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const checked = checkPromptWav(bytes)
      if ('fault' in checked) return reply.code(422).send({ fault: checked.fault, said: wavFaults[checked.fault] })
      const { seconds } = checked
      const hash = sha256(bytes)
      await inTransaction(database.pool, async (client) => {
        await storeAudio(client, new Map([[hash, { bytes, seconds, mediaType: 'audio/wav' }]]))
        await appendAudit(client, actor, { action: 'audio.upload', subject: `audio/${hash}`, detail: { bytes: bytes.length, seconds } }, clock())
      })
      return { sha256: hash, seconds }
    })
  })
}
