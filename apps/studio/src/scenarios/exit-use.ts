/** Titles of the scenarios that take each exit of a flow, by `exitKey`. */
export type FlowUse = ReadonlyMap<string, readonly string[]>

/** @param node left out: a way out of the flow itself, `onError` or `onHangup` */
export function exitKey(node: string | undefined, exit: string): string {
  return JSON.stringify([node ?? null, exit])
}
