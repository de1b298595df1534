import { setImmediate } from 'node:timers/promises'

/** Longer than this nobody else on this runtime shall wait while something long is computed. */
const turnMs = 20

/** To be awaited between the parts of a long computation: lets the others in when a turn has been had. */
export function makeTurns(): () => Promise<unknown> | undefined {
  let beganMs = performance.now()
  return () => (performance.now() - beganMs < turnMs ? undefined : setImmediate().then(() => (beganMs = performance.now())))
}
