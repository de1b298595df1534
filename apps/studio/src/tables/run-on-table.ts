import type { Table } from '@madoguchi/schemas'
import i18next from 'i18next'
import { draft } from '../draft/draft.ts'
import { toJson } from '../draft/json.ts'
import { rewrite } from '../editor/commands/patch.ts'
import { tableOf } from './table-document.ts'
import { words } from './words.ts'

export type TableAct = 'act.cell' | 'act.paste' | 'act.row' | 'act.remove' | 'act.move' | 'act.shape' | 'act.import'

/**
 * Changes a table of the draft as one command.
 * @param merge what closely following changes must have in common to be one step of undo, e.g. the cell that is being typed into
 */
export function runOnTable(path: string, act: TableAct, edit: (table: Table) => Table, merge?: string): void {
  draft.getState().run({
    label: { ja: i18next.t(act, { ns: words.area, lng: 'ja' }), en: i18next.t(act, { ns: words.area, lng: 'en' }) },
    mergeKey: merge === undefined ? undefined : `${path} ${act} ${merge}`,
    patches(documents) {
      const table = tableOf(documents, path)
      return table ? rewrite(documents, path, toJson(edit(table))) : []
    },
  })
}
