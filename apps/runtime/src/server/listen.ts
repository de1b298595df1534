import type { FastifyInstance } from 'fastify'
import { isPortFree } from '../database/free-port.ts'
import { StatedError } from '../stated-error.ts'

/** Reads a port as people give it. @throws StatedError PORT_INVALID */
export function readPort(text: string | undefined): number {
  const port = text === undefined || text === '' ? 3000 : Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new StatedError('PORT_INVALID', {
    ja: `PORT は 0 から 65535 の整数で指定してください（今の値: ${text}）。`,
    en: `PORT is a whole number from 0 to 65535 (now: ${text}).`,
  })
}

/** @throws StatedError PORT_IN_USE when the port is taken on either loopback address */
export async function refuseBusyPort(port: number): Promise<void> {
  if (port !== 0 && !((await isPortFree(port)) && (await isPortFree(port, '::1')))) throw portInUse(port)
}

/**
 * Listens on the loopback addresses only, IPv4 and, where the machine has it, IPv6. Returns the address to open.
 * @throws StatedError PORT_IN_USE
 */
export async function listenOnLoopback(server: FastifyInstance, port: number): Promise<string> {
  // Fastify would be content with one of the two addresses, and people would reach another program on the other.
  await refuseBusyPort(port)
  try {
    await server.listen({ port, host: 'localhost' })
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE') throw portInUse(port)
    throw cause
  }
  const address = server.server.address()
  return `http://localhost:${typeof address === 'object' && address !== null ? address.port : port}`
}

function portInUse(port: number): StatedError {
  return new StatedError('PORT_IN_USE', {
    ja: `ポート ${port} は、ほかのプログラムが使っています。そちらを停止するか、PORT=${port + 1} npm start のように別の番号を指定してください。データは変更していません。`,
    en: `Port ${port} is used by another program. Stop that one, or choose another port: PORT=${port + 1} npm start. No data was changed.`,
  })
}
