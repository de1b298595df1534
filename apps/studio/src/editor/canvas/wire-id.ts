import type { Wire } from '../editor-store.ts'

const separator = ' '
/** Ids of nodes hold no space, so the wire can be read back from the id of its edge. */
export const edgeId = ({ from, exit }: Wire) => `${from}${separator}${exit}`

export function wireOf(edge: string): Wire {
  const at = edge.indexOf(separator)
  return { from: edge.slice(0, at), exit: edge.slice(at + 1) }
}
