import { canonicalJson } from '../canonical.ts'

/** Which item of an old list is which of the new one, by index; undefined where it has no partner. */
export type Pair = readonly [before: number | undefined, after: number | undefined]

/** Above this many comparisons the middle of two lists is paired in order, so that a giant list costs time in proportion to its length. */
const mostComparisons = 4_000_000

/**
 * Pairs the items of two lists in order (indices rise on both sides): equal ones by longest common subsequence; between two of them,
 * left-overs are paired one by one as changed items.
 */
export function pairItems(before: readonly unknown[], after: readonly unknown[]): Pair[] {
  const [b, a] = [before.map(canonicalJson), after.map(canonicalJson)]
  let start = 0
  while (start < b.length && start < a.length && b[start] === a[start]) start++
  let [endB, endA] = [b.length, a.length]
  while (endB > start && endA > start && b[endB - 1] === a[endA - 1]) {
    endB--
    endA--
  }
  const equal = commonItems(b.slice(start, endB), a.slice(start, endA)).map(([row, column]): [number, number] => [row + start, column + start])
  for (let step = 0; endB + step < b.length; step++) equal.push([endB + step, endA + step])
  const pairs: Pair[] = Array.from({ length: start }, (_, index) => [index, index])
  let [row, column] = [start, start]
  for (const [nextB, nextA] of [...equal, [b.length, a.length] as const]) {
    while (row < nextB || column < nextA) pairs.push([row < nextB ? row++ : undefined, column < nextA ? column++ : undefined])
    if (nextB < b.length) pairs.push([row++, column++])
  }
  return pairs
}

function commonItems(b: readonly string[], a: readonly string[]): [number, number][] {
  if (b.length * a.length > mostComparisons) return []
  const lengths = Array.from({ length: b.length + 1 }, () => new Uint32Array(a.length + 1))
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0
  for (let row = b.length - 1; row >= 0; row--) {
    const line = lengths[row]
    for (let column = a.length - 1; line && column >= 0; column--) line[column] = b[row] === a[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
  }
  const found: [number, number][] = []
  for (let row = 0, column = 0; row < b.length && column < a.length; ) {
    if (b[row] === a[column]) found.push([row++, column++])
    else if (at(row + 1, column) >= at(row, column + 1)) row++
    else column++
  }
  return found
}

/** What names an item of a list to people, most telling first. */
const naming = ['id', 'key', 'date', 'name', 'title', 'label'] as const

/**
 * Pairs changed items anew by the name they carry: when choice 2 is taken out and choice 3 reworded, 3 is the changed one, although it
 * stands where 2 stood. Items without such a partner keep the one that their place gave them, if that is still free.
 */
export function pairLikeItems(before: readonly unknown[], after: readonly unknown[], pairs: readonly Pair[]): Pair[] {
  const changed = pairs.filter(([b, a]) => b === undefined || a === undefined || canonicalJson(before[b]) !== canonicalJson(after[a]))
  const partner = sameNames(before, after, changed)
  const taken = new Set(partner.values())
  return pairs.flatMap(([b, a]): Pair[] => {
    const old = a === undefined ? undefined : partner.get(a)
    if (b === undefined || taken.has(b)) return a === undefined ? [] : [[old, a]]
    return a === undefined || old === undefined ? [[b, a]] : [[b, undefined], [old, a]]
  })
}

/** New index → old index of changed items that carry the same name; each has one partner at most. */
function sameNames(before: readonly unknown[], after: readonly unknown[], changed: readonly Pair[]): Map<number, number> {
  const olds = new Map<string, number[]>()
  for (const [b] of changed) {
    const name = b === undefined ? undefined : nameOf(before[b])
    if (b !== undefined && name !== undefined) olds.set(name, [...(olds.get(name) ?? []), b])
  }
  return new Map(changed.flatMap(([, a]): [number, number][] => {
    const name = a === undefined ? undefined : nameOf(after[a])
    const waiting = name === undefined ? [] : (olds.get(name) ?? [])
    const old = waiting[0]
    // The very same item elsewhere has been moved: taken out here and put in there, not "unchanged".
    if (a === undefined || old === undefined || canonicalJson(before[old]) === canonicalJson(after[a])) return []
    waiting.shift()
    return [[a, old]]
  }))
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const name = naming.find((key) => Object.hasOwn(item, key))
  return name && `${name} ${canonicalJson((item as Record<string, unknown>)[name])}`
}
