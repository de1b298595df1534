import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'

/** What came over the wire: tests look into it as they know it to be. */
type Json = ReturnType<typeof JSON.parse>

/** A stated error, or the data of a procedure. */
export interface Answer {
  status: number
  data: Json
  code: string | undefined
  response: LightMyRequestResponse
}

/** What a browser does: keeps cookies, says where its requests come from, and asks procedures. */
export interface Browser {
  cookies: Map<string, string>
  ask(url: string, options?: InjectOptions): Promise<LightMyRequestResponse>
  query(path: string, input?: unknown, headers?: Record<string, string>): Promise<Answer>
  mutate(path: string, input?: unknown, headers?: Record<string, string>): Promise<Answer>
}

export function makeBrowser(server: FastifyInstance, { host = 'localhost:3000', address = '127.0.0.1', cookie }: { host?: string; address?: string; cookie?: string } = {}): Browser {
  const cookies = new Map<string, string>((cookie ?? '').split('; ').filter((part) => part !== '').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]))
  const ask: Browser['ask'] = async (url, options = {}) => {
    const sent = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await server.inject({ url, remoteAddress: address, ...options, headers: { host, ...(sent === '' ? {} : { cookie: sent }), ...options.headers } })
    for (const { name, value, maxAge } of response.cookies) {
      if (value === '' || maxAge === 0) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  const told = (response: LightMyRequestResponse): Answer => {
    const body = response.body.startsWith('{') ? response.json() : {}
    return { status: response.statusCode, data: body.result?.data, code: body.error?.data?.stated?.code, response }
  }
  return {
    cookies,
    ask,
    query: async (path, input, headers = {}) => told(await ask(`/trpc/${path}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`, { headers })),
    mutate: async (path, input = {}, headers = {}) =>
      told(await ask(`/trpc/${path}`, { method: 'POST', payload: JSON.stringify(input), headers: { 'content-type': 'application/json', origin: `http://${host}`, 'sec-fetch-site': 'same-origin', ...headers } })),
  }
}
