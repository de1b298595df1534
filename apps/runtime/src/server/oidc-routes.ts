import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CookieSerializeOptions } from '@fastify/cookie'
import { fail } from '../people/log-in.ts'
import { logInWithOidc } from '../people/log-in-with-oidc.ts'
import type { OidcJourney, OpenIdConnect } from '../people/open-id-connect.ts'
import type { People } from '../people/people.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { StatedError } from '../stated-error.ts'
import { isPublic, requestContext } from './request-context.ts'

const purpose = 'OpenID Connect'
const cookie = 'madoguchi_oidc'
const callbackPath = '/log-in/oidc/callback'
const journeySeconds = 600

/**
 * `GET /log-in/oidc` leads the browser to the provider, `GET /log-in/oidc/callback` takes it back. A failure leads to the log-in page with
 * `?problem=` and why (`oidc-unknown`, `oidc-failed`, `disabled` …), a second factor that is owed with `?next=second-factor`.
 */
export function addOidc(server: FastifyInstance, context: RuntimeContext): void {
  const { people } = context
  const { oidc } = people
  if (oidc === undefined) return
  server.get('/log-in/oidc', async (request, reply) => {
    try {
      const { url, journey } = await oidc.begin(callbackUrl(people, request))
      void reply.setCookie(cookie, people.key.seal(purpose, JSON.stringify(journey), ''), { ...cookieOptions(people, request), maxAge: journeySeconds })
      return await reply.redirect(url.href)
    } catch (cause) {
      context.log.warn({ err: cause }, 'the OpenID provider cannot be reached')
      return reply.redirect('/log-in?problem=oidc-failed')
    }
  })
  server.get(callbackPath, async (request, reply) => {
    const { visit } = await requestContext(context, request, reply)
    const sealed = request.cookies[cookie]
    void reply.clearCookie(cookie, cookieOptions(people, request))
    if (visit === undefined || sealed === undefined) return reply.redirect('/log-in?problem=oidc-failed')
    try {
      const identity = await identify(people, oidc, request, sealed)
      const begun = await logInWithOidc(people, identity, visit)
      visit.keep(begun)
      return await reply.redirect(begun.next === 'second-factor' ? '/log-in?next=second-factor' : '/')
    } catch (cause) {
      if (cause instanceof StatedError) return reply.redirect(`/log-in?problem=${problemOf(cause)}`)
      context.log.warn({ err: cause }, 'log-in with the OpenID provider failed')
      await fail(people, '', visit, undefined, 'OpenID Connect')
      return reply.redirect('/log-in?problem=oidc-failed')
    }
  })
}

async function identify(people: People, oidc: OpenIdConnect, request: FastifyRequest, sealed: string) {
  const opened = people.key.open(purpose, sealed, '')
  if (opened === undefined) throw new Error('the cookie of the journey was not sealed by this installation')
  // Sealed by us, so it is what we wrote.
  const journey: OidcJourney = JSON.parse(opened)
  return oidc.finish(new URL(`${callbackUrl(people, request)}${request.url.slice(callbackPath.length)}`), journey)
}

function callbackUrl(people: People, request: FastifyRequest): string {
  const origin = isPublic(people, request) && people.publicUrl ? people.publicUrl.origin : `http://${request.headers.host}`
  return `${origin}${callbackPath}`
}

/** Lax, since the provider leads the browser back from another site. */
function cookieOptions(people: People, request: FastifyRequest): CookieSerializeOptions {
  return { path: '/log-in/oidc', httpOnly: true, sameSite: 'lax', secure: isPublic(people, request) && people.publicUrl?.protocol === 'https:' }
}

function problemOf({ data }: StatedError): string {
  return typeof data === 'object' && data !== null && 'why' in data && typeof data.why === 'string' ? data.why : 'oidc-failed'
}
