import { compileBundle, scenarioProblems } from '@madoguchi/engine'
import type { Problem } from '@madoguchi/schemas'
import { nodeTypes, pluginNames } from '../node-types.ts'
import { makeTurns } from '../make-turns.ts'
import { hasVoice } from '../speech/synthesised-voice.ts'

/** Finds the problems of a bundle; `audio` is the SHA-256 of the audio that is there. */
export type Gate = (files: ReadonlyMap<string, string>, audio: ReadonlySet<string>) => Promise<Problem[]>

/**
 * What stands between a draft and callers: every finding about the bundle, and every scenario that it does not keep; an error among them
 * refuses the release. Scenarios of a bundle that has errors already are not run: what they would say follows from those.
 */
export const gate: Gate = async (files, audio) => {
  const { program, problems } = await compileBundle(files, { nodeTypes, plugins: pluginNames, audio: { has: (sha256) => audio.has(sha256), speaks: hasVoice(process.env) } })
  if (!program || problems.some(({ severity }) => severity === 'error')) return problems
  return [...problems, ...(await scenarioProblems(program, makeTurns()))]
}
