import { checkBundle, compileBundle } from '@madoguchi/engine'
import { nodeTypes } from '../src/node-types.ts'
import { type BenchResult, type Figure, median } from './bench.ts'
import { largeFlow } from './large-bundle.ts'
import { referenceFiles } from './reference-bundle.ts'

export const name = 'check'

const rounds = 3
const largeNodes = 1_000
const nowMs = Date.parse('2026-11-24T10:00:00+09:00')

/** The whole check, every call walked, of the reference bundle and of one with 1,000 nodes; the yardstick is compiling the same bundle. */
export async function run(): Promise<BenchResult> {
  const reference = referenceFiles()
  const large = new Map([...reference.filter(([path]) => !path.startsWith('call/') && !path.startsWith('scenario/')), ['call/main.json', JSON.stringify(largeFlow(largeNodes))]])
  return { name, figures: [...(await measure('reference bundle', reference, 2)), ...(await measure(`${largeNodes} nodes`, [...large], 10))] }
}

async function measure(label: string, files: readonly (readonly [string, string])[], goalSeconds: number): Promise<Figure[]> {
  const compile: number[] = []
  const check: number[] = []
  let states = 0
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    const compiled = await compileBundle(files, { nodeTypes })
    const compiledAt = performance.now()
    const { walked } = await checkBundle(compiled, { nodeTypes, nowMs })
    if (!walked?.complete) throw new Error(`${label}: not every call could be walked`)
    states = walked.states
    compile.push(compiledAt - began)
    check.push(performance.now() - compiledAt)
  }
  return [
    { label: `${label}: states`, value: states, unit: 'states' },
    // The first round is what a person waits for who starts the command.
    { label: `${label}: check, first round`, value: (check[0] ?? 0) / 1000, unit: 's', goal: goalSeconds },
    { label: `${label}: check, against compiling it`, value: median(check) / median(compile), unit: '×' },
  ]
}
