import { checkBundle } from '@madoguchi/engine'
import type { Problem } from '@madoguchi/schemas'
import { nodeTypes } from '../../node-types.ts'
import { readArguments } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'
import { loadBundle } from '../load-bundle.ts'
import { printJson, printLine, problemText } from '../output.ts'

export const usage = 'check BUNDLE [--json]'

/** `madoguchi check`: every finding about a bundle, every call that can come in walked; 1 when there is an error among them. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 1, max: 1 }, { json: { type: 'boolean' } })
  const startedMs = performance.now()
  const loaded = await loadBundle(operands[0] ?? '')
  const { files, program } = loaded
  const { problems, walked } = await checkBundle(loaded, { nodeTypes, nowMs: Date.now() })
  const ok = problems.every(({ severity }) => severity !== 'error')
  const nodes = [...(program?.documents.call.values() ?? [])].reduce((sum, flow) => sum + Object.keys(flow.nodes).length, 0)
  const { paths, longestSeconds } = walked ?? { paths: 0, longestSeconds: 0 }
  const stats = { documents: files.files.size, nodes, paths, longestSeconds, elapsedMs: Math.round(performance.now() - startedMs) }
  if (values.json) printJson({ ok, problems, stats })
  else tell(ok, problems, stats)
  return ok ? 0 : 1
}

function tell(ok: boolean, problems: Problem[], { documents, nodes, elapsedMs }: { documents: number; nodes: number; elapsedMs: number }): void {
  for (const problem of problems) printLine(problemText(problem))
  const count = (severity: Problem['severity']) => problems.filter((problem) => problem.severity === severity).length
  printLine(`${ok ? '✓' : '✗'} 設定 ${documents} 件・ノード ${nodes} 個: 誤り ${count('error')}、注意 ${count('warning')}（${elapsedMs} ms）`)
  printLine(`  ${documents} documents, ${nodes} nodes: ${count('error')} errors, ${count('warning')} warnings`)
}
