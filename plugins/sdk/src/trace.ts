import type { Outcome } from './operations.ts'

/** Why the hours said what they said; `rule` is a JSON pointer into the hours document. */
export interface HoursAnswer {
  state: 'open' | 'closed' | 'holiday' | 'exception' | 'emergency'
  rule: string
  until: string | null
  nextOpen: string | null
}

/** The journal told to people: what happened in a session, in order. All times in milliseconds since the session began. */
export type TraceEvent =
  | { kind: 'step'; atMs: number; flow: string; node: string; type: string; exit: string | null; visit: number }
  | { kind: 'heard'; atMs: number; prompt: string; text: string; audio?: string; seconds: number; wanted?: 'ja' | 'en' }
  | { kind: 'pressed'; atMs: number; keys: string }
  | { kind: 'decision'; atMs: number; node: string; document: string; state: string; rule: string; until: string | null; nextOpen: string | null }
  /** What a table said; `rule` is a JSON pointer into it, null where no row has the key. */
  | { kind: 'table'; atMs: number; node: string; document: string; rule: string | null }
  /** `tester`: not the flow, but the person who tries the call has set it. */
  | { kind: 'set'; atMs: number; name: string; value: unknown; by?: 'tester' }
  /** A contact came this far; `name` is an id of the bundle's milestones. */
  | { kind: 'milestone'; atMs: number; node: string; name: string }
  /** What left the call: a message, a request, a record, data for the agent. `value` may be personal, and is masked like all values. */
  | { kind: 'outside'; atMs: number; node: string; what: 'http' | 'sms' | 'mail' | 'webhook' | 'task' | 'case' | 'callback' | 'desk'; target: string; value: string; result: string }
  | { kind: 'fault'; atMs: number; flow: string; node: string; code: string; message: string; handledBy: 'error-exit' | 'on-error' | 'safe-default' | 'none' }
  | { kind: 'outcome'; atMs: number; outcome: Outcome }
