import { makeLocalClock } from '@madoguchi/engine'
import type { Scenario } from '@madoguchi/schemas'
import type { Language } from '../i18n/language.ts'
import { instantText } from '../telephone/clock-text.ts'
import type { Say } from '../telephone/say.ts'
import type { ScenarioKey } from './texts.ts'

/** What is done in a scenario, in a line: when, which number, by whom, under which faults, which keys. */
export function callInWords({ given, when }: Pick<Scenario, 'given' | 'when'>, timeZone: string, language: Language, say: Say<ScenarioKey>): string[] {
  const { to, from, at, agents, waiting, faults, seed } = given
  return [
    timeText(at, timeZone, language), say('to', { number: to }),
    ...(from === undefined ? [] : [from === 'anonymous' ? say('anonymous') : say('from', { number: from })]),
    ...(agents === undefined ? [] : [say('agents', { number: agents })]),
    ...(waiting === undefined ? [] : [say('waiting', { number: waiting })]),
    ...(faults && faults.length > 0 ? [say('faults', { faults: faults.join(', ') })] : []),
    ...(seed === undefined ? [] : [say('seed', { seed })]),
    keysInWords(when, say),
    ...(when.set ?? []).map(({ node, variables }) => say('changes', { node, values: Object.entries(variables).map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join(', ') })),
  ]
}

/** The keys alone, and hanging up. */
export function keysInWords({ press = [], hangUpAfterSeconds }: Scenario['when'], say: Say<ScenarioKey>): string {
  const keys = press.map((key) => (key === '-' ? say('key-silence') : key === 'hang' ? say('key-hang') : key.startsWith('!') ? say('key-early', { keys: key.slice(1) }) : key))
  const pressed = keys.length === 0 ? say('pressNone') : say('press', { keys: keys.join(' → ') })
  return hangUpAfterSeconds === undefined ? pressed : `${pressed}、${say('hangUp', { seconds: Math.round(hangUpAfterSeconds * 10) / 10 })}`
}

/** The time as the contact center reads it; what cannot be read stays as it is written. */
export function timeText(at: string, timeZone: string, language: Language): string {
  try {
    return instantText(makeLocalClock(timeZone).epochOf(at), timeZone, language)
  } catch {
    return at
  }
}
