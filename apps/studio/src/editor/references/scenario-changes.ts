import { type JsonObject, isObject } from '../../draft/json.ts'
import { type Documents, type Patch, change } from '../commands/patch.ts'

/** Rewrites every change of variables that a scenario makes on its way (`when.set`); lists are one place to a patch. */
export function mapScenarioChanges(documents: Documents, edit: (made: JsonObject) => JsonObject): Patch[] {
  return Object.entries(documents).flatMap(([document, value]) => {
    if (!isObject(value) || value.kind !== 'scenario' || !isObject(value.when) || !Array.isArray(value.when.set)) return []
    return change(documents, document, ['when', 'set'], value.when.set.map((made) => (isObject(made) ? edit(made) : made)))
  })
}
