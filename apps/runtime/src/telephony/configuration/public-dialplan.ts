import { numberPattern } from './fallback-dialplan.ts'
import { xmlComment, xmlText } from './xml.ts'

/** The context that the watchdog and bridges lead back to. Callers cannot dial into it: the trunk knows only `public`. */
export const internalContext = 'madoguchi'
/** Seconds a new call waits for a runtime before FreeSWITCH answers it alone. */
export const pickUpSeconds = 3

/** Where the watchdog takes a call of this line. */
export const fallbackExtension = (number: string) => `fallback-${number}`
/** Where a call of this line comes back to after a conversation. */
export const resumeExtension = (number: string) => `resume-${number}`

/**
 * What arrives from the trunk: the numbers of the release are parked for a runtime, with the fallback armed before, and everything else
 * does not exist. `park` without a runtime is silent for ever, so the order of the two matters. Nothing is set on the channel here:
 * each application costs an event of several kilobytes, so what holds for every call is global (see `mainFile`).
 */
export function publicDialplan(numbers: readonly string[]): string {
  return [...numbers.map((number) => parked(`line-${number}`, `^${numberPattern(number)}$`, number)), unknownExtension()].join('\n')
}

/** Where callers come back to after a conversation: parked again, with the fallback armed in case nobody is there. */
export function resumeDialplan(numbers: readonly string[]): string {
  return numbers.map((number) => parked(`resume-${number}`, `^resume-${numberPattern(number)}$`, number)).join('\n')
}

function parked(name: string, destination: string, number: string): string {
  return `    <extension name="${xmlText(name, 'an extension name')}">
      <condition field="destination_number" expression="${destination}">
        <action application="sched_transfer" data="+${pickUpSeconds} ${fallbackExtension(number)} XML ${internalContext}"/>
        <action application="park"/>
      </condition>
    </extension>`
}

function unknownExtension(): string {
  return `    ${xmlComment('Any other number: 404')}
    <extension name="unknown">
      <condition field="destination_number" expression="">
        <action application="respond" data="404"/>
      </condition>
    </extension>`
}

/** A file of the dialplan: one context with its extensions. */
export function dialplanContext(name: string, extensions: string): string {
  return `<include>\n  <context name="${name}">\n${extensions}\n  </context>\n</include>\n`
}
