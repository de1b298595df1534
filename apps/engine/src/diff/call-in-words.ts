import type { BothLanguages } from '@madoguchi/schemas'
import { faultInWords, pressInWords } from './behaviour-conditions.ts'
import { instantInWords } from './behaviour-names.ts'

/** A call as a witness or a difference gives it. */
interface Call {
  at: string
  from: string
  to: string
  press: readonly string[]
  faults: readonly string[]
}

/** A call in words, as the beginning of a sentence: 「11月24日 10:00 に 0570012229 へかけて 9、9 の順に押すと」, with the faults that it meets. */
export function callInWords({ at, from, to, press, faults }: Call, timeZone: string): BothLanguages {
  const when = instantInWords(at, { timeZone, oneYear: true })
  const pressed = pressInWords(press)
  const met = faults.map(faultInWords)
  const hidden = from === 'anonymous'
  return {
    ja: `${when.ja} に${hidden ? '非通知で ' : ' '}${to} へ${pressed.ja}${met.map(({ ja }) => `、${ja}`).join('')}`,
    en: `A call to ${to} at ${when.en}${hidden ? ' with the number withheld' : ''}${pressed.en}${met.map(({ en }) => `, ${en}`).join('')}`,
  }
}
