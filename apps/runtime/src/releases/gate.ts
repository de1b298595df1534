import { readBundle } from '@madoguchi/engine'
import type { Gate } from './publish-draft.ts'

/** What stands between a draft and callers: every finding about the bundle; an error among them refuses the release. */
export const gate: Gate = async (files) => readBundle(files).problems
