import { compileBundle } from '@madoguchi/engine'
import { nodeTypes, pluginNames } from '../node-types.ts'
import type { Gate } from './publish-draft.ts'

/** What stands between a draft and callers: every finding about the bundle; an error among them refuses the release. */
export const gate: Gate = async (files, audio) => {
  const { problems } = await compileBundle(files, { nodeTypes, plugins: pluginNames, audio: { has: (sha256) => audio.has(sha256) } })
  return problems
}
