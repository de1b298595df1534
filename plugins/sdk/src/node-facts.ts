import type { FaultClass } from './fault-classes.ts'
import type { CapabilityName, NodeType } from './node.ts'

/** What goes wrong where a capability is used. */
const faultsOfCapability: Readonly<Record<CapabilityName, readonly FaultClass[]>> = {
  call: ['telephony'], queue: ['telephony'], hours: ['hours'], tables: ['settings'], clock: [], chance: [], fault: [], reports: [],
  http: ['service'], messages: ['service'], records: ['service'], desk: ['service'], services: ['service'],
}

/**
 * The kinds of faults that nodes of a type can meet, read off what they use: for the form that says so, and for whoever wires an error exit.
 * Settings that cannot be used are found by the check; at call time an expression may still meet a value that it was not made for.
 */
export function possibleFaults({ needs, config }: Pick<NodeType, 'needs' | 'config'>): FaultClass[] {
  const said = JSON.stringify(config)
  const found = new Set(needs.flatMap((name) => faultsOfCapability[name]))
  if (said.includes('"x-ref":"prompt"')) found.add('guidance')
  if (said.includes('"format":"jsonata"') || said.includes('"x-template":true')) found.add('settings')
  return [...found]
}
