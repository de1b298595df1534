/** The exits of hours in the order of precedence (architecture.md §4); `error` is alarmed and never taken for "closed". */
export type HoursState = 'open' | 'closed' | 'holiday' | 'exception' | 'emergency' | 'error'

/** Why an instant has its state. `rule` is a JSON pointer (RFC 6901) into the hours document, `/parent` in front for each step of inheritance. */
export interface Cause {
  readonly state: HoursState
  readonly rule: string
  /** What people call it: the holiday, the closure, the rule, the reason of an exception or emergency. */
  readonly name?: string
}

/** From the first instant inside to the first instant outside, epoch milliseconds. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
  readonly cause: Cause
}

export function makeCause(state: HoursState, rule: string, name?: string): Cause {
  return Object.freeze(name === undefined ? { state, rule } : { state, rule, name })
}

export function spanAt(spans: readonly Span[], ms: number): Span | undefined {
  return spans.find((span) => span.fromMs <= ms && ms < span.toMs)
}

/**
 * Cuts [fromMs, toMs) at every cut, asks once for each piece, and joins neighbours of the same cause.
 * Asking at the start of a piece answers for all of it, because nothing changes between two cuts.
 */
export function partition(fromMs: number, toMs: number, cuts: readonly number[], causeAt: (ms: number) => Cause): Span[] {
  if (toMs <= fromMs) return []
  const inside = cuts.filter((cut) => fromMs < cut && cut < toMs)
  const starts = [...new Set([fromMs, ...inside])].sort((a, b) => a - b)
  const spans: Span[] = []
  for (const [index, start] of starts.entries()) {
    append(spans, { fromMs: start, toMs: starts[index + 1] ?? toMs, cause: causeAt(start) })
  }
  return spans
}

/** Appends a span that begins where the last one ends, joined with it where the cause is the same. */
export function append(spans: Span[], span: Span): void {
  const last = spans.at(-1)
  if (last && sameCause(last.cause, span.cause)) spans[spans.length - 1] = { ...last, toMs: span.toMs }
  else spans.push(span)
}

function sameCause(a: Cause, b: Cause): boolean {
  return a === b || (a.state === b.state && a.rule === b.rule && a.name === b.name)
}
