import { client } from '../app/server.ts'
import { thirdPartyMessage, useThirdPartyHere } from './third-party.ts'
import type { UsablePlugin } from './sandbox-guest.ts'

let usable: readonly UsablePlugin[] = []

/** Asks the server for the packages of third parties. Without an answer the studio goes on with what it was built with. */
export async function loadThirdParty(): Promise<void> {
  try {
    usable = await client.plugins.usable.query()
    useThirdPartyHere(usable)
  } catch {
    // Their nodes are then shown as unknown, and everything else works.
  }
}

/** Tells a new worker what this page knows; to be sent before its first question. */
export function tellThirdParty(worker: Worker): Worker {
  worker.postMessage(thirdPartyMessage(usable))
  return worker
}
