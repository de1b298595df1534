import type { Problem } from '@madoguchi/schemas'
import { problem } from '../../problems.ts'
import { citizenTexts } from './citizen-texts.ts'
import type { Ground } from './ground.ts'
import { NumberWriting, foldForNumbers } from './number-writing.ts'
import type { Rule } from './rule.ts'

/** A 0570 number that callers are told never stands alone: some lines cannot call it, and flat rates do not cover it (D01). */
export const rule: Rule = {
  codes: ['navi-told-alone'],
  find(ground) {
    const lines = ground.lines.all.filter(({ number }) => isNavi(number)).map(({ number, line }) => ({ number, companion: line.companion, writing: new NumberWriting(number) }))
    const companions = new Map(lines.flatMap(({ companion }) => (companion === undefined ? [] : [[companion, new NumberWriting(companion)] as const])))
    return citizenTexts(ground).flatMap(({ place, text }): Problem[] => {
      const folded = foldForNumbers(text)
      const told = lines.filter(({ writing }) => writing.isInFolded(folded))
      const alone = told.filter(({ companion }) => companion === undefined || companions.get(companion)?.isInFolded(folded) !== true)
      const foreign = told.length === 0 && anyNavi.test(folded) ? [{ number: '0570', companion: undefined }] : []
      return [...alone, ...foreign].map(({ number, companion }) => problem('navi-told-alone', place, { number, companion: companionWords(ground, companion) }))
    })
  },
}

const anyNavi = /(?<![0-9])0570[\s\-‐–−ー.の]*[0-9]{3}[\s\-‐–−ー.の]*[0-9]{3}(?![0-9])/

export function isNavi(number: string): boolean {
  return number.replaceAll(/\D/g, '').startsWith('0570')
}

function companionWords(ground: Ground, companion: string | undefined) {
  if (companion === undefined) return { ja: '併用番号', en: 'its companion number' }
  const title = ground.lineOf(companion)?.title
  return { ja: `${title?.ja ?? '併用番号'} ${companion}`, en: `${title?.en ?? 'its companion number'} ${companion}` }
}
