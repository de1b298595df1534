import { type BehaviourDiff, type DiffContext, type StructureChange, behaviourDiff, behaviourNames, describeBehaviour, describeChange, readBundle, structureDiff } from '@madoguchi/engine'
import { nodeTypes } from '../../node-types.ts'
import { readArguments } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'
import { loadBundle, loadProgram } from '../load-bundle.ts'
import { inline, printJson, printLine, simulateText } from '../output.ts'

export const usage = 'diff A B [--behaviour] [--exit-code] [--json]'

/** `madoguchi diff`: what B means other than A, and with `--behaviour` what callers notice of it. With `--exit-code`, 1 when there is any difference. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 2, max: 2 }, { behaviour: { type: 'boolean' }, 'exit-code': { type: 'boolean' }, json: { type: 'boolean' } })
  // One after the other: both may be releases of the one installation.
  const [before, after] = [await readOperand(operands[0]), await readOperand(operands[1])]
  const structure = structureDiff(before, after)
  const behaviour = values.behaviour ? await compareCalls(operands) : undefined
  const differences = behaviour?.differences ?? []
  if (values.json) printJson({ structure, ...(behaviour ? { behaviour: differences } : {}) })
  else {
    if (structure.length === 0) printLine('設定に違いはありません。 / No difference in the documents.')
    for (const change of structure) tell(change, { before, after, nodeTypes })
    if (behaviour) tellCalls(behaviour, before, after)
  }
  return values['exit-code'] && structure.length + differences.length > 0 ? 1 : 0
}

async function readOperand(operand = ''): Promise<ReturnType<typeof readBundle>> {
  return readBundle((await loadBundle(operand)).files.files)
}

/** @throws StatedError BUNDLE_UNREADABLE when calls cannot be run on one of the two */
async function compareCalls([before = '', after = '']: readonly string[]): Promise<BehaviourDiff> {
  const [was, is] = [await loadProgram(before), await loadProgram(after)]
  return behaviourDiff(was.program, is.program, { nowMs: Date.now() })
}

function tellCalls({ differences, complete, states }: BehaviourDiff, before: ReturnType<typeof readBundle>, after: ReturnType<typeof readBundle>): void {
  printLine()
  const names = behaviourNames(before, after, differences)
  for (const difference of differences) {
    const { ja, en } = describeBehaviour(difference, names)
    printLine(`☎ ${ja}\n  ${en}\n    ${simulateText({ ...difference, to: difference.number })}`)
  }
  if (differences.length === 0 && complete) printLine('どの通話も、お客様には同じように聞こえます。 / No caller notices a difference.')
  if (!complete) printLine(inline({ ja: `組み合わせが多いため、${states}の状態まで比べました。ほかにも違いがあるかもしれません。`, en: `Too large to compare completely: ${states} states were compared; there may be more differences.` }))
}

function tell(change: StructureChange, context: DiffContext): void {
  const { ja, en } = describeChange(change, context)
  printLine(`${change.change.padEnd(8)} ${change.document}${change.pointer ?? ''}`)
  printLine(`    ${ja}`)
  printLine(`    ${en}`)
}
