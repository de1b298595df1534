import type { Timers } from '@madoguchi/engine'
import { FallbackCompiler } from './configuration/fallback-compiler.ts'
import { Instance } from './instance.ts'
import type { InstanceState, TelephonyOptions } from './telephony-options.ts'

export interface Telephony {
  /** For the status page; no personal data in it. */
  instances(): InstanceState[]
  /** Another release became live: what the instances fall back to follows it. Returns at once; how it went is in `instances()`. */
  renewFallbacks(): void
  /** Leaves the instances to whoever comes next. Calls in progress are not ended: the next owner adopts them, else the fallback does. */
  stop(): Promise<void>
}

/**
 * Connects to the FreeSWITCH instances and runs their calls through `onCall`. Returns at once; an instance that cannot be reached is tried
 * again for ever.
 * @throws RangeError for a folder or seat that cannot be named to FreeSWITCH
 */
export function startTelephony(options: TelephonyOptions): Telephony {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(options.node)) throw new RangeError('the name of a runtime holds letters, digits and hyphens only')
  if (!/^\/[\w./-]+$/.test(options.recordingsFolder)) throw new RangeError('the folder of recordings must be absolute and hold only letters, digits, dot, hyphen and underscore')
  const compiler = new FallbackCompiler()
  const instances = options.instances.map((instance) => new Instance(instance, options, options.timers ?? realTimers, compiler))
  for (const instance of instances) instance.start()
  return {
    instances: () => instances.map(({ description }) => description),
    renewFallbacks: () => {
      for (const instance of instances) instance.renewFallback()
    },
    stop: async () => {
      await Promise.all(instances.map((instance) => instance.stop()))
    },
  }
}

const realTimers: Timers = {
  now: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  },
}
