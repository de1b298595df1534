import type { BothLanguages, LocalisedText } from '@madoguchi/schemas'

/** A named way out of a node. */
export interface Exit {
  id: string
  title: LocalisedText
}

/** An exit with its name for people. A menu's key keeps the label its author gave it. */
export function exit(id: string, title: LocalisedText): Exit {
  return { id, title }
}

/** The one way out of a node that simply does its work. */
export const done: Exit = exit('done', { ja: '次へ', en: 'Next' })

/** Implicit and optional on every node: taken when a fault is thrown. */
export const errorExit: Exit = exit('error', { ja: '異常', en: 'Fault' } satisfies BothLanguages)
