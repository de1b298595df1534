import { type Program, normaliseNumber } from '../program.ts'
import type { Samples } from './deeds.ts'
import { tableSamples } from './table-samples.ts'

/** Beyond this an input compared with very many values would multiply the walk; the rest is assumed to be like what was tried. */
const mostSamples = 60
/** Tables are made to be many-valued, and their rows of one kind are tried by one key. */
const mostTableSamples = 200

/** Digits that the configuration compares with, and their neighbours. */
export function samplesOf(program: Program): { samples: Samples; left: number } {
  const texts = [...program.expressions.keys()]
  for (const flow of program.flows.values()) for (const { config } of flow.steps.values()) texts.push(JSON.stringify(config))
  const written = new Set(texts.flatMap((text) => text.match(/(?<=["'\\\s=(,:[]|^)\d{1,20}(?=["'\\\s),\]}]|$)/g) ?? []).map(normaliseNumber))
  const neighbours = [...written].map((digits) => `${digits.slice(0, -1)}${(Number(digits.at(-1)) + 1) % 10}`)
  const all = [...new Set([...written, ...neighbours])]
  const compared = all.slice(0, mostSamples)
  const ofTables = tableSamples(program).digits.filter((digits) => !compared.includes(digits))
  const left = Math.max(0, all.length - mostSamples) + Math.max(0, ofTables.length - mostTableSamples)
  return { samples: { digits: [...compared, ...ofTables.slice(0, mostTableSamples)] }, left }
}
