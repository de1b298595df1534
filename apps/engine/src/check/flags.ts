import { effectOf } from '@madoguchi/sdk'
import type { Program } from '../program.ts'
import type { Deed } from './deeds.ts'
import type { Course, Position } from './walker.ts'

/** What a call's past has to do with what it may do next. */
export interface Flags {
  /** The call was answered, by us or by whom it was led to. */
  readonly answered: boolean
  /** It was said that the call is recorded (R26). */
  readonly announced: boolean
  /** Anything was heard at all, a person included. */
  readonly heard: boolean
  /** Seconds of nothing to hear up to now. */
  readonly silent: number
  /** It has come through a flow of the after-hours template (R17). */
  readonly afterHours: boolean
}

export const noFlags: Flags = { answered: false, announced: false, heard: false, silent: 0, afterHours: false }

/** The longest silence that a caller is left in. Longer ones feel like a lost call. */
export const longestSilenceSeconds = 10

/** @param from where the answer was awaited; undefined at the beginning */
export function flagsAfter(program: Program, from: { position: Position; flags: Flags } | undefined, deed: Deed | undefined, course: Course): Flags {
  const before = from?.flags ?? noFlags
  let { answered, announced, heard, silent } = before
  const question = from?.position.question
  const operation = question?.kind === 'operation' ? question.operation : undefined
  if (operation?.op === 'call.wait' && deed?.sound) silent = Math.min(silent + operation.seconds, longestSilenceSeconds + 1)
  const effect = operation && effectOf(operation)
  answered ||= deed?.sound === true && (effect === 'answers' || effect === 'connects')
  if (effect === 'connects' || operation?.op === 'call.record' || operation?.op === 'call.hold') {
    silent = 0
    heard ||= deed?.sound === true && operation?.op !== 'call.record'
  }
  for (const event of course.events) {
    if (event.kind !== 'heard' || event.seconds <= 0) continue
    heard = true
    silent = 0
    announced ||= program.prompts.get(event.prompt)?.prompt.purpose === 'recording'
  }
  const flows = course.position?.checkpoint?.frames.map(({ flow }) => flow.id) ?? []
  return { answered, announced, heard, silent, afterHours: before.afterHours || flows.some((id) => isAfterHours(program, id)) }
}

function isAfterHours(program: Program, flow: string): boolean {
  return program.documents.call.get(flow)?.rules === 'after-hours'
}
