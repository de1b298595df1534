import { type HoursLookups, compileHours, halfHoursOf, stateDifferences, stateRuns } from '@madoguchi/engine'
import type { Hours, Period } from '@madoguchi/schemas'
import { useState } from 'react'
import type { Story, StoriesOf } from '../stories/story.ts'
import { YearMapDrawing } from './outlook/YearMapDrawing.tsx'
import { WeekGrid } from './week/WeekGrid.tsx'
import type { Weekday } from './week/use-week-drag.ts'
import { YearCalendar } from './year/YearCalendar.tsx'
import { dayMark } from './year/day-mark.ts'

export default { title: 'Hours/Parts' } satisfies StoriesOf<object>

const weekday: Period[] = [['08:30', '12:00'], ['13:00', '17:15']]
const hours: Hours = {
  kind: 'hours', id: 'reception', title: { ja: '受付時間' }, weekly: { 1: weekday, 2: weekday, 3: weekday, 4: weekday, 5: weekday }, holidays: 'japan',
  closures: [{ title: '年末年始', from: '12-29', until: '01-03' }], rules: [{ title: '第3日曜', nth: 3, weekday: 7, periods: [['09:00', '16:00']] }], exceptions: [{ date: '2026-12-24', periods: [['08:30', '15:00']], reason: '早閉め' }],
}
const lookups: HoursLookups = {
  timeZone: 'Asia/Tokyo', hours: () => undefined,
  holidays: () => ({ kind: 'holidays', id: 'japan', title: { ja: '祝日' }, dates: { '2026-11-23': { name: '勤労感謝の日' }, '2027-01-01': { name: '元日' }, '2027-03-21': { name: '春分の日', estimated: true } } }),
}
const table = compileHours(hours, lookups)

function Week({ readOnly }: { readOnly: boolean }) {
  const [weekly, setWeekly] = useState<Partial<Record<Weekday, readonly Period[]>>>(hours.weekly ?? {})
  const [chosen, setChosen] = useState<Weekday>(1)
  return <WeekGrid periodsOf={(day) => weekly[day] ?? []} chosen={chosen} readOnly={readOnly} onChoose={setChosen} onChange={(day, periods) => setWeekly({ ...weekly, [day]: periods })} onExact={setChosen} />
}

export const WeekToDraw: Story<object> = { render: () => <Week readOnly={false} /> }
export const WeekToLookAt: Story<object> = { render: () => <Week readOnly /> }

export const Calendar: Story<object> = {
  render: () => <YearCalendar year={2026} days={new Map(table.days('2026-04-01', '2027-03-31').map((day) => [day.date, { ...day, mark: dayMark(day) }]))} estimated={new Set(['2027-03-21'])} today="2026-11-24" onOpen={() => {}} />,
}

export const MapWithDifferences: Story<object> = {
  render: () => {
    const halves = halfHoursOf('Asia/Tokyo', '2026-04-01', '2027-03-31')
    const runsOf = (of: Hours) => stateRuns(compileHours(of, lookups), halves.bounds[0] ?? 0, halves.bounds.at(-1) ?? 0)
    const runs = runsOf(hours)
    return <YearMapDrawing halves={halves} runs={runs} differences={stateDifferences(runsOf({ ...hours, exceptions: [], rules: [] }), runs)} />
  },
}
