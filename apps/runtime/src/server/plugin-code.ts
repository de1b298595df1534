import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { RuntimeContext } from '../runtime-context.ts'
import { permit } from './permit.ts'

/** A worker has the policy of its own script: code of third parties computes, and reaches nothing, not even this server. */
const sandboxPolicy = "default-src 'none'; script-src 'self'; connect-src 'none'; worker-src 'none'"
const sandboxFiles = { 'guest-worker.mjs': '@madoguchi/sdk/guest-worker', 'guest.mjs': '@madoguchi/sdk/guest' } as const

/**
 * `/plugin-sandbox/…`: the worker in which the studio runs executors of third parties. `/plugin-code/<content hash>/<path>`: their modules, as they
 * were read and hashed at the start; the name is the content, so a browser that has one has the right one.
 */
export function addPluginCode(server: FastifyInstance, context: RuntimeContext): void {
  const sandbox = new Map(Object.entries(sandboxFiles).map(([name, module]) => [name, fs.readFileSync(fileURLToPath(import.meta.resolve(module)))]))
  server.get<{ Params: { file: string } }>('/plugin-sandbox/:file', async (request, reply) => {
    const script = sandbox.get(request.params.file)
    return script ? send(reply, script, 'no-cache') : nothing(reply)
  })
  server.get<{ Params: { hash: string; '*': string } }>('/plugin-code/:hash/*', async (request, reply) => {
    if ((await permit(context, request, reply, 'draft.read')) === undefined) return reply
    const { hash, '*': path } = request.params
    const script = context.plugins.all.find(({ contentHash, refused }) => contentHash === hash && !refused)?.scripts.get(path)
    return script ? send(reply, script, 'private, max-age=31536000, immutable') : nothing(reply)
  })
}

function send(reply: FastifyReply, script: Buffer, caching: string): FastifyReply {
  return reply.headers({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': caching, 'content-security-policy': sandboxPolicy }).send(script)
}

function nothing(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ said: { ja: 'ありません。', en: 'There is nothing here.' } })
}
