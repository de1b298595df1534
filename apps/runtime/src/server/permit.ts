import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../people/actor.ts'
import type { Permission } from '../people/roles.ts'
import { mayDo } from '../procedure.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { requestContext } from './request-context.ts'

const first = { ja: 'ログインしてください。', en: 'Log in first.' }
const refused = { ja: 'この操作をする権限がありません。', en: 'Your role does not allow this.' }

/** For routes that are no procedures: who asks, if their roles give the permission. Undefined: the refusal has been sent (and audited). */
export async function permit(context: RuntimeContext, request: FastifyRequest, reply: FastifyReply, permission: Permission): Promise<Actor | undefined> {
  const { actor } = await requestContext(context, request, reply)
  if (actor === undefined) {
    await reply.code(401).header('cache-control', 'no-store').send({ said: first })
    return undefined
  }
  if (mayDo(actor, permission)) return actor
  const subject = `${request.method} ${request.routeOptions.url ?? ''}`
  await context.audit.append(actor, { action: 'permission.refused', subject, detail: { permission } })
  await reply.code(403).header('cache-control', 'no-store').send({ said: refused })
  return undefined
}
