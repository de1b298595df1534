import type { Bundle, DocumentOf, Line, Prompt } from '@madoguchi/schemas'
import type { NodeType, ReleaseTable, Utterance } from '@madoguchi/sdk'
import type { Documents } from './bundle-reader.ts'
import type { Expression } from './expressions.ts'
import { makeLocalClock } from './hours/local-clock.ts'
import type { HoursTable } from './hours/index.ts'
import type { Template } from './templates.ts'

/** A node of a compiled flow, bound to its type and to the nodes its exits lead to. */
export interface Step {
  readonly flow: string
  readonly id: string
  readonly type: NodeType
  readonly config: unknown
  readonly skip: string | undefined
  /** Exit → step; filled once all steps of the flow exist. */
  readonly next: Map<string, Step>
}

export interface Flow {
  readonly id: string
  readonly entry: Step
  readonly steps: ReadonlyMap<string, Step>
  readonly onError: Step | undefined
  readonly onHangup: Step | undefined
}

/** A prompt ready to be spoken: folded to one utterance, or a template that reads the session. */
export interface SpokenPrompt {
  readonly id: string
  readonly prompt: Prompt
  readonly template: Template
  readonly utterance: Utterance | undefined
  /** The same in the language that the bundle does not speak, where the prompt has words in it. */
  readonly other?: { readonly language: 'ja' | 'en'; readonly template: Template; readonly utterance: Utterance | undefined }
}

/** A bundle compiled for execution: immutable, shared by all sessions of its release. */
export interface Program {
  readonly bundle: Bundle
  readonly documents: Documents
  readonly timeZone: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly flows: ReadonlyMap<string, Flow>
  /** By normalised number (digits only). */
  readonly lines: ReadonlyMap<string, Line>
  readonly prompts: ReadonlyMap<string, SpokenPrompt>
  readonly queues: ReadonlyMap<string, DocumentOf<'queue'>>
  readonly hours: ReadonlyMap<string, HoursTable>
  readonly tables: ReadonlyMap<string, ReleaseTable>
  readonly expressions: ReadonlyMap<string, Expression>
  readonly templates: ReadonlyMap<string, Template>
  /** What expressions can call besides JSONata's own: functions that read the release. */
  readonly functions: ReleaseFunctions
}

export type ReleaseFunctions = Readonly<Record<string, (...args: never[]) => unknown>>

/** The language that a bundle speaks; texts and audio exist in these two. */
export function spokenLanguage({ language }: Bundle): 'ja' | 'en' {
  return language === 'en' ? 'en' : 'ja'
}

/** Digits of a telephone number as people write it: hyphens, spaces and full-width digits do not count (public-sector C02). */
export function normaliseNumber(number: string): string {
  if (/^\+?\d+$/.test(number)) return number
  return number.normalize('NFKC').replaceAll(/[^0-9+]/g, '')
}

/** The line that a number is at an instant; none where its validity (R01, whole days in the zone of the bundle) has not begun or is over. */
export function lineAt({ lines, timeZone }: Pick<Program, 'lines' | 'timeZone'>, number: string, atMs: number): Line | undefined {
  const line = lines.get(normaliseNumber(number))
  if (!line?.validFrom && !line?.validUntil) return line
  const date = makeLocalClock(timeZone).isoOf(atMs).slice(0, 10)
  return (line.validFrom ?? date) <= date && date <= (line.validUntil ?? date) ? line : undefined
}
