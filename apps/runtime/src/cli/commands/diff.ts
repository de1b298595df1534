import { type DiffContext, type StructureChange, describeChange, readBundle, structureDiff } from '@madoguchi/engine'
import { nodeTypes } from '../../node-types.ts'
import { readArguments } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'
import { loadBundle } from '../load-bundle.ts'
import { printJson, printLine } from '../output.ts'

export const usage = 'diff A B [--exit-code] [--json]'

/** `madoguchi diff`: what B means other than A. With `--exit-code`, 1 when there is any difference. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 2, max: 2 }, { 'exit-code': { type: 'boolean' }, json: { type: 'boolean' } })
  const [before, after] = await Promise.all(operands.map(async (operand) => readBundle((await loadBundle(operand)).files.files)))
  if (!before || !after) return 2
  const structure = structureDiff(before, after)
  if (values.json) printJson({ structure })
  else if (structure.length === 0) printLine('違いはありません。 / No difference.')
  else for (const change of structure) tell(change, { before, after, nodeTypes })
  return values['exit-code'] && structure.length > 0 ? 1 : 0
}

function tell(change: StructureChange, context: DiffContext): void {
  const { ja, en } = describeChange(change, context)
  printLine(`${change.change.padEnd(8)} ${change.document}${change.pointer ?? ''}`)
  printLine(`    ${ja}`)
  printLine(`    ${en}`)
}
