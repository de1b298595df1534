import type { FastifyInstance } from 'fastify'
import { bundleLimits } from '../bundles/bundle-files.ts'
import { readWav } from '../bundles/wav.ts'
import type { Database } from '../database/open-database.ts'
import { inTransaction } from '../database/transaction.ts'
import { storeAudio } from '../releases/create-release.ts'
import { sha256 } from '../releases/hashes.ts'

const notWav = { ja: 'WAV 音声として読めません。PCM の WAV を選んでください。保存していません。', en: 'Not readable as WAV audio; choose a PCM WAV. It was not stored.' }
/** The telephone network's own rate: anything else would be resampled in every call. */
const wanted = { channels: 1, sampleRate: 8000 }
const wrongFormat = { ja: '8 kHz・モノラルの WAV にしてください。保存していません。', en: 'The WAV must be 8 kHz, mono. It was not stored.' }

/** `POST /audio` with a WAV as its body stores it by content and answers `{ sha256, seconds }`. The same audio twice is one. */
export function addAudioUpload(server: FastifyInstance, database: Database): void {
  void server.register(async (scope) => {
    scope.addContentTypeParser(['audio/wav', 'audio/x-wav', 'audio/wave'], { parseAs: 'buffer', bodyLimit: bundleLimits.audioBytes }, (_request, body, done) => done(null, body))
    scope.post('/audio', { bodyLimit: bundleLimits.audioBytes }, async (request, reply) => {
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const format = readWav(bytes)
      if (format === undefined || format.seconds <= 0) return reply.code(422).send({ said: notWav })
      if (format.channels !== wanted.channels || format.sampleRate !== wanted.sampleRate) return reply.code(422).send({ said: wrongFormat })
      const hash = sha256(bytes)
      await inTransaction(database.pool, (client) => storeAudio(client, new Map([[hash, { bytes, seconds: format.seconds, mediaType: 'audio/wav' }]])))
      return { sha256: hash, seconds: format.seconds }
    })
  })
}
