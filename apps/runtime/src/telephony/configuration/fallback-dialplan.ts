import type { FallbackCourse } from '@madoguchi/engine'
import { gatewayDialString } from '../dial-string.ts'
import { dayPatterns, numberList, timeOfDay } from './day-patterns.ts'
import { type FallbackSchedule, courseKey } from './fallback-schedule.ts'
import { xmlComment, xmlText } from './xml.ts'

export interface FallbackDialplanOptions {
  /** Folder of the guidance files on the FreeSWITCH machine. */
  promptsFolder: string
  /** Gateways for the failover number, in order. */
  gateways: readonly string[]
  /** The clock of the time conditions; see `dayPatterns`. */
  offsetHours: number
  /** End of what the schedules know. */
  untilMs: number
}

/**
 * The extensions that answer a caller when no runtime does. `fallback` is entered by the watchdog. A schedule's default course is the one
 * that lasts longest; the others are found by date and time. A time condition that does not match must not stop its extension, because
 * FreeSWITCH would then end the call with 480: each is alone in its extension, and the default follows.
 */
export function fallbackDialplan(schedules: readonly FallbackSchedule[], options: FallbackDialplanOptions): string {
  const parts = [clockExtension(options.offsetHours)]
  for (const schedule of schedules) parts.push(...scheduleExtensions(schedule, options))
  parts.push(unknownExtension())
  return parts.join('\n')
}

function clockExtension(offsetHours: number): string {
  return `    ${xmlComment('Times below are in this fixed offset from UTC, whatever the zone of this machine.')}
    <extension name="fallback-clock" continue="true">
      <condition field="destination_number" expression="^fallback-">
        <action application="set" data="tod_tz_offset=${offsetHours}" inline="true"/>
      </condition>
    </extension>`
}

function scheduleExtensions({ numbers, changes }: FallbackSchedule, options: FallbackDialplanOptions): string[] {
  const number = `^fallback-(?:${numbers.map(numberPattern).join('|')})$`
  const courses = new Map<string, { course: FallbackCourse; intervals: { fromMs: number; untilMs: number }[] }>()
  changes.forEach(({ fromMs, course }, index) => {
    const known = courses.get(courseKey(course)) ?? { course, intervals: [] }
    courses.set(courseKey(course), known)
    known.intervals.push({ fromMs, untilMs: changes[index + 1]?.fromMs ?? options.untilMs })
  })
  const length = (intervals: { fromMs: number; untilMs: number }[]) => intervals.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0)
  const [usual, ...others] = [...courses.values()].toSorted((a, b) => length(b.intervals) - length(a.intervals))
  if (!usual) return []
  const name = `fallback-${numbers[0] ?? ''}`
  const dated = others.flatMap(({ course, intervals }) =>
    dayPatterns(intervals, options.offsetHours).flatMap(({ stretch, years }) =>
      years.map(({ year, days }) => extension(name, number, course, options, `year="${year}" yday="${numberList(days)}" time-of-day="${timeOfDay(stretch)}"`)),
    ),
  )
  return [...dated, extension(name, number, usual.course, options)]
}

function extension(name: string, number: string, course: FallbackCourse, options: FallbackDialplanOptions, when?: string): string {
  return `    <extension name="${xmlText(name, 'an extension name')}">
${when === undefined ? '' : `      <condition ${when}/>\n`}      <condition field="destination_number" expression="${number}">
${courseActions(course, options).map((line) => `        ${line}`).join('\n')}
      </condition>
    </extension>`
}

function courseActions({ say, then }: FallbackCourse, options: FallbackDialplanOptions): string[] {
  const actions = [action('answer'), ...say.flatMap((utterance) => playback(utterance.audio, options))]
  if (then.kind === 'failover') {
    const dial = gatewayDialString(options.gateways, then.destination)
    if (dial !== undefined) {
      actions.push(action('set', 'hangup_after_bridge=true'), action('set', 'transfer_after_bridge='))
      actions.push(action('bridge', `{originate_timeout=40,leg_progress_timeout=4}${dial}`))
    }
    actions.push(...then.outOfService.flatMap((utterance) => playback(utterance.audio, options)))
  }
  return [...actions, action('hangup', 'NORMAL_CLEARING')]
}

/** Nobody is left with silence: a number that has no schedule ends the call at once. */
function unknownExtension(): string {
  return `    <extension name="fallback-unknown">
      <condition field="destination_number" expression="^fallback-">
        <action application="hangup" data="NORMAL_TEMPORARY_FAILURE"/>
      </condition>
    </extension>`
}

function playback(audio: string | undefined, { promptsFolder }: FallbackDialplanOptions): string[] {
  return audio !== undefined && /^[0-9a-f]{64}$/.test(audio) ? [action('playback', `${promptsFolder}/${audio}.wav`)] : []
}

function action(application: string, data?: string): string {
  return `<action application="${application}"${data === undefined ? '' : ` data="${xmlText(data, application)}"`}/>`
}

/** A normalised number as a regular expression. @throws RangeError for anything that is no number */
export function numberPattern(number: string): string {
  if (!/^\+?[0-9]+$/.test(number)) throw new RangeError('not a telephone number')
  return number.replace('+', '\\+')
}
