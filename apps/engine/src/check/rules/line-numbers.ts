import type { Problem } from '@madoguchi/schemas'
import { problem } from '../../problems.ts'
import type { Ground } from './ground.ts'
import type { PlacedLine } from './lines.ts'
import { isNavi } from './number-told-alone.ts'
import type { Rule } from './rule.ts'

/** The numbers that lines and failovers name are lines themselves (R01), and what is announced beside another is published. */
export const rule: Rule = {
  codes: ['navi-without-companion', 'number-not-a-line', 'companion-unpublished'],
  find(ground) {
    const lines = ground.lines.all.flatMap((placed) => [...companionProblems(ground, placed), ...named(ground, placed.line.destination, { ...placed.place, pointer: `${placed.place.pointer}/destination` })])
    const failovers = [...ground.program.documents.failover].flatMap(([id, { destination }]) => named(ground, destination, { document: `failover/${id}`, pointer: '/destination' }))
    return [...lines, ...failovers]
  },
}

function companionProblems(ground: Ground, { number, line, place }: PlacedLine): Problem[] {
  const { companion, published } = line
  if (companion === undefined) return published && isNavi(number) ? [problem('navi-without-companion', place, { number })] : []
  const at = { ...place, pointer: `${place.pointer}/companion` }
  const hidden = ground.lineOf(companion)?.published === false
  return hidden ? [problem('companion-unpublished', at, { number: companion })] : named(ground, companion, at)
}

function named(ground: Ground, number: string | undefined, place: { document: string; pointer: string }): Problem[] {
  return number === undefined || ground.lineOf(number) ? [] : [problem('number-not-a-line', place, { number })]
}
