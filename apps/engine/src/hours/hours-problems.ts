import type { Hours, Period, Severity } from '@madoguchi/schemas'
import { HoursInputError } from './hours-input-error.ts'
import { idleExceptions } from './idle-parts.ts'
import { inheritHours } from './inherited-hours.ts'
import type { Emergency, Exception, HoursLookups, InheritedHours, NthRule, Sourced } from './inherited-hours.ts'
import { isTimeZone, makeLocalClock, plainDate } from './local-clock.ts'
import { minutesOf } from './minutes-of.ts'

const severities = {
  'hours.parent-missing': 'error',
  'hours.parent-cycle': 'error',
  'hours.zone-unreadable': 'error',
  'hours.holidays-missing': 'error',
  'hours.holidays-empty': 'error',
  'hours.holidays-date-impossible': 'error',
  'hours.date-impossible': 'error',
  'hours.dates-backwards': 'error',
  'hours.period-unreadable': 'error',
  'hours.period-backwards': 'error',
  'hours.periods-overlap': 'error',
  'hours.nth-zero': 'error',
  'hours.emergency-unreadable': 'error',
  'hours.emergency-backwards': 'error',
  'hours.emergency-hides-parent': 'warning',
  'hours.exceptions-overlap': 'warning',
  'hours.exception-changes-nothing': 'warning',
  'hours.rules-overlap': 'warning',
  'hours.never-open': 'warning',
} as const satisfies Record<string, Severity>

export type HoursProblemCode = keyof typeof severities

/** A structural finding about an hours document; `pointer` (RFC 6901) as in `HoursDecision.rule`. */
export interface HoursProblem {
  readonly code: HoursProblemCode
  readonly severity: Severity
  readonly pointer: string
  readonly ja: string
  readonly en: string
}

/**
 * Everything wrong with the parts that count for a document, inherited ones included.
 * With one `error` among them, `compileHours` decides `error` at every instant: half a document is not hours.
 */
export function hoursProblems(hours: Hours, lookups: HoursLookups): HoursProblem[] {
  const inherited = inheritHours(hours, lookups)
  const problems = problemsOf(inherited, lookups)
  // What a part comes to is only known where every part can be read.
  return problems.some(({ severity }) => severity === 'error') ? problems : [...problems, ...idleProblems(inherited, lookups).filter(({ pointer }) => !problems.some((known) => known.pointer === pointer))]
}

function idleProblems(hours: InheritedHours, lookups: HoursLookups): HoursProblem[] {
  return idleExceptions(hours, lookups).map((pointer) =>
    problem('hours.exception-changes-nothing', pointer, 'この例外は、ふだんの時間と同じなので何も変えません。時間を直すか、例外を消してください。', 'This exception is the same as the ordinary hours and changes nothing. Correct its times or remove it.'),
  )
}

export function problemsOf(hours: InheritedHours, lookups: HoursLookups): HoursProblem[] {
  return [
    ...parentProblems(hours),
    ...zoneProblems(hours),
    ...weeklyProblems(hours),
    ...holidaysProblems(hours, lookups),
    ...closureProblems(hours),
    ...ruleProblems(hours),
    ...exceptionProblems(hours),
    ...emergencyProblems(hours),
    ...neverOpen(hours),
  ]
}

function problem(code: HoursProblemCode, pointer: string, ja: string, en: string): HoursProblem {
  return { code, severity: severities[code], pointer, ja, en }
}

function parentProblems({ brokenParent }: InheritedHours): HoursProblem[] {
  if (!brokenParent) return []
  const { value, pointer, fault } = brokenParent
  if (fault === 'missing') {
    return [problem('hours.parent-missing', pointer, `引き継ぐ営業時間「${value}」がありません。IDを直すか、その営業時間を追加してください。`, `The parent hours "${value}" do not exist. Correct the id or add that document.`)]
  }
  return [problem('hours.parent-cycle', pointer, `引き継ぎが「${value}」へ戻り、輪になっています。どれか一つの引き継ぎを外してください。`, `The parents lead back to "${value}" in a circle. Remove one of the references.`)]
}

function zoneProblems({ timeZone: { value, pointer } }: InheritedHours): HoursProblem[] {
  if (isTimeZone(value)) return []
  return [problem('hours.zone-unreadable', pointer, `タイムゾーン「${value}」を解釈できません。Asia/Tokyo のような名前を指定してください。`, `The time zone "${value}" is unknown. Give a name such as Asia/Tokyo.`)]
}

