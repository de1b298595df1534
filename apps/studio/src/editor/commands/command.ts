import type { BothLanguages } from '@madoguchi/schemas'
import type { Documents, Patch } from './patch.ts'

/**
 * One thing a person does to the draft, whatever they did it with: mouse, keyboard, form, JSON or telephone.
 * It says what to change; doing and undoing are the history's.
 */
export interface Command {
  /** For the undo button: 「ノードの追加」を元に戻す */
  label: BothLanguages
  /** Commands with the same key that follow each other closely are one step of undo (typing, nudging with arrow keys). */
  mergeKey?: string
  patches(documents: Documents): Patch[]
}
