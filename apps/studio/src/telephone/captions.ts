import type { Utterance } from '@madoguchi/sdk'

/** What is being spoken at one moment. */
export interface Caption {
  utterance: Utterance
  index: number
  /** Seconds since this utterance began. */
  sinceSeconds: number
  /** Seconds until all speech has ended. */
  remainingSeconds: number
}

export function speechSeconds(say: readonly Utterance[]): number {
  return say.reduce((sum, { seconds }) => sum + seconds, 0)
}

/** The utterance that is heard `elapsedSeconds` after the speech began; undefined when all has been said. */
export function captionAt(say: readonly Utterance[], elapsedSeconds: number): Caption | undefined {
  let begins = 0
  for (const [index, utterance] of say.entries()) {
    if (elapsedSeconds < begins + utterance.seconds) {
      return { utterance, index, sinceSeconds: Math.max(0, elapsedSeconds - begins), remainingSeconds: speechSeconds(say) - elapsedSeconds }
    }
    begins += utterance.seconds
  }
  return undefined
}
