import type { JoinResult } from '../operations.ts'
import type { StatusAnnouncements } from './session.ts'
import type { Fragment } from './speech.ts'

/** What is said of a wait: a prompt with values for its expressions, or a fixed sentence. */
export type StatusPart = { prompt: string; values: Readonly<Record<string, unknown>> } | Fragment

/** More than this nobody is told: after that the wait goes on with music, and with what the queue document repeats. */
const mostTimes = 40

/** The announcements of place and wait within one wait: when the next is due, and what it says. */
export class StatusTold {
  readonly #status: StatusAnnouncements
  readonly #everyMs: number
  #times = 0
  #last = ''
  /** When the next is due, in milliseconds since the session began. */
  dueMs: number

  constructor(status: StatusAnnouncements, { everySeconds, joinedMs, sinceMs }: { everySeconds: number; joinedMs: number; sinceMs: number }) {
    this.#status = status
    this.#everyMs = everySeconds * 1000
    this.dueMs = joinedMs + status.firstAfterSeconds * 1000
    // Those of the time in which a flow ran are over.
    while (this.dueMs < sinceMs) this.#pass(this.dueMs)
  }

  /** What is to be said now; nothing where it would be what was said last, and that is not wanted. */
  next({ position, estimatedWaitSeconds }: Pick<JoinResult, 'position' | 'estimatedWaitSeconds'>, nowMs: number, language: 'ja' | 'en'): StatusPart[] {
    this.#pass(Math.max(nowMs, this.dueMs))
    const parts = statusParts(this.#status, { position, minutes: minutesOf(estimatedWaitSeconds) }, language)
    const told = JSON.stringify(parts)
    if (told === this.#last && !this.#status.repeatUnchanged) return []
    this.#last = told
    return parts
  }

  #pass(fromMs: number): void {
    this.dueMs = ++this.#times < mostTimes ? fromMs + this.#everyMs : Number.POSITIVE_INFINITY
  }
}

/** Whole minutes, rounded up, since a wait is told rather too long than too short. Unknown stays unknown. */
function minutesOf(seconds: number | null | undefined): number | null {
  return seconds === null || seconds === undefined ? null : Math.max(1, Math.ceil(seconds / 60))
}

function statusParts({ says, positionPrompt, waitPrompt, unknownWaitPrompt }: StatusAnnouncements, { position, minutes }: { position: number | undefined; minutes: number | null }, language: 'ja' | 'en'): StatusPart[] {
  const values = { queue: { position: position ?? null, minutes } }
  const say = (prompt: string | undefined, id: string, words: { ja: string; en: string }): StatusPart => (prompt === undefined ? { fragment: `say.queue.${id}`, text: words[language] } : { prompt, values })
  return [
    ...(says === 'wait' || position === undefined ? [] : [say(positionPrompt, `position.${position}`, { ja: `現在、${position}番目です。`, en: `You are number ${position} in line.` })]),
    ...(says === 'position'
      ? []
      : [minutes === null
          ? say(unknownWaitPrompt, 'wait.unknown', { ja: '待ち時間の目安は、ただいまお伝えできません。', en: 'We cannot tell at the moment how long the wait will be.' })
          : say(waitPrompt, `wait.${minutes}`, { ja: `およそ${minutes}分お待ちいただきます。`, en: `The wait is about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.` })]),
  ]
}
