import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/**
 * Only our own scripts run; nothing is fetched from any other host. Styles may stand inline because the component library sets them at run
 * time. `unsafe-eval` is never needed: validation interprets schemas.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()',
}

/** Only names that are ours, only pages that came from here, and no answer with data in any cache. */
export function addSecurity(server: FastifyInstance, publicUrl: URL | undefined): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(headers)
    if (/^\/(?:trpc|log-in\/oidc)\b/.test(request.url)) reply.header('cache-control', 'no-store')
    const refusal = refusalFor(request, publicUrl)
    if (refusal !== undefined) await refuse(reply, refusal)
  })
}

type Refusal = keyof typeof refusals

function refusalFor(request: FastifyRequest, publicUrl: URL | undefined): Refusal | undefined {
  const { host, origin } = request.headers
  // A page of an attacker's site whose name was made to point at 127.0.0.1 (DNS rebinding) still sends that name as Host.
  if (!isLoopbackHost(host) && host !== publicUrl?.host) return 'host'
  if (origin !== undefined && originHost(origin) !== host) return 'origin'
  const site = request.headers['sec-fetch-site']
  if (request.method === 'GET' || request.method === 'HEAD') {
    // A click on a link elsewhere may open the studio, but no other site may load or call anything of it.
    return site === 'cross-site' && request.headers['sec-fetch-mode'] !== 'navigate' ? 'origin' : undefined
  }
  // A write says where it comes from, and that is here: every browser tells, and another page on this machine (same site, other port) is another
  // origin. The cookie alone never suffices (CSRF).
  if (origin === undefined && site !== 'same-origin') return 'origin'
  if (site !== undefined && site !== 'same-origin') return 'origin'
  // A form on another page can send any text, but cannot send JSON without being asked for leave first (CORS).
  return request.url.startsWith('/trpc/') && !/^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '') ? 'type' : undefined
}

/** `Host` without its port is a loopback name. */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host)
}

function originHost(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}

const refusals = {
  host: { status: 421, said: { ja: 'この窓口は、このコンピューターの localhost からだけ開けます。', en: 'This Madoguchi opens only as localhost on this computer.' } },
  origin: { status: 403, said: { ja: 'ほかのサイトからの操作は受け付けません。', en: 'Requests from other sites are not accepted.' } },
  type: { status: 415, said: { ja: 'この形式の要求は受け付けられません。', en: 'Requests of this kind are not accepted.' } },
} as const

async function refuse(reply: FastifyReply, refusal: Refusal): Promise<void> {
  const { status, said } = refusals[refusal]
  await reply.code(status).send({ said })
}
