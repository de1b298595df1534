import type { NodeType } from '../node.ts'
import type { Operation, Results } from '../operations.ts'
import { Circumstances } from './circumstances.ts'
import type { NodeFixture } from './fixture.ts'
import { runNode, type Ending } from './scripted-run.ts'

/** Runs a node once against these results, one for each operation in turn, for tests of what one node says and when. */
export async function runWith<Config>(
  nodeType: NodeType<Config>,
  fixture: Omit<NodeFixture<NoInfer<Config>>, 'name'>,
  results: readonly Results[keyof Results][],
): Promise<{ ending: Ending; operations: Operation[]; effects: unknown[] }> {
  const named = { name: 'one run', ...fixture }
  const run = await runNode(nodeType, named, {
    circumstances: new Circumstances(named, () => 0),
    answer: (operation, { n, startedMs }) => {
      const result = results[n]
      if (result === undefined) throw new Error(`the test gives no result for operation ${n}, ${operation.op}`)
      return { atMs: startedMs + 1000, result }
    },
  })
  return { ending: run.ending, operations: run.entries.map(({ operation }) => operation), effects: run.effects }
}
