import type { BothLanguages } from '@madoguchi/schemas'
import type { BehaviourDifference } from '../check/behaviour-diff.ts'
import { type Event, eventInWords, sameDeed } from './behaviour-events.ts'
import { type BehaviourNames, instantInWords } from './behaviour-names.ts'
import { faultInWords, pressInWords } from './behaviour-conditions.ts'
import { capital } from './schema-path.ts'
import { excerpts } from './value-in-words.ts'

/**
 * One natural sentence for a call that goes differently: 「11月3日 10:00 に 0570-012-229 へかけて 2 を押すと、「納付場所」ではなく「住所変更」の
 * 案内が流れます。」 It names what differs first, not all that follows from it.
 */
export function describeBehaviour(difference: BehaviourDifference, names: BehaviourNames): BothLanguages {
  const when = instantInWords(difference.at, names)
  const number = names.number(difference.number)
  const press = pressInWords(difference.press)
  const given = conditions(difference, names)
  const then = differing(difference, names)
  const hidden = difference.from === 'anonymous'
  return {
    ja: `${given.map(({ ja }) => `${ja}、`).join('')}${when.ja} に${hidden ? '非通知で' : ''} ${number} へ${press.ja}、${then.ja}。`,
    en: `${capital(then.en)} when ${number} is called at ${when.en}${hidden ? ' with the number withheld' : ''}${press.en}${given.map(({ en }) => `, ${en}`).join('')}.`,
  }
}

/** What differs first, without the call that shows it; for the head of a group. */
export function describeDivergence(difference: BehaviourDifference, names: BehaviourNames): BothLanguages {
  return differing(difference, names)
}

/** Only what plays a part in this call: faults, and that nobody was free where the call came to a queue. */
function conditions({ faults, agents, before, after }: BehaviourDifference, names: BehaviourNames): BothLanguages[] {
  const told = faults.map(faultInWords)
  const met = [before, after].some(({ outcome, heard }) => outcome.kind === 'agent' || outcome.kind === 'abandoned' || heard.some(({ prompt }) => names.isQueuePrompt(prompt)))
  return agents === 0 && met ? [...told, { ja: '応対できる人がいない場合', en: 'with no agent free' }] : told
}

/** `heard:g.ah.1`, `call.ask 123 10`, `end transfer 0480000000 `: the observables of the walk. */
function eventOf(observable: string): Event {
  const [, heard] = /^heard:(.*)$/s.exec(observable) ?? []
  if (heard !== undefined) return { kind: 'heard', parts: [heard] }
  const [kind = '', ...parts] = observable.split(' ')
  return { kind, parts }
}

function differing({ divergence, before, after }: BehaviourDifference, names: BehaviourNames): BothLanguages {
  const [was, is] = [eventOf(divergence.before), eventOf(divergence.after)]
  const [wasId = '', isId = ''] = [was.parts[0], is.parts[0]]
  if (was.kind === 'heard' && is.kind === 'heard') {
    if (wasId === isId) return samePrompt(wasId, { before, after }, names)
    const [b, a] = toldApart(names.prompt(wasId, 'before'), names.prompt(isId, 'after'), wasId, isId)
    return { ja: `「${b.ja}」ではなく「${a.ja}」の案内が流れます`, en: `"${a.en}" is played instead of "${b.en}"` }
  }
  const otherwise = was.kind === is.kind ? sameDeed(was, is, names) : undefined
  if (otherwise) return otherwise
  const [thing, deed] = [eventInWords(was, 'before', names).thing, eventInWords(is, 'after', names).deed]
  return { ja: `${thing.ja}ではなく、${deed.ja}`, en: `${deed.en} instead of ${thing.en}` }
}

/** The same prompt with other words: the words are told, cut to where they differ. */
function samePrompt(id: string, { before, after }: Pick<BehaviourDifference, 'before' | 'after'>, names: BehaviourNames): BothLanguages {
  const texts = (course: BehaviourDifference['before']) => course.heard.filter(({ prompt }) => prompt === id).map(({ text }) => text)
  const [olds, news] = [texts(before), texts(after)]
  const index = olds.findIndex((text, place) => text !== news[place])
  const [was, is] = excerpts(olds[Math.max(0, index)] ?? '', news[Math.max(0, index)] ?? '')
  const name = names.prompt(id, 'after')
  return { ja: `「${name.ja}」の案内の文が「${was}」から「${is}」に変わります`, en: `the words of "${name.en}" change from "${was}" to "${is}"` }
}

function toldApart(was: BothLanguages, is: BothLanguages, wasId: string, isId: string): [BothLanguages, BothLanguages] {
  if (was.ja !== is.ja) return [was, is]
  const withId = ({ ja, en }: BothLanguages, id: string) => ({ ja: `${ja}（${id}）`, en: `${en} (${id})` })
  return [withId(was, wasId), withId(is, isId)]
}
