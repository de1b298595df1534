/** One side of a comparison: a published release, the draft as it is saved, or the snapshot of a request for approval. */
export type SideRef = { kind: 'release'; number: number } | { kind: 'draft' } | { kind: 'request'; id: number }

export type CompareView = 'structure' | 'json' | 'behaviour'

/** The words that stand for a side in addresses, as in `madoguchi diff`: `release:3`, `draft`, `request:7`. */
export function sideText(side: SideRef): string {
  if (side.kind === 'release') return `release:${side.number}`
  return side.kind === 'request' ? `request:${side.id}` : 'draft'
}

/** @returns undefined for what names no side */
export function readSide(text: string | null | undefined): SideRef | undefined {
  if (text === 'draft') return { kind: 'draft' }
  const [, kind, digits] = /^(release|request):([1-9][0-9]{0,9})$/.exec(text ?? '') ?? []
  if (kind === undefined) return undefined
  return kind === 'release' ? { kind, number: Number(digits) } : { kind: 'request', id: Number(digits) }
}

/** The address of the page that compares two sides: `/compare?a=release:3&b=draft`. */
export function compareLink(a: SideRef, b: SideRef, view: CompareView = 'structure'): string {
  return `/compare?a=${sideText(a)}&b=${sideText(b)}${view === 'structure' ? '' : `&view=${view}`}`
}
