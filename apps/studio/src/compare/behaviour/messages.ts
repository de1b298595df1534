import type { BehaviourDiff, LineGroup } from '@madoguchi/engine'
import type { BundleFiles } from '../compare-source.ts'

export type Stage = 'compiling' | 'walking'

/** Why two versions could not be walked: a side does not compile, or the walk itself broke. */
export type WalkFailure = 'unusable-before' | 'unusable-after' | 'unexpected'

/** What was found, already told and grouped: the worker has the compiled programs, the page needs words. */
export interface WalkResult extends Pick<BehaviourDiff, 'complete' | 'states' | 'assumed'> {
  count: number
  lines: readonly LineGroup[]
}

export interface WalkRequest {
  before: BundleFiles
  after: BundleFiles
}

export type WalkMessage = { kind: 'stage'; stage: Stage } | { kind: 'done'; result: WalkResult } | { kind: 'failed'; failure: WalkFailure }
