import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { readArguments } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'

export const usage = 'bench [NAME…] [--json]'

/** `madoguchi bench`: the benchmarks, each against its yardstick in the same run. 1 when a goal is missed. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 0, max: 20 }, { json: { type: 'boolean' } })
  const script = fileURLToPath(new URL('../../../../../scripts/bench.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, ...operands, ...(values.json ? ['--json'] : [])], { stdio: 'inherit' })
  const [status] = await once(child, 'exit')
  return status === 0 ? 0 : status === 2 ? 2 : 1
}
