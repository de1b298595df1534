import type { BothLanguages } from '@madoguchi/schemas'
import { annotated } from '../annotations.ts'
import type { Program } from '../program.ts'
import type { BehaviourDifference } from '../check/behaviour-diff.ts'
import { divergenceKey, weighDifferences } from '../replay/divergence-key.ts'
import type { BehaviourNames } from './behaviour-names.ts'
import { describeBehaviour, describeDivergence } from './behaviour-sentences.ts'
import { byKey } from './change-groups.ts'
import { inBoth } from './value-in-words.ts'

export interface DescribedDifference {
  difference: BehaviourDifference
  sentence: BothLanguages
}

/** Calls of one line in one situation of the calendar that first differ in the same thing. */
export interface DivergenceGroup {
  what: BothLanguages
  differences: readonly DescribedDifference[]
}

export interface SituationGroup {
  situation: BothLanguages
  count: number
  divergences: readonly DivergenceGroup[]
}

export interface LineGroup {
  /** Digits. */
  number: string
  /** As people write it. */
  written: string
  title: BothLanguages
  /** Further lines, as people write them, for which the same holds. */
  alike: readonly string[]
  count: number
  /** Share of a period's recorded sessions that met any of these differences, 0 to 1; undefined where that is not known. */
  weight?: number
  situations: readonly SituationGroup[]
}

/** What differs, so that a person can read it: by line, by situation of the calendar, by what differs first. */
export function groupBehaviour(differences: readonly BehaviourDifference[], names: BehaviourNames, programs: { before: Program; after: Program }): LineGroup[] {
  const situationOf = makeSituation(programs)
  return [...byKey(differences, ({ number }) => number)].map(([number, ofLine]) => {
    const line = programs.after.lines.get(number) ?? programs.before.lines.get(number)
    return {
      number,
      written: names.number(number),
      title: inBoth(line?.title, names.number(number)),
      alike: [...new Set(ofLine.flatMap(({ alike = [] }) => alike.map(names.number)))],
      count: ofLine.length,
      ...weightOf(ofLine),
      situations: [...byKey(ofLine, (difference) => situationOf(difference).ja)].map(([, ofSituation]) => situationGroup(ofSituation, situationOf, names)),
    }
  })
}

/** Groups with the shares of recorded sessions, once a replay has found those; everything else stays as it was told. */
export function weighGroups(lines: readonly LineGroup[], replayed: Parameters<typeof weighDifferences>[1]): LineGroup[] {
  return lines.map((line) => {
    const situations = line.situations.map((situation) => ({
      ...situation,
      divergences: situation.divergences.map((group) => ({
        ...group,
        differences: group.differences.map(({ sentence, difference }) => ({ sentence, difference: weighDifferences([difference], replayed)[0] ?? difference })),
      })),
    }))
    const weighed = situations.flatMap(({ divergences }) => divergences.flatMap(({ differences }) => differences.map(({ difference }) => difference)))
    return { ...line, situations, ...weightOf(weighed) }
  })
}

/** Differences with one key were met by the same sessions, so each key counts once. */
function weightOf(differences: readonly BehaviourDifference[]): { weight?: number } {
  const shares = new Map(differences.flatMap((difference): [string, number][] => (difference.weight === undefined ? [] : [[divergenceKey(difference), difference.weight]])))
  return shares.size === 0 ? {} : { weight: [...shares.values()].reduce((sum, share) => sum + share, 0) }
}

function situationGroup(differences: readonly BehaviourDifference[], situationOf: (difference: BehaviourDifference) => BothLanguages, names: BehaviourNames): SituationGroup {
  const [first] = differences
  return {
    situation: first ? situationOf(first) : { ja: '', en: '' },
    count: differences.length,
    divergences: [...byKey(differences, (difference) => describeDivergence(difference, names).ja)].map(([, same]) => ({
      what: same[0] ? describeDivergence(same[0], names) : { ja: '', en: '' },
      differences: same.map((difference) => ({ difference, sentence: describeBehaviour(difference, names) })),
    })),
  }
}

const states: Readonly<Record<string, BothLanguages>> = {
  open: { ja: '受付時間内', en: 'open' }, closed: { ja: '受付時間外', en: 'closed' }, holiday: { ja: '祝日', en: 'holiday' }, exception: { ja: '臨時の休止', en: 'exceptional closing' }, emergency: { ja: '緊急閉所', en: 'emergency' },
}
const always: BothLanguages = { ja: 'いつでも', en: 'at any time' }
const undecided: BothLanguages = { ja: '受付時間を判定できないとき', en: 'hours undecided' }

/** A state that no date of the coming year has; the walk brings it about, since an emergency is planned by nobody. */
function rehearsedIn(state: string): BothLanguages {
  const known = states[state]
  return known ? { ja: `${known.ja}（この先1年の予定にはありません）`, en: `${known.en} (on no date of the coming year)` } : undecided
}

/** The situation of the calendar in which a call is made: what the hours that the flows ask say then, on both sides where they disagree. */
function makeSituation({ before, after }: { before: Program; after: Program }): (difference: BehaviourDifference) => BothLanguages {
  const asked = [...new Set([...hoursAsked(before), ...hoursAsked(after)])]
  return ({ at, faults }) => {
    const rehearsed = faults.find((fault) => fault.startsWith('hours='))?.slice('hours='.length)
    if (rehearsed !== undefined) return rehearsedIn(rehearsed)
    const said = asked.map((id) => ({ title: inBoth((after.documents.hours.get(id) ?? before.documents.hours.get(id))?.title, id), state: both(stateAt(before, id, at), stateAt(after, id, at)) }))
    const [only] = said
    if (!only) return always
    if (said.length === 1) return only.state
    return { ja: said.map(({ title, state }) => `${title.ja}：${state.ja}`).join('、'), en: said.map(({ title, state }) => `${title.en}: ${state.en}`).join(', ') }
  }
}

function stateAt(program: Program, id: string, at: string): BothLanguages | undefined {
  const state = program.hours.get(id)?.at(Date.parse(at)).state
  return state === undefined ? undefined : states[state]
}

function both(was: BothLanguages | undefined, is: BothLanguages | undefined): BothLanguages {
  if (!was || !is || was === is) return is ?? was ?? always
  return { ja: `${was.ja}から${is.ja}になった日時`, en: `${was.en} before, ${is.en} now` }
}

/** Ids of the hours that nodes refer to. */
function hoursAsked({ flows }: Program): string[] {
  return [...flows.values()].flatMap(({ steps }) => [...steps.values()].flatMap(({ type, config }) => annotated(type.config, config).flatMap(({ ref, value }) => (ref === 'hours' ? [value] : []))))
}
