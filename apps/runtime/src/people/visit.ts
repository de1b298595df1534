import type { Begun, Visitor } from './log-in.ts'

/** A browser that asks for something, and the cookies that the answer gives it. Only requests over HTTP have one. */
export interface Visit extends Visitor {
  /** Whether this very request may log in with one click (see allowsDemo). */
  demoAllowed: boolean
  /** The sealed secret of a second factor that is not confirmed yet. */
  pendingSecondFactor: string | undefined
  /** Gives the browser the log-in that has begun, and forgets the one before. */
  keep(begun: Pick<Begun, 'token'> & { known?: string | undefined }): void
  /** Takes the log-in out of the browser. */
  forget(): void
  keepPendingSecondFactor(sealed: string): void
}
