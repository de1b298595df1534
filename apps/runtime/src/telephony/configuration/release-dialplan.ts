import { fallbackDialplan } from './fallback-dialplan.ts'
import type { FallbackSchedule } from './fallback-schedule.ts'
import { dialplanContext, internalContext, publicDialplan, resumeDialplan } from './public-dialplan.ts'

export interface ReleaseDialplan {
  /** Of the configuration folder, by relative name: what changes with a release. */
  files: Map<string, string>
  /** The numbers that it answers, in order. */
  numbers: string[]
  /** Prompt of each audio that the fallback plays, by SHA-256. */
  spoken: Map<string, string>
  /** Prompts that it would speak but that have no audio. */
  unspoken: Set<string>
}

export interface ReleaseDialplanOptions {
  /** The configuration folder on the FreeSWITCH machine; the guidance lies in `prompts` below it. */
  folder: string
  gateways: readonly string[]
  offsetHours: number
  untilMs: number
}

/** The part of a configuration folder that a release decides: which numbers are answered, and what each hears when no runtime is there. */
export function releaseDialplan(schedules: readonly FallbackSchedule[], { folder, ...options }: ReleaseDialplanOptions): ReleaseDialplan {
  const numbers = schedules.flatMap(({ numbers: of }) => of).toSorted()
  const fallback = fallbackDialplan(schedules, { promptsFolder: `${folder}/prompts`, ...options })
  const files = new Map([
    ['dialplan/fallback.xml', dialplanContext(internalContext, `${resumeDialplan(numbers)}\n${fallback}`)],
    // After the one that it leads to: a number is answered when there is an answer for it.
    ['dialplan/public.xml', dialplanContext('public', publicDialplan(numbers))],
  ])
  return { files, numbers, ...spokenAudio(schedules) }
}

function spokenAudio(schedules: readonly FallbackSchedule[]): Pick<ReleaseDialplan, 'spoken' | 'unspoken'> {
  const spoken = new Map<string, string>()
  const unspoken = new Set<string>()
  for (const { course } of schedules.flatMap(({ changes }) => changes)) {
    for (const utterance of [...course.say, ...(course.then.kind === 'failover' ? course.then.outOfService : [])]) {
      if (utterance.audio === undefined) unspoken.add(utterance.prompt)
      else spoken.set(utterance.audio, utterance.prompt)
    }
  }
  return { spoken, unspoken }
}
