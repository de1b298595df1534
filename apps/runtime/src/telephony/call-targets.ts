import type { Operation } from '@madoguchi/sdk'
import { gatewayDialString } from './dial-string.ts'

type Transfer = Extract<Operation, { op: 'call.transfer' }>

/** What targets are looked up in. */
export interface TargetSource {
  gateways: readonly string[]
  /** The endpoint of `seat:<id>` or `agent:<id>`; undefined where there is none. */
  endpointOf(target: string): string | undefined
}

/** How the targets of a transfer are dialled: strings that ring at once, each one leg after the other. Empty where none can be reached. */
export function dialStrings({ to, also = [], ringing, timeoutSeconds }: Transfer, source: TargetSource): string[] {
  const legs = [to, ...also].flatMap((target) => dialString(target, source) ?? [])
  if (ringing !== 'in-turn') return legs
  // The time of each, else the first would ring for the time of all.
  const timed = legs.map((leg) => leg.split('|').map((one) => `[leg_timeout=${timeoutSeconds}]${one}`).join('|'))
  return timed.length === 0 ? [] : [timed.join('|')]
}

function dialString(target: string, { gateways, endpointOf }: TargetSource): string | undefined {
  return target.includes(':') ? endpointOf(target) : gatewayDialString(gateways, target.replaceAll(/[^0-9+]/g, ''))
}
