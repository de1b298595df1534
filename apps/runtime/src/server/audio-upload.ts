import type { FastifyInstance } from 'fastify'
import { appendAudit } from '../audit/append-audit.ts'
import { bundleLimits } from '../bundles/bundle-files.ts'
import { readWav } from '../bundles/wav.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Actor } from '../people/actor.ts'
import { storeAudio } from '../releases/create-release.ts'
import { sha256 } from '../releases/hashes.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { permit } from './permit.ts'

const notWav = { ja: 'WAV 音声として読めません。PCM の WAV を選んでください。保存していません。', en: 'Not readable as WAV audio; choose a PCM WAV. It was not stored.' }
/** The telephone network's own rate: anything else would be resampled in every call. */
const wanted = { channels: 1, sampleRate: 8000 }
const wrongFormat = { ja: '8 kHz・モノラルの WAV にしてください。保存していません。', en: 'The WAV must be 8 kHz, mono. It was not stored.' }

/** `POST /audio` with a WAV as its body stores it by content and answers `{ sha256, seconds }`. The same audio twice is one. */
export function addAudioUpload(server: FastifyInstance, context: RuntimeContext): void {
  const { database, clock } = context
  const uploaders = new WeakMap<object, Actor>()
  void server.register(async (scope) => {
    // Before the body: nobody sends megabytes only to be refused.
    scope.addHook('onRequest', async (request, reply) => {
      const actor = await permit(context, request, reply, 'draft.edit')
      if (actor !== undefined) uploaders.set(request, actor)
    })
    scope.addContentTypeParser(['audio/wav', 'audio/x-wav', 'audio/wave'], { parseAs: 'buffer', bodyLimit: bundleLimits.audioBytes }, (_request, body, done) => done(null, body))
    scope.post('/audio', { bodyLimit: bundleLimits.audioBytes }, async (request, reply) => {
      const actor = uploaders.get(request)
      if (actor === undefined) return reply.code(401).send()
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const format = readWav(bytes)
      if (format === undefined || format.seconds <= 0) return reply.code(422).send({ said: notWav })
      if (format.channels !== wanted.channels || format.sampleRate !== wanted.sampleRate) return reply.code(422).send({ said: wrongFormat })
      const hash = sha256(bytes)
      await inTransaction(database.pool, async (client) => {
        await storeAudio(client, new Map([[hash, { bytes, seconds: format.seconds, mediaType: 'audio/wav' }]]))
        await appendAudit(client, actor, { action: 'audio.upload', subject: `audio/${hash}`, detail: { bytes: bytes.length, seconds: format.seconds } }, clock())
      })
      return { sha256: hash, seconds: format.seconds }
    })
  })
}
