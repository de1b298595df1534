import type { Problem } from '@madoguchi/schemas'

/** Path → text; null takes a file away, and files that are not named stay as they were. */
export interface Request {
  id: number
  changed: Record<string, string | null>
}

/** `walked` comes later than `check`, and not at all when a newer change made it pointless. */
export type Answer = { id: number; kind: 'check'; problems: Problem[]; walking: boolean } | { id: number; kind: 'walked'; problems: Problem[] } | { id: number; kind: 'failed'; message: string }
