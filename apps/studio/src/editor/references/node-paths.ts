import { type Json, isObject } from '../../draft/json.ts'
import { type Documents, type Patch, change } from '../commands/patch.ts'
import { mapScenarioChanges } from './scenario-changes.ts'

type Moved = (flow: string, node: string) => { flow: string; node: string } | undefined

/**
 * Follows nodes that got another id, or went into another flow, where scenarios name them (`flow/node`): in the paths that they expect, and where they change variables.
 * @param moved where a node is now; undefined where nothing about it changed
 */
export function moveNodePaths(documents: Documents, moved: Moved): Patch[] {
  const paths = Object.entries(documents).flatMap(([document, value]) => {
    if (!isObject(value) || value.kind !== 'scenario' || !isObject(value.then) || !Array.isArray(value.then.path)) return []
    return change(documents, document, ['then', 'path'], value.then.path.map((step) => followed(step, moved)))
  })
  return [...paths, ...mapScenarioChanges(documents, (made) => ({ ...made, node: followed(made.node ?? null, moved) }))]
}

function followed(step: Json, moved: Moved): Json {
  const [flow, node, ...more] = typeof step === 'string' ? step.split('/') : []
  const now = flow !== undefined && node !== undefined && more.length === 0 ? moved(flow, node) : undefined
  return now ? `${now.flow}/${now.node}` : step
}
