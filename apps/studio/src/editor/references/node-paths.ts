import { isObject } from '../../draft/json.ts'
import { type Documents, type Patch, change } from '../commands/patch.ts'

/**
 * Follows nodes that got another id, or went into another flow, in the paths that scenarios expect (`flow/node`).
 * @param moved where a node is now; undefined where nothing about it changed
 */
export function moveNodePaths(documents: Documents, moved: (flow: string, node: string) => { flow: string; node: string } | undefined): Patch[] {
  return Object.entries(documents).flatMap(([document, value]) => {
    if (!isObject(value) || value.kind !== 'scenario' || !isObject(value.then) || !Array.isArray(value.then.path)) return []
    const after = value.then.path.map((step) => {
      const [flow, node, ...more] = typeof step === 'string' ? step.split('/') : []
      const now = flow !== undefined && node !== undefined && more.length === 0 ? moved(flow, node) : undefined
      return now ? `${now.flow}/${now.node}` : step
    })
    return change(documents, document, ['then', 'path'], after)
  })
}
