import type { BothLanguages } from '@madoguchi/schemas'

export type HoursInputCode = 'hours.instant-unreadable' | 'hours.instant-out-of-range' | 'hours.date-unreadable' | 'hours.range-backwards' | 'hours.range-too-long'

/** A time or a date that a person or a program asked for cannot be used. Recognise it by `code`; `said` is for people. */
export class HoursInputError extends Error {
  readonly code: HoursInputCode
  readonly said: BothLanguages

  constructor(code: HoursInputCode, said: BothLanguages, options?: ErrorOptions) {
    super(said.en, options)
    this.name = 'HoursInputError'
    this.code = code
    this.said = said
  }
}
