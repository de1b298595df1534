import type { BothLanguages } from '@madoguchi/schemas'
import type { Command } from './command.ts'
import { type Documents, type Patch, applyPatches, inverse, rewrite } from './patch.ts'

/** One step that can be taken back. */
export interface Step {
  label: BothLanguages
  patches: readonly Patch[]
  mergeKey?: string
  atMs: number
}

export interface History {
  done: readonly Step[]
  undone: readonly Step[]
}

export interface Edited {
  documents: Documents
  history: History
}

export const emptyHistory: History = { done: [], undone: [] }

/** More steps than anyone takes back; bounds the memory of a long day. */
const longest = 500
/** Typing that pauses longer than this begins a new step. */
const mergeWithinMs = 1500

/** Does a command. One that changes nothing leaves no step. `nowMs` is any clock that rises. */
export function execute({ documents, history }: Edited, command: Command, nowMs: number): Edited {
  const patches = exact(documents, command.patches(documents))
  if (patches.length === 0) return { documents, history }
  const last = history.done.at(-1)
  const joins = command.mergeKey !== undefined && last?.mergeKey === command.mergeKey && nowMs - last.atMs < mergeWithinMs && history.undone.length === 0
  const step: Step = { label: command.label, patches: joins ? [...last.patches, ...patches] : patches, mergeKey: command.mergeKey, atMs: nowMs }
  const before = joins ? history.done.slice(0, -1) : history.done.slice(1 - longest)
  return { documents: applyPatches(documents, patches), history: { done: [...before, step], undone: [] } }
}

/** A patch may make the places around it (`canvas`, `layout`); only the difference of whole documents takes those back as well. */
function exact(documents: Documents, patches: readonly Patch[]): Patch[] {
  const after = applyPatches(documents, patches)
  return [...new Set(patches.map(({ document }) => document))].flatMap((path) => rewrite(documents, path, after[path]))
}

export function undo({ documents, history }: Edited): Edited {
  const step = history.done.at(-1)
  if (!step) return { documents, history }
  return { documents: applyPatches(documents, inverse(step.patches)), history: { done: history.done.slice(0, -1), undone: [...history.undone, step] } }
}

export function redo({ documents, history }: Edited): Edited {
  const step = history.undone.at(-1)
  if (!step) return { documents, history }
  return { documents: applyPatches(documents, step.patches), history: { done: [...history.done, { ...step, mergeKey: undefined }], undone: history.undone.slice(0, -1) } }
}

/** A document that came from elsewhere has another past: steps that touch it can no longer be taken back or done again. */
export function forget(history: History, document: string): History {
  const concerns = ({ patches }: Step) => patches.some((patch) => patch.document === document)
  // Later steps may rest on a forgotten one only in the same document, so each step stands for itself.
  return { done: history.done.filter((step) => !concerns(step)), undone: history.undone.filter((step) => !concerns(step)) }
}
