/** A release as the history shows it. Times are ISO 8601 in UTC. */
export interface PrintedRelease {
  number: number
  contentHash: string
  releaseHash: string
  previousHash: string | null
  message: string
  author: string
  approver: string | null
  rollbackOf: number | null
  effectiveAt: string
  createdAt: string
  productVersion: string
}

/** Who asked for the release and who decided, with what was said meanwhile. */
export interface PrintedApproval {
  request: number
  message: string
  author: string
  createdAt: string
  needsPrefecture: boolean
  decidedBy: string | null
  decidedAt: string | null
  decision: string | null
  comments: { document: string | null; node: string | null; text: string; by: string; at: string }[]
}

/** Everything a specification is printed from: plain data, since the printing happens in a thread of its own. */
export interface SpecificationFacts {
  release: PrintedRelease
  /** Whether callers hear it: now, not yet, or no more since `until`. */
  state: 'live' | 'waiting' | 'past'
  until: string | null
  /** The releases up to this one, newest first, this one included. */
  history: PrintedRelease[]
  /** Path → text. */
  files: ReadonlyMap<string, string>
  /** The release before; undefined for the first. */
  before: { number: number; files: ReadonlyMap<string, string> } | undefined
  approval: PrintedApproval | undefined
  /** ISO 8601: when it is printed; the fiscal year and the next changes of hours are counted from here. */
  printedAt: string
  printedBy: string
}