function weeklyProblems({ weekly }: InheritedHours): HoursProblem[] {
  if (!weekly) return []
  return Object.entries(weekly.value).flatMap(([weekday, value]) => periodProblems({ value, pointer: `${weekly.pointer}/${weekday}` }))
}

function holidaysProblems({ holidays }: InheritedHours, lookups: HoursLookups): HoursProblem[] {
  if (!holidays) return []
  const { value: id, pointer } = holidays
  const document = lookups.holidays(id)
  if (!document) return [problem('hours.holidays-missing', pointer, `祝日「${id}」がありません。IDを直すか、祝日の一覧を追加してください。`, `The holidays "${id}" do not exist. Correct the id or add that document.`)]
  const dates = Object.keys(document.dates)
  if (dates.length === 0) return [problem('hours.holidays-empty', pointer, `祝日「${id}」に日付が一つもないため、どの日も判定できません。祝日を取り込んでください。`, `The holidays "${id}" hold no date, so no day can be decided. Import the holidays.`)]
  return dates
    .filter((date) => !plainDate(date))
    .map((date) => problem('hours.holidays-date-impossible', pointer, `祝日「${id}」の日付「${date}」は暦にありません。日付を直してください。`, `The date "${date}" of the holidays "${id}" does not exist. Correct the date.`))
}

function closureProblems({ closures }: InheritedHours): HoursProblem[] {
  return closures.flatMap(({ value, pointer }) =>
    // 2000 is a leap year: a closure may name 02-29, which in other years is simply no day of it.
    (['from', 'until'] as const).flatMap((end) => dateProblem(`2000-${value[end]}`, value[end], `${pointer}/${end}`)),
  )
}

function ruleProblems({ rules }: InheritedHours): HoursProblem[] {
  return rules.flatMap(({ value, pointer }, index) => [
    ...sharedWeekday(value, pointer, rules.slice(0, index)),
    ...(value.nth === 0 ? [problem('hours.nth-zero', `${pointer}/nth`, '第0曜日はありません。1〜5か、最後を表す-1を指定してください。', 'There is no zeroth weekday. Give 1 to 5, or -1 for the last.')] : []),
    ...periodProblems({ value: value.periods, pointer: `${pointer}/periods` }),
  ])
}

function sharedWeekday({ nth, weekday }: NthRule, pointer: string, earlier: readonly Sourced<NthRule>[]): HoursProblem[] {
  const other = earlier.find(({ value }) => value.nth === nth && value.weekday === weekday)
  if (!other) return []
  return [problem('hours.rules-overlap', pointer, `同じ曜日の規則が二つあります。先に書かれた規則「${other.value.title}」だけが有効です。どちらかを消してください。`, `Two rules name the same weekday of the month; only the first ("${other.value.title}") counts. Remove one of them.`)]
}

function exceptionProblems({ exceptions }: InheritedHours): HoursProblem[] {
  return exceptions.flatMap((exception, index) => [...oneExceptionProblems(exception), ...sharedDates(exception, exceptions.slice(0, index))])
}

function oneExceptionProblems({ value, pointer }: Sourced<Exception>): HoursProblem[] {
  const until = value.until ?? value.date
  const dates = [...dateProblem(value.date, value.date, `${pointer}/date`), ...(value.until === undefined ? [] : dateProblem(until, until, `${pointer}/until`))]
  const backwards =
    dates.length === 0 && until < value.date
      ? [problem('hours.dates-backwards', `${pointer}/until`, `終わりの日（${until}）が始まりの日（${value.date}）より前です。日付を入れ替えてください。`, `The last date (${until}) is before the first (${value.date}). Swap them.`)]
      : []
  return [...dates, ...backwards, ...periodProblems({ value: value.periods, pointer: `${pointer}/periods` })]
}

