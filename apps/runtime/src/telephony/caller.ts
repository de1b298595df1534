import { normaliseNumber } from '@madoguchi/engine'

/** Who calls. Personal: never logged. */
export interface Caller {
  /** The number as it came, normalised, or `anonymous`. */
  from: string
}

/** The caller of a channel, from its event or dump. What is no number counts as withheld. */
export function callerOf(header: (name: string) => string | undefined): Caller {
  const number = normaliseNumber(header('Caller-Caller-ID-Number') ?? '')
  const hidden = header('Caller-Privacy-Hide-Number') === 'true'
  return { from: hidden || !/^\+?[0-9]{3,20}$/.test(number) ? 'anonymous' : number }
}
