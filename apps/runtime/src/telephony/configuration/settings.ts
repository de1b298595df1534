import { randomBytes } from 'node:crypto'

/** A carrier, or another exchange, that outgoing calls may be given to. Its name is what a dial string can say. */
export interface Gateway {
  name: string
  host: string
  port: number
}

/** Where one FreeSWITCH listens and whom it trusts. The defaults reach nothing but this machine. */
export interface ConfigurationSettings {
  /** Address of SIP and RTP. */
  ip: string
  trunkPort: number
  agentsPort: number
  /** WebSocket port of browser softphones. */
  webSocketPort: number
  eventSocketPort: number
  rtpPorts: { from: number; to: number }
  /** Networks of the carrier (CIDR); only they may send calls to the trunk profile, which asks for no password. */
  trunkPeers: string[]
  /** In the order in which they are tried. */
  gateways: Gateway[]
  /** Where FreeSWITCH asks for agents' SIP accounts. Every failure of it leaves the static files in force. */
  directoryUrl: string
  /** SIP domain of the agents. */
  agentsDomain: string
  maxSessions: number
  sessionsPerSecond: number
}

export const defaultSettings: ConfigurationSettings = {
  ip: '127.0.0.1',
  trunkPort: 5080,
  agentsPort: 5060,
  webSocketPort: 5066,
  eventSocketPort: 8021,
  rtpPorts: { from: 16384, to: 32768 },
  trunkPeers: ['127.0.0.1/32'],
  gateways: [],
  directoryUrl: 'http://127.0.0.1:3000/freeswitch/directory',
  agentsDomain: 'agents.madoguchi.invalid',
  maxSessions: 1000,
  // Below the knee that was measured at 60 to 80 calls a second: beyond it the exchange collapses, it does not slow down.
  sessionsPerSecond: 50,
}

/** A password of the event socket: 192 random bits in letters that need no quoting anywhere. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url')
}
