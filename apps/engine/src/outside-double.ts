import { type Answer, type OutsideOperation, serviceFault } from '@madoguchi/sdk'
import type { FaultPlan } from './faults.ts'

/** What the services outside answer where nothing may go out: a request gets its sample, a message and a record are only told in the trace. */
export function doubleOf(operation: Exclude<OutsideOperation, { op: 'callbacks.request' }>, startedMs: number, faults: FaultPlan): Answer {
  switch (operation.op) {
    case 'http.request':
      return request(operation, startedMs, faults.next('http'))
    case 'messages.send':
      return sent(startedMs, faults.next('messages'))
    case 'records.create':
      return faults.next('records') === 'error' ? serviceFault('service-records', startedMs) : { atMs: startedMs, result: { record: `simulated-${startedMs}` } }
    case 'desk.show':
      return faults.next('desk') === 'error' ? serviceFault('service-desk', startedMs) : { atMs: startedMs, result: {} }
  }
}

const answerMs = 1000

function request({ timeoutSeconds, retries, sample }: Extract<OutsideOperation, { op: 'http.request' }>, startedMs: number, fault: string | undefined): Answer {
  const atMs = startedMs + answerMs
  if (fault === 'error') return serviceFault('http-unreachable', atMs)
  if (fault === 'timeout') return serviceFault('http-timeout', startedMs + timeoutSeconds * (1 + retries) * 1000)
  return { atMs, result: fault === 'rejected' ? { result: 'rejected', status: 404, json: null } : { result: 'ok', status: 200, json: sample } }
}

function sent(startedMs: number, fault: string | undefined): Answer {
  if (fault === 'error') return serviceFault('service-messages', startedMs)
  return { atMs: startedMs, result: { result: fault === 'no-gateway' ? 'no-gateway' : 'accepted', message: `simulated-${startedMs}` } }
}
