import type { Problem } from '@madoguchi/schemas'
import type { Evaluated, TextKind } from './evaluate-text.ts'

/** Path → text; null takes a file away, and files that are not named stay as they were. */
export interface CheckRequest {
  id: number
  kind: 'check'
  changed: Record<string, string | null>
}

/** An expression or a template, on sample data and what the worker knows of the bundle. */
export interface EvaluateRequest {
  id: number
  kind: 'evaluate'
  text: string
  as: TextKind
  samples: Record<string, unknown>
}

export type Request = CheckRequest | EvaluateRequest

/** `walked` comes later than `check`, and not at all when a newer change made it pointless. */
export type Answer =
  | { id: number; kind: 'check'; problems: Problem[]; walking: boolean }
  | { id: number; kind: 'walked'; problems: Problem[] }
  | { id: number; kind: 'evaluated'; evaluated: Evaluated }
  | { id: number; kind: 'failed'; message: string }
