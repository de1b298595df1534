/**
 * One side of a comparison: a published release, the draft as it is saved, the snapshot of a request for approval, one flow of the draft with
 * all it needs, or the template that this flow was made from.
 */
export type SideRef = { kind: 'release'; number: number } | { kind: 'draft' } | { kind: 'request'; id: number } | { kind: 'flow'; flow: string } | { kind: 'template'; flow: string }

export type CompareView = 'structure' | 'json' | 'behaviour'

/** The words that stand for a side in addresses, as in `madoguchi diff`: `release:3`, `draft`, `request:7`. */
export function sideText(side: SideRef): string {
  if (side.kind === 'release') return `release:${side.number}`
  if (side.kind === 'flow' || side.kind === 'template') return `${side.kind}:${side.flow}`
  return side.kind === 'request' ? `request:${side.id}` : 'draft'
}

/** @returns undefined for what names no side */
export function readSide(text: string | null | undefined): SideRef | undefined {
  if (text === 'draft') return { kind: 'draft' }
  const [, part, flow] = /^(flow|template):([A-Za-z0-9][A-Za-z0-9._-]{0,79})$/.exec(text ?? '') ?? []
  if (flow !== undefined) return part === 'flow' ? { kind: 'flow', flow } : { kind: 'template', flow }
  const [, kind, digits] = /^(release|request):([1-9][0-9]{0,9})$/.exec(text ?? '') ?? []
  if (kind === undefined) return undefined
  return kind === 'release' ? { kind, number: Number(digits) } : { kind: 'request', id: Number(digits) }
}

/** The address of the page that compares two sides: `/compare?a=release:3&b=draft`. */
export function compareLink(a: SideRef, b: SideRef, view: CompareView = 'structure'): string {
  return `/compare?a=${sideText(a)}&b=${sideText(b)}${view === 'structure' ? '' : `&view=${view}`}`
}
