import type { ReplayGroup } from '@madoguchi/engine'
import type { BothLanguages } from '@madoguchi/schemas'
import type { SideRef } from './compare-link.ts'

/** Path → text, as releases and drafts hold them. */
export type BundleFiles = Readonly<Record<string, string>>

/** Something that can stand on one side of a comparison. */
export interface SideChoice {
  side: SideRef
  name: BothLanguages
}

/** What recorded calls of a period say about one version. */
export interface PeriodReplayed {
  sessions: number
  different: number
  unknown: number
  groups: readonly ReplayGroup[]
}

export type ReplayState = { phase: 'replaying'; done: number; of: number } | { phase: 'done'; result: PeriodReplayed } | { phase: 'failed'; said: BothLanguages }

/** Where the sides come from: the runtime, or the files of a story. */
export interface CompareSource {
  /** What can be compared, the newest first. */
  choices(): Promise<readonly SideChoice[]>
  files(side: SideRef): Promise<BundleFiles>
  /** Replays recorded calls of the last days against a version. @returns stops it */
  replay(side: SideRef, days: number, tell: (state: ReplayState) => void): () => void
}
