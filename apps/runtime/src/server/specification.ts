import { once } from 'node:events'
import type { FastifyInstance } from 'fastify'
import type { RuntimeContext } from '../runtime-context.ts'
import { gatherFacts } from '../specification/gather-facts.ts'
import { specificationStream } from '../specification/specification-stream.ts'
import { StatedError } from '../stated-error.ts'
import { permit } from './permit.ts'

const busy = { ja: 'ほかの仕様書を作成しています。少し待ってからもう一度お試しください。', en: 'Other specifications are being printed. Try again in a while.' }

/**
 * `GET /releases/<number>/specification.pdf`: the release printed as a Japanese specification (仕様書). It names numbers that are not published,
 * so each copy is told to the audit log before a byte of it leaves, and no cache keeps it.
 */
export function addSpecification(server: FastifyInstance, context: RuntimeContext): void {
  server.get<{ Params: { number: string } }>('/releases/:number/specification.pdf', async (request, reply) => {
    const actor = await permit(context, request, reply, 'release.compare')
    if (actor === undefined) return reply
    reply.header('cache-control', 'no-store')
    const number = /^[1-9][0-9]{0,8}$/.test(request.params.number) ? Number(request.params.number) : undefined
    if (number === undefined) return reply.code(404).send({ said: { ja: 'この版はありません。', en: 'There is no such release.' } })
    try {
      const facts = await gatherFacts(context, number, { at: context.clock(), by: actor.name })
      const pdf = specificationStream(facts)
      if (pdf === undefined) return await reply.code(503).header('retry-after', '30').send({ said: busy })
      reply.raw.once('close', () => pdf.destroy(new Error('nobody waits for the specification any more')))
      // The first bytes show that it can be printed: until then a refusal can still be told.
      await once(pdf, 'readable')
      await context.audit.append(actor, { action: 'release.specification', subject: `release/${number}`, detail: { contentHash: facts.release.contentHash } })
      return await reply.type('application/pdf').header('content-disposition', `inline; filename="specification-${number}.pdf"; filename*=UTF-8''${encodeURIComponent(`仕様書_第${number}版.pdf`)}`).send(pdf)
    } catch (cause) {
      if (cause instanceof StatedError) return reply.code(404).send({ said: cause.said })
      if (reply.raw.destroyed) return reply
      request.log.error({ err: cause, release: number }, 'specification not printed')
      return reply.code(500).send({ said: { ja: `第${number}版の仕様書を作成できませんでした。版は変わっていません。しばらくしてからもう一度お試しください。`, en: `The specification of release ${number} could not be printed. The release is unchanged. Try again in a while.` } })
    }
  })
}
