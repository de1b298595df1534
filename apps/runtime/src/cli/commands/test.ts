import { type ScenarioResult, runScenario } from '@madoguchi/engine'
import { readArguments } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'
import { loadProgram } from '../load-bundle.ts'
import { printJson, printLine } from '../output.ts'

export const usage = 'test BUNDLE [--filter TEXT] [--json]'

/** `madoguchi test`: the bundle's scenarios; ends with `N passed, N failed`. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 1, max: 1 }, { filter: { type: 'string' }, json: { type: 'boolean' } })
  const { program } = await loadProgram(operands[0] ?? '')
  const { filter } = values
  const chosen = [...program.documents.scenario.values()].filter(({ id, title }) => filter === undefined || id.includes(filter) || title.ja.includes(filter) || title.en?.includes(filter))
  const scenarios: ScenarioResult[] = []
  for (const scenario of chosen) {
    const result = await runScenario(program, scenario)
    scenarios.push(result)
    if (!values.json) tell(result, scenario.title.ja)
  }
  const failed = scenarios.filter(({ ok }) => !ok).length
  const passed = scenarios.length - failed
  if (values.json) printJson({ passed, failed, scenarios: scenarios.map(toJson) })
  else printLine(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

/** The shape of the contract; the call itself and its words are for people. */
function toJson({ id, ok, expected, actual }: ScenarioResult) {
  return { id, ok, ...(expected && { expected }), ...(actual && { actual }) }
}

function tell({ id, ok, expected, actual, broken }: ScenarioResult, title: string): void {
  printLine(`${ok ? '✓' : '✗'} ${id}  ${title}`)
  if (ok) return
  for (const { said } of broken) printLine(`    ${said.ja}\n    ${said.en}`)
  printLine(`    期待 / expected: ${JSON.stringify(expected)}`)
  printLine(`    実際 / actual:   ${JSON.stringify(actual)}`)
}
