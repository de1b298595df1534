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

/** Until people log in, whoever reaches the port may do everything: so only this machine, and only pages that came from here. */
export function addSecurity(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(headers)
    const refusal = refusalFor(request)
    if (refusal !== undefined) await refuse(reply, refusal)
  })
}

type Refusal = 'host' | 'origin'

function refusalFor(request: FastifyRequest): Refusal | undefined {
  // A page of an attacker's site whose name was made to point at 127.0.0.1 (DNS rebinding) still sends that name as Host.
  if (!isLoopbackHost(request.headers.host)) return 'host'
  const { origin } = request.headers
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const site = request.headers['sec-fetch-site']
  // A click on a link elsewhere may open the studio, but no other site may load or call anything of it.
  if (site === 'cross-site' && !(reads && request.headers['sec-fetch-mode'] === 'navigate')) return 'origin'
  if (origin !== undefined && originHost(origin) !== request.headers.host) return 'origin'
  return undefined
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

async function refuse(reply: FastifyReply, refusal: Refusal): Promise<void> {
  const said =
    refusal === 'host'
      ? { ja: 'この窓口は、このコンピューターの localhost からだけ開けます。', en: 'This Madoguchi opens only as localhost on this computer.' }
      : { ja: 'ほかのサイトからの操作は受け付けません。', en: 'Requests from other sites are not accepted.' }
  await reply.code(refusal === 'host' ? 421 : 403).send({ said })
}
