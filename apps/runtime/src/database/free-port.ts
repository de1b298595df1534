import net from 'node:net'

/** Whether nothing listens on this port of the address. Addresses that this machine does not have (no IPv6) count as free. */
export function isPortFree(port: number, address = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', (cause) => resolve('code' in cause && (cause.code === 'EADDRNOTAVAIL' || cause.code === 'EAFNOSUPPORT')))
    probe.listen({ port, host: address, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}

/** `wanted` when it is free, else one that the system picks. */
export async function choosePort(wanted: number | undefined): Promise<number> {
  if (wanted !== undefined && (await isPortFree(wanted))) return wanted
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
