import { clockText, minutesOf } from '@madoguchi/engine'

/**
 * A time as people type it, as hours documents write it: `8:30`, `0830`, `８時３０分`, `17時` → `08:30`; `24:00` is the end of the day.
 * @returns undefined for anything that is no time
 */
export function readClock(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim()
  const [, hours, minutes] = /^(\d{1,2})(?:[:時](\d{1,2})?分?)?$/.exec(plain) ?? /^(\d{1,2})(\d{2})$/.exec(plain) ?? []
  if (hours === undefined) return undefined
  const written = `${hours.padStart(2, '0')}:${(minutes ?? '0').padStart(2, '0')}`
  return minutesOf(written) === undefined ? undefined : written
}

export { clockText, minutesOf }
