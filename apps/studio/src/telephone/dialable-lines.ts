import { type Program, annotated, stepsOfLine } from '@madoguchi/engine'
import type { Line } from '@madoguchi/schemas'

export interface DialableLine {
  /** As it is dialled, digits only. */
  number: string
  line: Line
}

/** The lines that a call flow answers, those that citizens may know first, then by role and number. */
export function dialableLines(program: Program): DialableLine[] {
  const lines = [...program.lines].flatMap(([number, line]) => (line.flow === undefined ? [] : [{ number, line }]))
  const rank = ({ line }: DialableLine) => (line.published ? 0 : 10) + roles.indexOf(line.role)
  return lines.sort((a, b) => rank(a) - rank(b) || (a.number < b.number ? -1 : 1))
}

const roles: readonly Line['role'][] = ['primary', 'companion', 'destination', 'failover', 'internal']

/** The hours documents that a call on a line may ask, in the order in which its flows come to them. */
export function hoursOfLine(program: Program, number: string): string[] {
  const hours = stepsOfLine(program, number).flatMap(({ type, config }) => annotated(type.config, config).flatMap(({ ref, value }) => (ref === 'hours' ? [value] : [])))
  return [...new Set(hours)].filter((id) => program.hours.has(id))
}
