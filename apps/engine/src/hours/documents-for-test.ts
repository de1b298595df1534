import type { Holidays, Hours } from '@madoguchi/schemas'
import type { HoursLookups } from './inherited-hours.ts'

const weekdays = [['08:30', '17:15']] satisfies [string, string][]

/** The reception of R12: weekdays 08:30–17:15, national holidays and 12/29–1/3 closed. */
export function receptionHours(change: Partial<Hours> = {}): Hours {
  return {
    kind: 'hours',
    id: 'reception',
    title: { ja: '受付時間' },
    weekly: { 1: weekdays, 2: weekdays, 3: weekdays, 4: weekdays, 5: weekdays },
    holidays: 'national',
    closures: [{ title: '年末年始', from: '12-29', until: '01-03' }],
    ...change,
  }
}

export function plainHours(id: string, change: Partial<Hours>): Hours {
  return { kind: 'hours', id, title: { ja: id }, ...change }
}

export const national: Holidays = {
  kind: 'holidays',
  id: 'national',
  title: { ja: '国民の祝日' },
  dates: {
    '2024-11-04': { name: '休日' },
    '2024-11-23': { name: '勤労感謝の日' },
    '2025-11-24': { name: '休日' },
    '2026-01-01': { name: '元日' },
    '2026-09-21': { name: '敬老の日' },
    '2026-09-22': { name: '国民の休日' },
    '2026-09-23': { name: '秋分の日' },
    '2026-11-03': { name: '文化の日' },
    '2026-11-23': { name: '勤労感謝の日' },
    '2027-01-01': { name: '元日' },
  },
}

export function lookupsOf(documents: readonly (Hours | Holidays)[], timeZone = 'Asia/Tokyo'): HoursLookups {
  const find = <Kind extends 'hours' | 'holidays'>(kind: Kind, id: string) => documents.find((one): one is Extract<Hours | Holidays, { kind: Kind }> => one.kind === kind && one.id === id)
  return { timeZone, hours: (id) => find('hours', id), holidays: (id) => find('holidays', id) }
}
