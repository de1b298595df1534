import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CookieSerializeOptions } from '@fastify/cookie'
import { longestMs } from '../people/log-in-store.ts'
import type { CurrentLogIn } from '../people/log-in-store.ts'
import type { People } from '../people/people.ts'
import type { Visit } from '../people/visit.ts'
import type { RequestContext, RuntimeContext } from '../runtime-context.ts'
import { allowsDemo } from './allows-demo.ts'

/** Who asks: the log-in that the cookie names, if it is good now. An unfinished log-in is no actor. */
export async function requestContext(context: RuntimeContext, request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> {
  const { people } = context
  const visit = makeVisit(people, request, reply)
  const token = request.cookies[names(isPublic(people, request)).logIn]
  const found = token === undefined ? undefined : await people.logIns.find(token)
  const logIn: CurrentLogIn | undefined = found && { ...found, actor: { ...found.actor, from: visit.address } }
  const actor = logIn?.complete === true && !logIn.mustChangePassword ? logIn.actor : undefined
  return { ...context, actor, logIn, visit: { ...visit, tokenHash: logIn?.tokenHash } }
}

/** Whether the browser reached us under the public address: then a proxy before us speaks HTTPS. */
export function isPublic({ publicUrl }: People, request: FastifyRequest): boolean {
  return publicUrl !== undefined && request.headers.host === publicUrl.host
}

/** `__Host-` keeps other sites of the same domain from setting the cookie (RFC 6265bis); browsers take it over HTTPS only. */
function names(secure: boolean) {
  const prefix = secure ? '__Host-' : ''
  return { logIn: `${prefix}madoguchi_log_in`, known: `${prefix}madoguchi_known`, secondFactor: `${prefix}madoguchi_second_factor` }
}

const knownSeconds = 180 * 86_400

function makeVisit(people: People, request: FastifyRequest, reply: FastifyReply): Visit {
  const secure = isPublic(people, request) && people.publicUrl?.protocol === 'https:'
  const name = names(secure)
  const options: CookieSerializeOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure }
  return {
    address: addressOf(people, request),
    userAgent: request.headers['user-agent'] ?? '',
    known: request.cookies[name.known],
    tokenHash: undefined,
    demoAllowed: people.demo && allowsDemo(people, request),
    pendingSecondFactor: request.cookies[name.secondFactor],
    keep({ token, known }) {
      void reply.setCookie(name.logIn, token, { ...options, maxAge: longestMs / 1000 })
      if (known !== undefined) void reply.setCookie(name.known, known, { ...options, maxAge: knownSeconds })
    },
    forget: () => void reply.clearCookie(name.logIn, options),
    keepPendingSecondFactor: (sealed) => void reply.setCookie(name.secondFactor, sealed, { ...options, maxAge: 1_800 }),
  }
}

/** Behind our own proxy the last forwarded address is the one that the proxy saw; those before it may be made up. */
function addressOf(people: People, request: FastifyRequest): string {
  const forwarded = isPublic(people, request) ? request.headers['x-forwarded-for'] : undefined
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : forwarded)?.split(',').at(-1)?.trim()
  return last === undefined || last === '' ? request.ip : last
}
