import type { HoursTable } from '@madoguchi/engine'

/** A moment worth trying, found in the hours document itself. */
export interface QuickTime {
  kind: 'open' | 'just-closed' | 'holiday' | 'closure' | 'exception'
  atMs: number
  /** What people call the day, e.g. 文化の日, 年末年始. */
  name?: string
}

const searchedDays = 400
const dayMs = 86_400_000
/** On a day off any time does; ten in the morning is when people would call. */
const morning = 'T10:00'

/**
 * The next moment of each kind after now: inside the hours, the very instant of closing (17:15:00 is already outside, R12), a national
 * holiday, a yearly closure, a dated exception. Kinds that do not come within 400 days are left out.
 */
export function quickTimes(table: HoursTable, nowMs: number): QuickTime[] {
  const opens = nextOpen(table, nowMs)
  const times: QuickTime[] = opens ? [{ kind: 'open', atMs: opens.insideMs }, ...(opens.closesMs === undefined ? [] : [{ kind: 'just-closed' as const, atMs: opens.closesMs }])] : []
  return [...times, ...nextDays(table, nowMs)]
}

/** A moment well inside the present or next opening, and when that ends. */
function nextOpen(table: HoursTable, nowMs: number): { insideMs: number; closesMs: number | undefined } | undefined {
  const now = table.at(nowMs)
  const fromMs = now.state === 'open' ? nowMs : now.nextOpenMs
  if (fromMs === null) return undefined
  const closesMs = table.at(fromMs).untilMs ?? undefined
  const hourIn = fromMs + 3_600_000
  return { insideMs: now.state === 'open' ? nowMs : closesMs === undefined || hourIn < closesMs ? hourIn : fromMs, closesMs }
}

function nextDays(table: HoursTable, nowMs: number): QuickTime[] {
  const date = (ms: number) => table.isoOf(ms).slice(0, 10)
  const found = new Map<QuickTime['kind'], QuickTime>()
  for (const day of table.days(date(nowMs + dayMs), date(nowMs + searchedDays * dayMs))) {
    const kind = kindOf(day.state, day.rule)
    if (kind && !found.has(kind)) found.set(kind, { kind, atMs: table.epochOf(`${day.date}${morning}`), ...(day.name === undefined ? {} : { name: day.name }) })
  }
  return (['holiday', 'closure', 'exception'] as const).flatMap((kind) => found.get(kind) ?? [])
}

/** A yearly closure has the state `holiday` as well; the rule tells it from a national one. */
function kindOf(state: string, rule: string): QuickTime['kind'] | undefined {
  if (/\/closures\/\d+$/.test(rule)) return 'closure'
  if (/\/exceptions\/\d+$/.test(rule)) return 'exception'
  return state === 'holiday' ? 'holiday' : undefined
}
