import dns from 'node:dns'
import net from 'node:net'
import { NodeError } from '@madoguchi/sdk'
import type { IntegrationSettings } from './integration-settings.ts'

/** Addresses that no outside host has: own networks, loopback, link-local with its metadata services, carriers' NAT, multicast, reserved (RFC 6890). */
const inside = new net.BlockList()
for (const [address, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3]] as const) inside.addSubnet(address, bits, 'ipv4')
const outsideIpv6 = new net.BlockList()
outsideIpv6.addSubnet('2000::', 3, 'ipv6')
const tunnels = new net.BlockList()
for (const [address, bits] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16]] as const) tunnels.addSubnet(address, bits, 'ipv6')

/** Whether an address lies in the internet; IPv6 that wraps an IPv4 address never does. */
export function isPublicAddress(address: string): boolean {
  if (net.isIPv4(address)) return !inside.check(address, 'ipv4')
  return net.isIPv6(address) && outsideIpv6.check(address, 'ipv6') && !tunnels.check(address, 'ipv6')
}

/** A URL that may be asked, and whether its host may lie in the own network. @throws NodeError `http-refused` */
export function allowed(url: string, { hosts = [], privateHosts = [] }: IntegrationSettings): { url: URL; mayBePrivate: boolean } {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || parsed.username !== '' || parsed.password !== '') throw refused('the URL cannot be read')
  const named = (list: readonly string[]) => list.some((host) => host.toLowerCase() === parsed.host)
  const mayBePrivate = named(privateHosts)
  if (!mayBePrivate && !named(hosts)) throw refused('the host is not allowed in the settings')
  if (parsed.protocol !== 'https:' && !(parsed.protocol === 'http:' && mayBePrivate)) throw refused('only https is allowed')
  if (net.isIP(parsed.hostname.replaceAll(/[[\]]/g, '')) !== 0 && !mayBePrivate && !isPublicAddress(parsed.hostname.replaceAll(/[[\]]/g, ''))) throw refused('the address is one of the own network')
  return { url: parsed, mayBePrivate }
}

/** Looks a name up once, and hands the connection the very address that was judged: a second answer of the name service cannot slip in. */
export function lookupFor(mayBePrivate: boolean): net.LookupFunction {
  return (hostname, options, done) => {
    dns.lookup(hostname, { family: options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : options.family, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error || first === undefined) return done(error ?? new Error('the name has no address'), '', 4)
      if (!mayBePrivate && !addresses.every(({ address }) => isPublicAddress(address))) return done(refused('the name leads into the own network'), '', 4)
      if (options.all) done(null, addresses)
      else done(null, first.address, first.family)
    })
  }
}

export function refused(why: string): NodeError {
  return new NodeError('http-refused', why)
}
