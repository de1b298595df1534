import { GuestHost, lentPlugin, readManifest } from '@madoguchi/sdk'
import { setThirdParty } from '../editor/node-types.ts'
import { type UsablePlugin, sandboxGuest } from './sandbox-guest.ts'

const timers = {
  now: () => performance.now(),
  after(ms: number, act: () => void) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}

let hosts: GuestHost[] = []

/** Makes the plugins of third parties known to this thread, each with a sandbox of its own that starts when it is first needed. */
export function useThirdPartyHere(plugins: readonly UsablePlugin[]): void {
  for (const host of hosts) host.stop()
  hosts = []
  setThirdParty(
    plugins.flatMap((plugin) => {
      const read = readManifest(JSON.parse(plugin.manifest))
      if ('refused' in read) return []
      const host = new GuestHost(sandboxGuest(plugin), timers)
      hosts.push(host)
      return [lentPlugin(read.manifest, host)]
    }),
  )
}

const key = 'thirdPartyPlugins'

/** For a worker that has just been started, before anything else is asked of it. */
export function thirdPartyMessage(plugins: readonly UsablePlugin[]): Record<typeof key, readonly UsablePlugin[]> {
  return { [key]: plugins }
}

/** In a worker: takes the message above. @returns whether it was that one */
export function tookThirdParty(data: unknown): boolean {
  if (typeof data !== 'object' || data === null || !(key in data)) return false
  // The border between two threads of this page: both are this program.
  useThirdPartyHere(data[key] as readonly UsablePlugin[])
  return true
}
