import type { Hours, Holidays } from '@madoguchi/schemas'

/** What hours need from the bundle around them. `timeZone` is the zone of the bundle, for documents that name none. */
export interface HoursLookups {
  readonly timeZone: string
  hours(id: string): Hours | undefined
  holidays(id: string): Holidays | undefined
}

/** A part of a document and the JSON pointer under which the *child* knows it. */
export interface Sourced<T> {
  readonly value: T
  readonly pointer: string
}

type Part<Key extends keyof Hours> = NonNullable<Hours[Key]>
export type Weekly = Part<'weekly'>
export type Closure = Part<'closures'>[number]
export type NthRule = Part<'rules'>[number]
export type Exception = Part<'exceptions'>[number]
export type Emergency = Part<'emergency'>

export interface InheritedHours {
  readonly id: string
  readonly timeZone: Sourced<string>
  readonly weekly: Sourced<Weekly> | undefined
  readonly holidays: Sourced<string> | undefined
  readonly closures: readonly Sourced<Closure>[]
  readonly rules: readonly Sourced<NthRule>[]
  readonly exceptions: readonly Sourced<Exception>[]
  readonly emergency: Sourced<Emergency> | undefined
  /** An ancestor's emergency that the nearer one hides. */
  readonly hiddenEmergency: Sourced<Emergency> | undefined
  /** The reference to a parent that leads nowhere or back into the chain. */
  readonly brokenParent: (Sourced<string> & { readonly fault: 'missing' | 'cycle' }) | undefined
}

/**
 * The parts that count for a document: its own, else those of the nearest ancestor that has them.
 * Only closures and exceptions add up, the nearer document first, because a prefecture-wide closing day must hold
 * for an office that has exceptions of its own.
 */
export function inheritHours(hours: Hours, lookups: HoursLookups): InheritedHours {
  const { chain, brokenParent } = ancestry(hours, lookups)
  const nearest = <Key extends keyof Hours>(key: Key): Sourced<Part<Key>> | undefined => parts(chain, key)[0]
  const emergencies = parts(chain, 'emergency')
  const rules = nearest('rules')
  return {
    id: hours.id,
    timeZone: nearest('timeZone') ?? { value: lookups.timeZone, pointer: '/timeZone' },
    weekly: nearest('weekly'),
    holidays: nearest('holidays'),
    closures: parts(chain, 'closures').flatMap(items),
    rules: rules ? items(rules) : [],
    exceptions: parts(chain, 'exceptions').flatMap(items),
    emergency: emergencies[0],
    hiddenEmergency: emergencies[1],
    brokenParent,
  }
}

type Ancestry = { chain: Sourced<Hours>[]; brokenParent: InheritedHours['brokenParent'] }

function ancestry(hours: Hours, lookups: HoursLookups): Ancestry {
  const chain: Sourced<Hours>[] = [{ value: hours, pointer: '' }]
  const seen = new Set([hours.id])
  for (let current = hours; current.parent !== undefined; ) {
    const reference = { value: current.parent, pointer: '/parent'.repeat(chain.length) }
    if (seen.has(reference.value)) return { chain, brokenParent: { ...reference, fault: 'cycle' } }
    const parent = lookups.hours(reference.value)
    if (!parent) return { chain, brokenParent: { ...reference, fault: 'missing' } }
    seen.add(reference.value)
    chain.push({ value: parent, pointer: reference.pointer })
    current = parent
  }
  return { chain, brokenParent: undefined }
}

function parts<Key extends keyof Hours>(chain: readonly Sourced<Hours>[], key: Key): Sourced<Part<Key>>[] {
  return chain.flatMap(({ value, pointer }) => {
    const part = value[key]
    return part === undefined || part === null ? [] : [{ value: part, pointer: `${pointer}/${key}` }]
  })
}

function items<T>(list: Sourced<readonly T[]>): Sourced<T>[] {
  return list.value.map((value, index) => ({ value, pointer: `${list.pointer}/${index}` }))
}
