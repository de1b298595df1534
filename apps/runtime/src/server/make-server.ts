import fastifyCookie from '@fastify/cookie'
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import type { FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify'
import Fastify from 'fastify'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { appRouter } from '../router.ts'
import type { AppRouter } from '../router.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { addAudio } from './audio.ts'
import { addAudioUpload } from './audio-upload.ts'
import { addHealth } from './health.ts'
import { addOidc } from './oidc-routes.ts'
import { requestContext } from './request-context.ts'
import { addPluginCode } from './plugin-code.ts'
import { addSecurity } from './security.ts'
import { addSpecification } from './specification.ts'
import { addStudio } from './studio.ts'

const largestBody = 6_000_000

/** The HTTP server of a runtime: studio, procedures, audio, health. It does not listen yet. */
export async function makeServer(context: RuntimeContext, options: { studio?: string } = {}): Promise<FastifyInstance> {
  const logger: FastifyBaseLogger = context.log
  const server = Fastify({
    loggerInstance: logger,
    routerOptions: { maxParamLength: 5_000 },
    // Subscriptions never end by themselves; without this close() would wait for them.
    forceCloseConnections: true,
    bodyLimit: largestBody,
  })
  server.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error({ err: error }, 'request failed')
    const said =
      status < 500
        ? { ja: 'この要求は受け付けられません。', en: 'This request cannot be accepted.' }
        : { ja: '処理できませんでした。データは変更していません。もう一度試すか、記録（ログ）を確認してください。', en: 'The request failed. Try again, or look into the log.' }
    return reply.code(status).send({ said })
  })
  addSecurity(server, context.people.publicUrl)
  await server.register(fastifyCookie)
  addHealth(server, context)
  addAudio(server, context)
  addAudioUpload(server, context)
  addSpecification(server, context)
  addPluginCode(server, context)
  addOidc(server, context)
  await server.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      // A reason or a long search belongs into a body, not into an address that proxies write down.
      allowMethodOverride: true,
      createContext: ({ req, res }) => requestContext(context, req, res),
      onError({ error, path, type }) {
        if (error.code === 'INTERNAL_SERVER_ERROR') context.log.error({ err: error, procedure: path, type }, 'procedure failed')
      },
    } satisfies FastifyTRPCPluginOptions<AppRouter>['trpcOptions'],
  })
  await addStudio(server, options.studio)
  return server
}
