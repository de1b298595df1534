import type { FastifyRequest } from 'fastify'
import type { People } from '../people/people.ts'
import { isLoopbackHost } from './security.ts'

/** What proxies and tunnels add. One of them means that the browser may be anywhere, whatever the connection looks like. */
const forwarding = /^(?:forwarded|via|x-forwarded(?:-.*)?|x-real-ip|x-client-ip|x-original-.*|x-envoy-.*|true-client-ip|client-ip|cf-.*|fastly-.*)$/

/**
 * Whether this very request may log in as a person of the demo with one click: nobody but people at this machine can have sent it. The server
 * listens on loopback addresses only, was reached over one, was asked for by a loopback name, and no proxy has touched the request.
 */
export function allowsDemo({ publicUrl }: Pick<People, 'publicUrl'>, request: FastifyRequest): boolean {
  const listensLocally = request.server.addresses().every((at) => isLoopbackAddress(typeof at === 'string' ? at : at.address))
  const forwarded = Object.keys(request.headers).some((name) => forwarding.test(name))
  return publicUrl === undefined && listensLocally && isLoopbackAddress(request.socket.remoteAddress) && isLoopbackHost(request.headers.host) && !forwarded
}

function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/.test(address)
}
