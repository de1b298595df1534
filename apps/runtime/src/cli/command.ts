import type { BothLanguages } from '@madoguchi/schemas'

/** Exit status: 0 done and good, 1 done and found wanting, 2 usage or unreadable input. */
export type ExitStatus = 0 | 1 | 2

/** One command of `madoguchi`. It is loaded only when it is called, so `check` never loads the server. */
export interface Command {
  name: string
  /** Arguments as the help shows them. */
  usage: string
  about: BothLanguages
  load(): Promise<{ run(argv: readonly string[]): Promise<ExitStatus> }>
}
