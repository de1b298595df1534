import Type from 'typebox'
import { Value } from 'typebox/value'

const Shape = Type.Object({
  v: Type.Literal(1),
  r: Type.Integer(),
  s: Type.String(),
  t: Type.Integer(),
  c: Type.Integer(),
  n: Type.Integer(),
  a: Type.Optional(Type.String()),
  to: Type.String(),
})

/**
 * What a call carries on its channel, so that another runtime can go on with it. Never a name, a digit pressed, or the caller's number:
 * those lie in the database by session id. The number is the journal's: everything before it has been answered.
 */
export interface CallState {
  release: number
  sessionId: string
  /** Where the session's clock began, and when the call really came, both in milliseconds since the epoch. */
  startedAtMs: number
  arrivedAtMs: number
  /** Number of the journal entry that runs now. */
  entry: number
  /** The node that was left last, as `flow/node`; where the call stood, for whoever looks at a channel. */
  after?: string
  /** The dialled line. */
  to: string
}

/** FreeSWITCH keeps far longer values, but every event of the channel carries this one. */
export const maxStateLength = 1024

/** base64url, because the value must hold none of the separators FreeSWITCH knows. `after` is left out where it would be too long. */
export function writeState({ release, sessionId, startedAtMs, arrivedAtMs, entry, after, to }: CallState): string {
  const text = (withNode: boolean) => Buffer.from(JSON.stringify({ v: 1, r: release, s: sessionId, t: startedAtMs, c: arrivedAtMs, n: entry, ...(withNode && after !== undefined ? { a: after } : {}), to })).toString('base64url')
  const whole = text(true)
  return whole.length <= maxStateLength ? whole : text(false)
}

/** `undefined` for anything this version did not write. */
export function readState(text: string | undefined): CallState | undefined {
  if (text === undefined || text === '' || text.length > maxStateLength) return undefined
  let parsed: unknown
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
  if (!Value.Check(Shape, parsed)) return undefined
  return { release: parsed.r, sessionId: parsed.s, startedAtMs: parsed.t, arrivedAtMs: parsed.c, entry: parsed.n, ...(parsed.a === undefined ? {} : { after: parsed.a }), to: parsed.to }
}
