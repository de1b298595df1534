import { type ParseArgsConfig, parseArgs } from 'node:util'
import { StatedError } from '../stated-error.ts'

/**
 * Reads the arguments of a command.
 * @throws StatedError USAGE for an unknown option, an option without its value, or another number of operands than `operands`
 */
export function readArguments<const Options extends NonNullable<ParseArgsConfig['options']>>(argv: readonly string[], usage: string, operands: { min: number; max: number }, options: Options) {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
    if (positionals.length < operands.min || positionals.length > operands.max) throw new Error(`${positionals.length} operands`)
    return { values, operands: positionals }
  } catch (cause) {
    throw usageError(usage, cause instanceof Error ? cause.message : String(cause), cause)
  }
}

export function usageError(usage: string, why: string, cause?: unknown): StatedError {
  return new StatedError('USAGE', { ja: `使い方: madoguchi ${usage}（${why}）`, en: `Usage: madoguchi ${usage} (${why})` }, { cause })
}
