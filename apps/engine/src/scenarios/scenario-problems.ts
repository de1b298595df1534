import type { BothLanguages, LocalisedText, Problem } from '@madoguchi/schemas'
import { problem } from '../problems.ts'
import type { Program } from '../program.ts'
import { runScenario } from './run-scenario.ts'

/**
 * The scenarios of a bundle that it does not keep, as problems that refuse publishing.
 * @param between called after each scenario; whoever shares its thread with others lets them have it there
 */
export async function scenarioProblems(program: Program, between?: () => Promise<unknown> | undefined): Promise<Problem[]> {
  const failed: Problem[] = []
  for (const scenario of program.documents.scenario.values()) {
    const { id, broken } = await runScenario(program, scenario)
    const [first] = broken
    if (first) failed.push(problem('scenario-failed', { document: `scenario/${id}`, pointer: first.promise === 'call' ? '/given' : `/then/${first.promise}` }, { title: titleOf(scenario.title), said: together(broken.map(({ said }) => said)) }))
    await between?.()
  }
  return failed
}

function titleOf({ ja, en }: LocalisedText): BothLanguages {
  return { ja, en: en ?? ja }
}

function together(sentences: readonly BothLanguages[]): BothLanguages {
  return { ja: sentences.map(({ ja }) => ja).join(''), en: sentences.map(({ en }) => en).join(' ') }
}
