/** A channel's variables, from an event or from a listing of the channel. */
export type Variables = (name: string) => string | undefined

export interface Application {
  name: string
  argument: string
}

/**
 * One operation as FreeSWITCH does it: variables that are set or unset (empty) when it begins, and applications that run one after the
 * other, the last of which is awaited. `finished` tells from the variables alone whether it is over, for a runtime that was not listening
 * when it ended: so something that the applications set must be among what is unset at the beginning.
 */
export interface Act {
  set: Readonly<Record<string, string>>
  applications: readonly Application[]
  finished(variables: Variables): boolean
  /** The conversation happened: the channel leaves the application by the resume extension, and is ours again when it is parked. */
  resumes?(variables: Variables): boolean
}

/** How an act came to its end. */
export type Ending =
  | { kind: 'done'; variables: Variables; response: string | undefined }
  /** The channel is gone, or the watchdog took it away from us. */
  | { kind: 'gone'; cause: string }
  /** The connection to FreeSWITCH was away for longer than the watchdog waits. */
  | { kind: 'lost'; why: string }
