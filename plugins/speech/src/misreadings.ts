import { expectedReadings, type Reading } from './spoken-text.ts'

/** Words of the readings table, and telephone numbers, that did not come out of the synthesiser as they must. */
export function misreadings(text: string, reading: string, table?: readonly Reading[]): { written: string; expected: string }[] {
  const heard = plain(reading)
  return expectedReadings(text, table)
    .filter(({ reading: expected, times }) => heard.split(plain(expected)).length - 1 < times)
    .map(({ written, reading: expected }) => ({ written, expected }))
}

/** Lengthened single digits (ニー, ゴー) are the same reading; pauses fall where they fall. */
function plain(reading: string): string {
  return reading.replace(/[、\s]/g, '').replace(/(ニ|ゴ)ー/g, '$1')
}
