import { isObject, toJson } from '../draft/json.ts'
import { type Command, type Documents, flowPath } from '../editor/commands/index.ts'
import { type Imported, importCommand, imported } from '../import/import-command.ts'
import { type Choice, type ImportPlan, planImport } from '../import/plan-import.ts'
import type { GalleryTemplate } from './templates.ts'

export interface Taking {
  id: string
  title: string
  /** What becomes of things that are here under the same name with other content; by key of the item. */
  choices: Readonly<Record<string, Choice>>
}

/** What taking a template would bring, compared with the draft; the flow itself is asked for by its new id. */
export function planTaking(here: Documents, template: GalleryTemplate): ImportPlan {
  const planned = planImport(here, template.files)
  // Templates are in the current shape, so they are never refused as a whole.
  return 'plan' in planned ? planned.plan : { items: [], incoming: {}, migrated: [] }
}

/** The flow of a template under a new id and title, with everything it needs: one step of undo. It remembers what it was made from. */
export function takeTemplate(template: GalleryTemplate, plan: ImportPlan, taking: Taking): Command {
  return importCommand(plan, decisionOf(template, taking), (after) => remember(template, taking, after))
}

/** The same without a command: the names that things get. */
export function namesTaken(here: Documents, template: GalleryTemplate, plan: ImportPlan, taking: Taking): Imported['names'] {
  return imported(here, plan, decisionOf(template, taking)).names
}

function decisionOf({ flow }: GalleryTemplate, { id, choices }: Taking) {
  return { choices, names: { [`call/${flow.id}`]: id }, label: { ja: 'ひな形からフローを作成', en: 'making a flow from a template' } }
}

function remember({ id: template, hash, title: original }: GalleryTemplate, { id, title }: Taking, { documents, names }: Imported): Documents {
  const path = flowPath(id)
  const flow = documents[path]
  if (!isObject(flow)) return documents
  // The English name of the template would say something else than a new Japanese one.
  const named = title === original.ja && original.en !== undefined ? { ja: title, en: original.en } : { ja: title }
  return { ...documents, [path]: toJson({ ...flow, title: named, template: { id: template, hash, ...(Object.keys(names).length > 0 ? { names } : {}) } }) }
}
