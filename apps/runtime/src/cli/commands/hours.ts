import { HoursInputError, type HoursTable } from '@madoguchi/engine'
import { StatedError } from '../../stated-error.ts'
import { readArguments, usageError } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'
import { loadProgram } from '../load-bundle.ts'
import { printJson, printLine } from '../output.ts'

export const usage = 'hours BUNDLE ID (--at ISO | --from DATE --to DATE) [--json]'

/** `madoguchi hours`: effective hours with the rule that decided. 1 when the document cannot decide. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 2, max: 2 }, { at: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, json: { type: 'boolean' } })
  const [bundle = '', id = ''] = operands
  const { at, from, to } = values
  const { program } = await loadProgram(bundle)
  const table = program.hours.get(id)
  if (!table) throw unknownHours(bundle, id, [...program.hours.keys()])
  return asStated(() => {
    if (at !== undefined && from === undefined && to === undefined) return tellInstant(table, at, values.json === true)
    if (at === undefined && from !== undefined && to !== undefined) return tellDays(table, from, to, values.json === true)
    throw usageError(usage, '--at | --from --to')
  })
}

function tellInstant(table: HoursTable, text: string, json: boolean): ExitStatus {
  const ms = table.epochOf(text)
  const { state, rule, untilMs, nextOpenMs, name } = table.at(ms)
  const iso = (instant: number | null) => (instant === null ? null : table.isoOf(instant))
  const answer = { at: table.isoOf(ms), state, rule, until: iso(untilMs), nextOpen: iso(nextOpenMs), ...(name === undefined ? {} : { name }) }
  if (json) printJson(answer)
  else printLine(`${answer.at}  ${state}${name === undefined ? '' : ` (${name})`}  ${rule}\n  まで / until ${answer.until ?? '–'}、次の開設 / next open ${answer.nextOpen ?? '–'}`)
  return state === 'error' ? 1 : 0
}

function tellDays(table: HoursTable, from: string, to: string, json: boolean): ExitStatus {
  const days = table.days(from, to)
  if (json) printJson({ days })
  else for (const { date, periods, state, rule, name } of days) printLine(`${date}  ${state.padEnd(9)}  ${periods.map(([start, end]) => `${start}–${end}`).join(' ') || '–'}  ${rule}${name === undefined ? '' : `  ${name}`}`)
  return days.some(({ state }) => state === 'error') ? 1 : 0
}

function asStated<T>(act: () => T): T {
  try {
    return act()
  } catch (cause) {
    if (!(cause instanceof HoursInputError)) throw cause
    throw new StatedError('USAGE', cause.said, { cause })
  }
}

function unknownHours(bundle: string, id: string, known: string[]): StatedError {
  return new StatedError('BUNDLE_UNREADABLE', { ja: `${bundle} に営業時間「${id}」はありません。ある設定: ${known.join(', ')}`, en: `${bundle} has no hours "${id}". It has: ${known.join(', ')}` })
}
