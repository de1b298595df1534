import Type, { type Static } from 'typebox'

/** To the guest: the process or worker in which the code of a plugin runs. */
export type ToGuest =
  | { kind: 'load'; url: string }
  /** Runs an executor; `answers` are those that an earlier guest was given in the same run. */
  | { kind: 'run'; id: number; type: string; config: unknown; answers: GuestAnswer[] }
  | { kind: 'service'; id: number; service: string; input: unknown }
  | { kind: 'answer'; id: number; answer: GuestAnswer }
  | { kind: 'stop'; id: number }

/** What a capability said; a fault that the executor does not catch comes back as its own. */
export type GuestAnswer = { value?: unknown } | { fault: { code: string; message: string } }

/** From the guest. It is a stranger's: nothing in it is trusted before it has this shape. */
export const FromGuest = Type.Union([
  Type.Object({ kind: Type.Literal('ready'), manifest: Type.Unknown(), services: Type.Array(Type.String()) }),
  Type.Object({ kind: Type.Literal('unloadable'), message: Type.String() }),
  /** The n-th question of a run, from 0. */
  Type.Object({ kind: Type.Literal('ask'), id: Type.Integer(), n: Type.Integer(), what: Type.String({ maxLength: 40 }), args: Type.Array(Type.Unknown(), { maxItems: 4 }) }),
  Type.Object({ kind: Type.Literal('done'), id: Type.Integer(), result: Type.Unknown() }),
  /** `asked`: the number of the question whose fault it is. */
  Type.Object({ kind: Type.Literal('failed'), id: Type.Integer(), code: Type.String(), message: Type.String(), asked: Type.Optional(Type.Integer()) }),
])
export type FromGuest = Static<typeof FromGuest>

/** Why a guest is gone. */
export type GuestEnd = 'timeout' | 'memory' | 'flood' | 'died' | 'unloadable'

/** A running guest, whatever carries it: a process of the system, or a worker of the browser. */
export interface Guest {
  send(message: ToGuest): void
  /** Ends it at once, whatever it does. */
  kill(): void
}

export interface GuestEvents {
  /** A message as it came, parsed from JSON at most; `size` in bytes. Returns false when no more shall be read. */
  message(message: unknown, size: number): boolean
  /** It is gone, or never came. */
  ended(why: GuestEnd): void
}

/** Starts a guest and has it load the plugin. */
export type StartGuest = (events: GuestEvents) => Guest
