import { type Simulation, SimulationRefused, simulate } from '@madoguchi/engine'
import { StatedError } from '../../stated-error.ts'
import { readArguments, usageError } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'
import { loadProgram } from '../load-bundle.ts'
import { clockText, printJson, printLine } from '../output.ts'

export const usage = 'simulate BUNDLE --to NUMBER --at ISO [--from NUMBER] [--press KEYS] [--agents N] [--waiting N] [--fault NAME[=EXIT]]… [--json]'

/** `madoguchi simulate`: one call in virtual time. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 1, max: 1 }, {
    to: { type: 'string' }, from: { type: 'string' }, at: { type: 'string' }, press: { type: 'string' }, agents: { type: 'string' }, waiting: { type: 'string' }, fault: { type: 'string', multiple: true }, json: { type: 'boolean' },
  })
  const { to, at, from } = values
  if (to === undefined || at === undefined) throw usageError(usage, to === undefined ? '--to' : '--at')
  const agents = values.agents === undefined ? undefined : toCount('agents', values.agents)
  const waiting = values.waiting === undefined ? {} : { waiting: toCount('waiting', values.waiting) }
  const { program, release } = await loadProgram(operands[0] ?? '')
  const simulation = await refused(() => simulate(program, { to, at, from, press: toPresses(values.press), agents, ...waiting, faults: values.fault }))
  if (values.json) printJson(toJson(simulation, release))
  else tell(simulation)
  return 0
}

function toPresses(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : text.split(',').map((press) => press.trim())
}

function toCount(name: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw usageError(usage, `--${name} ${text}`)
  return Number(text)
}

async function refused<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (cause) {
    if (!(cause instanceof SimulationRefused)) throw cause
    throw new StatedError('USAGE', { ja: cause.ja, en: cause.message }, { cause })
  }
}

/** The shape of the contract; what only the studio needs is left out. */
function toJson({ trace: _trace, variables, ...simulation }: Simulation, release: number | undefined) {
  return { ...simulation, variables, ...(release === undefined ? {} : { release }) }
}

function tell({ number, flow, decisions, steps, heard, outcome, seconds }: Simulation): void {
  printLine(`☎ ${number} → ${flow}`)
  for (const { document, state, rule, until, nextOpen } of decisions) printLine(`  ${document}: ${state}  (${rule}, until ${until ?? '–'}, next open ${nextOpen ?? '–'})`)
  printLine('経路 / Path')
  for (const { atMs, flow: inFlow, node, exit } of steps) printLine(`  ${clockText(atMs)}  ${inFlow}/${node}${exit === null ? '' : `  → ${exit}`}`)
  printLine('聞こえた案内 / Heard')
  for (const { atMs, prompt, text, seconds: length } of heard) printLine(`  ${clockText(atMs)}  ${prompt} (${length.toFixed(1)} s)  ${text}`)
  printLine(`結果 / Outcome: ${outcome.kind}${outcome.target === undefined ? '' : ` → ${outcome.target}`}${outcome.cause === undefined ? '' : ` (${outcome.cause})`}, ${seconds.toFixed(1)} s`)
}
