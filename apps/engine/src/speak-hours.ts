import type { Hours, Period } from '@madoguchi/schemas'

const dayNames = ['', '月曜日', '火曜日', '水曜日', '木曜日', '金曜日', '土曜日', '日曜日']

/**
 * The weekly hours in Japanese as a citizen hears them, e.g. 「午前8時30分から午後5時15分まで」; days that differ are told apart.
 * One sentence part, made from the hours document itself, so that no guidance can speak of other hours than those that hold.
 */
export function speakHours(weekly: Hours['weekly']): string {
  const groups = new Map<string, { periods: Period[]; days: number[] }>()
  for (let day = 1; day <= 7; day++) {
    const periods = weekly?.[day as 1] ?? []
    if (periods.length === 0) continue
    const key = JSON.stringify(periods)
    const group = groups.get(key) ?? { periods, days: [] }
    group.days.push(day)
    groups.set(key, group)
  }
  const spoken = [...groups.values()]
  const [only] = spoken
  if (!only) return '受付時間の設定はありません'
  if (spoken.length === 1) return periodsJa(only.periods)
  return spoken.map(({ days, periods }) => `${daysJa(days)}は${periodsJa(periods)}`).join('、')
}

function periodsJa(periods: Period[]): string {
  return periods.map(([from, until]) => `${timeJa(from)}から${timeJa(until)}まで`).join('と、')
}

/** Runs of days read as from–to: 月曜日から木曜日. */
function daysJa(days: number[]): string {
  const runs: [number, number][] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last && last[1] === day - 1) last[1] = day
    else runs.push([day, day])
  }
  return runs.map(([first, last]) => (first === last ? dayNames[first] : last === first + 1 ? `${dayNames[first]}と${dayNames[last]}` : `${dayNames[first]}から${dayNames[last]}`)).join('、')
}

/** 「午前8時30分」「正午」「午後5時」: noon and midnight have words of their own, since 午後0時 is often misheard. */
function timeJa(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  if (minute === 0 && hour === 12) return '正午'
  if (minute === 0 && hour === 24) return '午前0時'
  const half = hour < 12 ? '午前' : '午後'
  return `${half}${hour % 12}時${minute === 0 ? '' : `${minute}分`}`
}
