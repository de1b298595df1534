/** The places (from 0) of values that already stand earlier in the list; what "each key once" and "each id once" look at. */
export function repeated(values: readonly unknown[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []))
}
