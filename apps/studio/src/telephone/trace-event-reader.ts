import type { TraceEvent } from '@madoguchi/sdk'

const kinds: Readonly<Record<TraceEvent['kind'], true>> = { step: true, heard: true, pressed: true, decision: true, table: true, set: true, milestone: true, outside: true, fault: true, outcome: true }

/**
 * A trace event that comes from the server or from storage. The border where its type is taken on trust once its kind and time are there:
 * the engine wrote it, but perhaps a newer one with kinds that this page does not know, which are then left out.
 */
export function readTraceEvent(value: unknown): TraceEvent | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, atMs } = value as { kind?: unknown; atMs?: unknown }
  return typeof kind === 'string' && Object.hasOwn(kinds, kind) && typeof atMs === 'number' ? (value as TraceEvent) : undefined
}
