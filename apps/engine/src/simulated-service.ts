import type { Answer, ServiceOperation } from '@madoguchi/sdk'
import type { FaultPlan } from './faults.ts'

/** A service of a plugin in virtual time: the answer that the plugin declares, the first unless another is asked for (`plugin:ID=2`). */
export function simulatedService({ plugin, timeoutSeconds, samples }: ServiceOperation, startedMs: number, faults: FaultPlan): Answer {
  const planned = faults.next(`plugin:${plugin}`)
  if (planned === 'error') return { atMs: startedMs, fault: { code: 'plugin-error', message: 'the service failed', retryable: true } }
  if (planned === 'timeout') return { atMs: startedMs + timeoutSeconds * 1000, fault: { code: 'plugin-timeout', message: 'the service did not answer in time', retryable: true } }
  const output = samples[planned === undefined || planned === 'ok' ? 0 : Number(planned) - 1] ?? samples[0]
  return { atMs: startedMs, result: { output } }
}
