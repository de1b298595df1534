/**
 * The node types by which flows run each other. Extracting and inlining rewrite exactly these, so this is the one place of the studio that
 * names them.
 */
export const subflowTypes = { run: 'logic.run-flow', goTo: 'logic.go-to-flow', back: 'logic.return' } as const

/** Node types that count how often they were entered in this run of their flow; in a flow of their own they would begin anew. */
export const countingTypes: ReadonlySet<string> = new Set(['logic.loop'])

/** As many results as running a flow can tell apart. */
export const mostResults = 20
