import http from 'node:http'
import https from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import { NodeError, type OutsideOperation, type RequestHeader, type Results, mostLevels, nestsDeeper } from '@madoguchi/sdk'
import { allowed, lookupFor, refused } from './address-rules.ts'
import type { IntegrationSettings } from './integration-settings.ts'
import type { Asker } from './outside-world.ts'

type Request = Pick<Extract<OutsideOperation, { op: 'http.request' }>, 'method' | 'url' | 'headers' | 'body' | 'timeoutSeconds' | 'retries'>

export interface HttpAnswer {
  status: number
  body: string
}

/** More than any answer to a call needs; a larger one is cut off while it arrives. */
const mostBytes = 1_000_000
const firstPauseMs = 250

/** Asks allowed hosts over HTTP: no redirects, no proxies, limits of time and size, and addresses judged after the name was looked up. */
export class HttpClient {
  readonly #settings: IntegrationSettings

  constructor(settings: IntegrationSettings) {
    this.#settings = settings
  }

  /** The JSON answer. @throws NodeError `http-refused`, `http-unreachable`, `http-timeout`, `http-too-large`, `http-unreadable` */
  async request(request: Request, { sessionId, n }: Asker): Promise<Results['http.request']> {
    const { status, body } = await this.send(request, `${sessionId}-${n}`)
    if (status < 200 || status >= 300) return { result: 'rejected', status, json: null }
    return { result: 'ok', status, json: body.trim() === '' ? null : toJson(body) }
  }

  /**
   * Sends, and again after growing pauses where nobody answered or the server failed. A POST or PATCH is sent again only where it never
   * arrived, since it might be done twice. @param key the same for each attempt, for servers that know repeated requests by it
   */
  async send(request: Request, key: string): Promise<HttpAnswer> {
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await this.#once(request, key)
        if (answer.status < 500 || attempt >= request.retries || !isRepeatable(request)) return answer
      } catch (cause) {
        if (!(cause instanceof NodeError) || !cause.retryable || attempt >= request.retries) throw cause
        if (!isRepeatable(request) && cause.code !== 'http-unreachable') throw cause
      }
      await pause(firstPauseMs * 2 ** attempt)
    }
  }

  #once({ method, url, headers, body, timeoutSeconds }: Request, key: string): Promise<HttpAnswer> {
    const target = allowed(url, this.#settings)
    const signal = AbortSignal.timeout(timeoutSeconds * 1000)
    const options = {
      method, signal, agent: false as const, lookup: lookupFor(target.mayBePrivate),
      headers: { accept: 'application/json', 'idempotency-key': key, ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }), ...this.#headers(headers) },
    }
    return new Promise((resolve, reject) => {
      let sent = false
      const fail = (cause: unknown) => reject(faultOf(cause, signal.aborted, sent))
      const asked = (target.url.protocol === 'https:' ? https : http).request(target.url, options, (response) => void read(response).then(resolve, fail))
      asked.on('socket', (socket) => socket.once(target.url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (sent = true)))
      asked.on('error', fail)
      asked.end(body)
    })
  }

  #headers(headers: readonly RequestHeader[]): Record<string, string> {
    return Object.fromEntries(
      headers.map(({ name, value, secret }) => {
        const known = secret === undefined ? value : this.#settings.secrets?.[secret]
        if (known === undefined) throw refused(`the settings have no secret ${secret}`)
        if (/[\r\n]/.test(known)) throw refused(`the value of the header ${name} has a line break`)
        return [name.toLowerCase(), known]
      }),
    )
  }
}

function isRepeatable({ method }: Request): boolean {
  return method !== 'POST' && method !== 'PATCH'
}

async function read(response: http.IncomingMessage): Promise<HttpAnswer> {
  const status = response.statusCode ?? 0
  if (status >= 300 && status < 400) {
    response.destroy()
    throw refused('the server leads on to another address, which is not followed')
  }
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > mostBytes) {
      response.destroy()
      throw new NodeError('http-too-large', `the answer has more than ${mostBytes} bytes`)
    }
    parts.push(part)
  }
  return { status, body: Buffer.concat(parts).toString('utf8') }
}

function faultOf(cause: unknown, timedOut: boolean, sent: boolean): NodeError {
  if (cause instanceof NodeError) return cause
  if (timedOut) return new NodeError('http-timeout', 'no answer came in time', { retryable: true, cause })
  return new NodeError(sent ? 'http-broken' : 'http-unreachable', 'the server cannot be reached', { retryable: true, cause })
}

function toJson(body: string): unknown {
  const value = parsed(body)
  if (nestsDeeper(value)) throw new NodeError('http-unreadable', `the answer nests more than ${mostLevels} levels`)
  return value
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new NodeError('http-unreadable', 'the answer is no JSON', { cause })
  }
}
