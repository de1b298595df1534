export interface DiffLine {
  text: string
  /** Whether the other text lacks this line. */
  only: boolean
}

/**
 * The lines in which two texts differ, with a little around them, by longest common subsequence.
 * @returns for each side the lines to show; a gap is an empty text
 */
export function differingLines(left: string, right: string, around = 2): [DiffLine[], DiffLine[]] {
  const [a, b] = [left.split('\n'), right.split('\n')]
  const start = commonStart(a, b)
  const end = Math.min(commonStart(a.toReversed(), b.toReversed()), Math.min(a.length, b.length) - start)
  const [keptA, keptB] = commonLines(a.slice(start, a.length - end), b.slice(start, b.length - end))
  return [show(a, start, keptA, around), show(b, start, keptB, around)]
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let count = 0
  while (count < a.length && count < b.length && a[count] === b[count]) count++
  return count
}

/** Whether each item stands in both, in the same order. Very long lists count as wholly different instead of being compared item by item. */
export function commonLines(a: readonly string[], b: readonly string[]): [boolean[], boolean[]] {
  const [inA, inB] = [a.map(() => false), b.map(() => false)]
  if (a.length * b.length > 4_000_000) return [inA, inB]
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1))
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    const row = lengths[i]
    for (let j = b.length - 1; row && j >= 0; j--) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) inA[i++] = inB[j++] = true
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return [inA, inB]
}

function show(lines: readonly string[], start: number, kept: readonly boolean[], around: number): DiffLine[] {
  const only = (index: number) => kept[index - start] === false
  const near = (index: number) => Array.from({ length: around * 2 + 1 }, (_, step) => index + step - around).some(only)
  const shown: DiffLine[] = []
  lines.forEach((text, index) => {
    if (near(index)) shown.push({ text, only: only(index) })
    else if (shown.length > 0 && shown.at(-1)?.text !== '') shown.push({ text: '', only: false })
  })
  return shown
}
