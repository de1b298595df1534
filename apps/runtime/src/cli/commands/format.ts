import fs from 'node:fs/promises'
import { formatDocument, parseJson } from '@madoguchi/engine'
import type { Problem } from '@madoguchi/schemas'
import { StatedError } from '../../stated-error.ts'
import { readArguments } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'
import { printLine } from '../output.ts'

export const usage = 'format FILE… [--check]'

/** `madoguchi format`: one canonical layout. Nothing is written when any of the files cannot be read; `--check` only tells which differ. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 1, max: Number.POSITIVE_INFINITY }, { check: { type: 'boolean' } })
  const formatted = await Promise.all(operands.map(formatFile))
  const differing = formatted.filter(({ before, after }) => before !== after)
  for (const { file, after } of differing) {
    printLine(file)
    if (!values.check) await replaceFile(file, after)
  }
  return values.check && differing.length > 0 ? 1 : 0
}

async function formatFile(file: string): Promise<{ file: string; before: string; after: string }> {
  const before = await fs.readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StatedError('BUNDLE_UNREADABLE', { ja: `${file} を読めません。`, en: `${file} cannot be read.` }, { cause })
  })
  const problems: Problem[] = []
  const value = parseJson(file, before, problems)
  const [first] = problems
  if (first) throw new StatedError('BUNDLE_UNREADABLE', { ja: `${file}: ${first.message.ja}`, en: `${file}: ${first.message.en}` })
  return { file, before, after: formatDocument(value) }
}

/** Beside it, then over it: an interruption leaves the old file or the new one, never half of one. */
async function replaceFile(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.new`
  await fs.writeFile(beside, text)
  await fs.rename(beside, file)
}
