import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

export const studioFolder = fileURLToPath(new URL('../../../studio/dist', import.meta.url))

/** The built studio. Any other path that a browser opens is a page of the studio, so it gets the same index.html. */
export async function addStudio(server: FastifyInstance, folder: string = studioFolder): Promise<void> {
  const index = path.join(folder, 'index.html')
  const isBuilt = fs.existsSync(index)
  if (isBuilt) {
    await server.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      // Its own header would be written after ours.
      cacheControl: false,
      // The build lays `x.js.gz` beside `x.js`.
      preCompressed: true,
      setHeaders(response, file) {
        // Built files carry a hash in their name; index.html names the newest ones.
        response.setHeader('cache-control', file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache')
        response.setHeader('vary', 'accept-encoding')
      },
    })
  }
  server.setNotFoundHandler(async (request, reply) => {
    const page = request.method === 'GET' && !/^\/(?:trpc|audio|assets)\//.test(request.url)
    if (page && isBuilt) return reply.sendFile('index.html')
    const said = page
      ? { ja: '画面（スタジオ）がまだ作られていません。npm start で起動してください。', en: 'The studio has not been built. Start with npm start.' }
      : { ja: 'ありません。', en: 'There is nothing here.' }
    return reply.code(404).send({ said })
  })
}
