import type { BothLanguages } from '@madoguchi/schemas'

/** Bounds of one evaluation. Configuration decides routes and texts; nothing sensible comes near these. */
export const limits = {
  expressionLength: 2000,
  /** Values that the parts of an expression come to, all in all. Counted, not timed, so that a busy machine decides no call otherwise than an idle one. */
  work: 50_000,
  /** The last net under `work`, which ends any expression in a fraction of this. */
  milliseconds: 1000,
  depth: 100,
  sequence: 10_000,
  stringLength: 10_000,
  /** Digits of the width in a date picture: `[Y,1000000]` makes a text of that length in one step. */
  pictureWidthDigits: 2,
}

/** An expression that cannot be used, with the place in its text. */
export class ExpressionError extends Error {
  readonly position: number | undefined
  /** What is wrong, for a person; it never holds a value of the data. */
  readonly said: BothLanguages
  /** It did not fail: it would not have ended, or would have grown without bound. */
  readonly exceeded: boolean

  constructor(said: BothLanguages, options: { position?: number; cause?: unknown; exceeded?: boolean } = {}) {
    super(said.en, { cause: options.cause })
    this.said = said
    this.name = 'ExpressionError'
    this.position = options.position
    this.exceeded = options.exceeded ?? false
  }
}

/** What an evaluation may see of the session: its clock and its random numbers, never the machine's. */
export interface ExpressionClock {
  readonly nowMs: number
  random(): number
  readonly functions?: Readonly<Record<string, (...args: never[]) => unknown>>
}