/** Only within one document: that a child's exception goes before its parent's on the same date is what inheritance is for. */
function sharedDates({ value, pointer }: Sourced<Exception>, earlier: readonly Sourced<Exception>[]): HoursProblem[] {
  const list = pointer.slice(0, pointer.lastIndexOf('/'))
  const other = earlier.find(
    (one) => one.pointer.slice(0, one.pointer.lastIndexOf('/')) === list && one.value.date <= (value.until ?? value.date) && value.date <= (one.value.until ?? one.value.date),
  )
  if (!other) return []
  return [problem('hours.exceptions-overlap', pointer, `同じ日付に例外が二つあります。先に書かれた例外（${other.pointer}）だけが有効です。どちらかを消してください。`, `Two exceptions name the same date; only the first (${other.pointer}) counts. Remove one of them.`)]
}

function emergencyProblems(hours: InheritedHours): HoursProblem[] {
  const { emergency, hiddenEmergency, timeZone } = hours
  if (!emergency) return []
  const hidden = hiddenEmergency
    ? [problem('hours.emergency-hides-parent', emergency.pointer, `この緊急閉所があるため、引き継ぎ元の緊急閉所（${hiddenEmergency.pointer}）は効きません。終わった緊急閉所は消してください。`, `This emergency hides the one of the parent (${hiddenEmergency.pointer}). Remove it when it is over.`)]
    : []
  return [...emergencyTimes(emergency, isTimeZone(timeZone.value) ? timeZone.value : 'UTC'), ...hidden]
}

function emergencyTimes({ value, pointer }: Sourced<Emergency>, timeZone: string): HoursProblem[] {
  const clock = makeLocalClock(timeZone)
  const ends = (['from', 'until'] as const).map((end) => {
    try {
      return clock.epochOf(value[end])
    } catch (error) {
      if (!(error instanceof HoursInputError)) throw error
      return problem('hours.emergency-unreadable', `${pointer}/${end}`, error.said.ja, error.said.en)
    }
  })
  const [from, until] = ends
  if (typeof from === 'number' && typeof until === 'number' && until <= from) {
    return [problem('hours.emergency-backwards', `${pointer}/until`, '緊急閉所の終わりが始まり以前です。終わりの日時を直してください。', 'The emergency ends before it begins. Correct its end.')]
  }
  return ends.filter((end) => typeof end !== 'number')
}

function dateProblem(date: string, shown: string, pointer: string): HoursProblem[] {
  if (plainDate(date)) return []
  return [problem('hours.date-impossible', pointer, `日付「${shown}」は暦にありません。日付を直してください。`, `The date "${shown}" does not exist. Correct the date.`)]
}

function periodProblems({ value: periods, pointer }: Sourced<readonly Period[]>): HoursProblem[] {
  const found: HoursProblem[] = []
  const good: { start: number; end: number; text: string }[] = []
  for (const [index, [from, until]] of periods.entries()) {
    const at = `${pointer}/${index}`
    const text = `${from}–${until}`
    const start = minutesOf(from)
    const end = minutesOf(until)
    const clash = start === undefined || end === undefined ? undefined : good.find((other) => start < other.end && other.start < end)
    if (start === undefined || end === undefined) found.push(problem('hours.period-unreadable', at, `時間帯「${text}」を読み取れません。08:30 のように時と分を2桁ずつで書いてください。`, `Cannot read the period "${text}". Write times like 08:30.`))
    else if (end <= start) found.push(problem('hours.period-backwards', at, `時間帯「${text}」の終わりが始まり以前です。日をまたぐ場合は 24:00 で二つに分けてください。`, `The period "${text}" ends before it begins. Split one that passes midnight at 24:00.`))
    else if (clash) found.push(problem('hours.periods-overlap', at, `時間帯「${text}」が「${clash.text}」と重なっています。重ならないように直してください。`, `The period "${text}" overlaps "${clash.text}". Make them disjoint.`))
    else good.push({ start, end, text })
  }
  return found
}

function neverOpen({ weekly, rules, exceptions, brokenParent }: InheritedHours): HoursProblem[] {
  const lists = [...Object.values(weekly?.value ?? {}), ...rules.map((rule) => rule.value.periods), ...exceptions.map((exception) => exception.value.periods)]
  // With a broken parent nobody knows what would have been inherited; saying "never open" as well would mislead.
  if (brokenParent || lists.some((periods) => periods.length > 0)) return []
  return [problem('hours.never-open', weekly?.pointer ?? '', '開設時間が一つもないため、いつも閉まっています。曜日ごとの時間を入れてください。', 'There is no open period, so it is always closed. Enter weekly hours.')]
}
