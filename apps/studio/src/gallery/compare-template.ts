import { type Documents, applyPatches, flowPath } from '../editor/commands/index.ts'
import { isDocumentKind, rename } from '../editor/rename/rename.ts'
import { type JsonObject, isObject, toJson } from '../draft/json.ts'
import { neededBy, promptHomes } from '../import/needed-by.ts'
import { promptIn } from '../import/plan-import.ts'
import type { GalleryTemplate } from './templates.ts'

/** A number that leads to the flow on both sides, so that calls on it can be compared. */
const sampleNumber = '0312345678'

/** A flow of the draft with all it needs, as one side of a comparison. What it remembers of its template is no difference to that. */
export function flowSide(documents: Documents, id: string): Documents {
  const path = flowPath(id)
  const side = neededBy(documents, path)
  const flow = side[path]
  if (!isObject(flow)) return {}
  const { template: _template, ...rest } = flow
  return { ...side, [path]: rest, ...lineTo(id) }
}

/**
 * The template of a flow as the other side: under the names that its things have here, and with the head of this bundle, so that only what
 * somebody changed in the flow and its documents is a difference.
 */
export function templateSide(documents: Documents, id: string, template: GalleryTemplate): Documents {
  const flow = documents[flowPath(id)]
  const made: JsonObject = isObject(flow) && isObject(flow.template) ? flow.template : {}
  const names = { [`call/${template.flow.id}`]: id, ...(isObject(made.names) ? made.names : {}) }
  let side = template.files
  for (const [key, to] of Object.entries(names)) {
    const [kind = '', ...rest] = key.split('/')
    const from = rest.join('/')
    if (typeof to !== 'string' || to === from) continue
    const what = isDocumentKind(kind) ? { kind } : { kind: 'prompt' as const }
    side = applyPatches(side, rename(what, from, to).patches(side))
  }
  return { ...atHome(documents, side), 'bundle.json': headOf(documents, side), ...lineTo(id) }
}

/** Prompts stand in the documents where they stand here: which document holds a prompt is no difference to anybody. */
function atHome(documents: Documents, side: Documents): Documents {
  const homes = promptHomes(documents)
  const moved: Record<string, JsonObject> = {}
  const others = Object.entries(side).filter(([path]) => !path.startsWith('prompts/'))
  for (const [id, from] of promptHomes(side)) {
    const path = homes.get(id) ?? from
    const head = documents[path] ?? side[from]
    const document = moved[path] ?? { ...(isObject(head) ? head : {}), prompts: {} }
    moved[path] = { ...document, prompts: { ...(isObject(document.prompts) ? document.prompts : {}), [id]: promptIn(side[from], id) ?? null } }
  }
  return { ...Object.fromEntries(others), ...moved }
}

function headOf(documents: Documents, side: Documents) {
  const [mine, theirs] = [documents['bundle.json'], side['bundle.json']]
  if (!isObject(mine) || !isObject(theirs)) return theirs ?? mine ?? {}
  const here = isObject(mine.variables) ? mine.variables : {}
  const variables = Object.fromEntries(Object.entries(isObject(theirs.variables) ? theirs.variables : {}).map(([name, value]) => [name, here[name] ?? value]))
  return { ...mine, variables, ...(theirs.milestones === undefined ? {} : { milestones: theirs.milestones }) }
}

function lineTo(flow: string): Documents {
  return { 'numbers/comparison.json': toJson({ kind: 'numbers', id: 'comparison', title: { ja: '比較用の回線', en: 'Line for the comparison' }, lines: { [sampleNumber]: { title: { ja: '比較用', en: 'Comparison' }, role: 'primary', owner: 'prefecture', published: true, flow } } }) }
}
