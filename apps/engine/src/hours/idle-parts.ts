import { daySpans } from './day-spans.ts'
import { planHours } from './hours-plan.ts'
import type { HoursLookups, InheritedHours } from './inherited-hours.ts'
import { plainDate } from './local-clock.ts'
import type { Span } from './span.ts'

/** An exception is compared day by day; the first day that differs ends it, so only one that does nothing is looked at to its end. */
const longestException = 400

/**
 * Pointers of the document's own exceptions that change no instant of their dates: callers meet the same exit with and without.
 * Expects hours in which `problemsOf` found no error.
 */
export function idleExceptions(hours: InheritedHours, lookups: HoursLookups): string[] {
  const others = hours.exceptions.filter(({ pointer }) => !pointer.startsWith('/exceptions/'))
  // That two of the document's own exceptions meet is another finding; each is judged as if it were the only one.
  const planWith = (exceptions: InheritedHours['exceptions']) => planHours({ ...hours, emergency: undefined, exceptions }, lookups)
  const without = planWith(others)
  return hours.exceptions.flatMap((exception) => {
    if (others.includes(exception)) return []
    const { value, pointer } = exception
    const withIt = planWith([exception, ...others])
    let date = plainDate(value.date)
    for (let day = 0; date && date.toString() <= (value.until ?? value.date); day++, date = date.add({ days: 1 })) {
      if (day >= longestException || !sameStates(daySpans(withIt, date).spans, daySpans(without, date).spans)) return []
    }
    return [pointer]
  })
}

function sameStates(a: readonly Span[], b: readonly Span[]): boolean {
  const [one, other] = [statesOnly(a), statesOnly(b)]
  return one.length === other.length && one.every(({ toMs, cause }, index) => toMs === other[index]?.toMs && cause.state === other[index].cause.state)
}

/** Neighbours of one state are one, whatever made them so. */
function statesOnly(spans: readonly Span[]): Span[] {
  return spans.filter(({ cause }, index) => cause.state !== spans[index + 1]?.cause.state)
}
