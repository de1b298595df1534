import { type StructureChange, readBundle, structureDiff } from '@madoguchi/engine'
import { readArguments } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'
import { loadBundle } from '../load-bundle.ts'
import { printJson, printLine } from '../output.ts'

export const usage = 'diff A B [--exit-code] [--json]'

/** `madoguchi diff`: what B means other than A. With `--exit-code`, 1 when there is any difference. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 2, max: 2 }, { 'exit-code': { type: 'boolean' }, json: { type: 'boolean' } })
  const [before, after] = await Promise.all(operands.map(async (operand) => readBundle((await loadBundle(operand)).files.files)))
  const structure = before && after ? structureDiff(before, after) : []
  if (values.json) printJson({ structure })
  else if (structure.length === 0) printLine('違いはありません。 / No difference.')
  else for (const change of structure) tell(change)
  return values['exit-code'] && structure.length > 0 ? 1 : 0
}

const names: Record<StructureChange['change'], string> = { added: '追加 / added', removed: '削除 / removed', changed: '変更 / changed', renamed: '改名 / renamed', rewired: '接続変更 / rewired' }

function tell({ document, change, pointer, before, after }: StructureChange): void {
  printLine(`${names[change]}  ${document}${pointer ?? ''}`)
  if (before !== undefined) printLine(`    − ${short(before)}`)
  if (after !== undefined) printLine(`    + ${short(after)}`)
}

function short(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
