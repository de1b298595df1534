import type { Hours, Period } from '@madoguchi/schemas'

/**
 * Weekly hours as people say them: 「午前8時30分から午後5時15分まで」, several periods of a day joined by 「と、」.
 * Only for weeks whose open days all have the same hours; others need a text of their own.
 * @throws where the open days differ or no day is open.
 */
export function spokenHours(hours: Hours): string {
  const days = Object.values(hours.weekly ?? {}).filter((periods) => periods.length > 0)
  const spoken = new Set(days.map((periods) => periods.map(spokenPeriod).join('と、')))
  const [only, ...others] = spoken
  if (only === undefined) throw new Error(`受付時間がありません / no open day: hours/${hours.id}`)
  if (others.length > 0) throw new Error(`曜日によって時間が異なり、ひとつの文にできません / the days differ: hours/${hours.id}`)
  return only
}

function spokenPeriod([from, until]: Period): string {
  return `${spokenClock(from)}から${spokenClock(until)}まで`
}

function spokenClock(clock: string): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  if (hour === 12 && minute === 0) return '正午'
  if (hour === 24) return '午前0時'
  return `${hour < 12 ? '午前' : '午後'}${hour % 12}時${minute === 0 ? '' : `${minute}分`}`
}
