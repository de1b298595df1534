import Type from 'typebox'
import { documentHead, namedBy } from '../head.ts'
import { said } from '../said.ts'

const clock = '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$'
/** A period of a day, `["08:30", "17:15"]`: from the first instant inside to the first instant outside, in local time. */
export const Period = Type.Tuple([
  Type.String({ pattern: clock, ...said(['開始', '最初の瞬間です。'], ['Start', 'The first instant inside.']) }),
  Type.String({ pattern: clock, ...said(['終了', 'この瞬間は含みません。'], ['End', 'The first instant outside.']) }),
])
export type Period = Type.Static<typeof Period>
const periodsOf = (ja: string, en: string) => Type.Array(Period, said([ja, '開始時刻と終了時刻の組です。'], [en, 'Pairs of start and end.']))
const Periods = Type.Array(Period, said(['時間帯', '開始時刻と終了時刻の組です。終了時刻の瞬間は含みません。'], ['Periods', 'Pairs of start and end; the end itself is outside.']))
const DateText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const MonthDay = Type.String({ pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })
const Reason = Type.String({ minLength: 1, ...said(['理由', 'この日に変更する理由です。'], ['Reason', 'Why the day differs.']) })

/** Business hours (R12, R13). Precedence: emergency > exception > holiday > closed > open. */
export const Hours = Type.Object(
  {
    ...documentHead('hours'),
    timeZone: Type.Optional(Type.String(said(['タイムゾーン', '省略すると設定一式のタイムゾーンを使います。'], ['Time zone', 'Default: the zone of the bundle.']))),
    parent: Type.Optional(Type.String({ 'x-ref': 'hours', ...said(['引き継ぐ設定', 'この設定にない項目を引き継ぐ営業時間です。'], ['Parent', 'Hours from which missing parts are inherited.']) })),
    weekly: Type.Optional(
      Type.Object(
        {
          1: Type.Optional(periodsOf('月曜日', 'Monday')),
          2: Type.Optional(periodsOf('火曜日', 'Tuesday')),
          3: Type.Optional(periodsOf('水曜日', 'Wednesday')),
          4: Type.Optional(periodsOf('木曜日', 'Thursday')),
          5: Type.Optional(periodsOf('金曜日', 'Friday')),
          6: Type.Optional(periodsOf('土曜日', 'Saturday')),
          7: Type.Optional(periodsOf('日曜日', 'Sunday')),
        },
        { additionalProperties: false, ...said(['曜日ごとの時間', '1が月曜日、7が日曜日です。ない曜日は休みです。'], ['Weekly hours', '1 is Monday, 7 is Sunday; a day left out is closed.']) },
      ),
    ),
    holidays: Type.Optional(Type.String({ 'x-ref': 'holidays', ...said(['祝日', '休みにする祝日の一覧です。省略すると祝日も曜日どおりです。'], ['Holidays', 'The list of holidays on which it is closed; left out, holidays are ordinary days.']) })),
    closures: Type.Optional(
      Type.Array(Type.Object({ title: Type.String({ minLength: 1 }), from: MonthDay, until: MonthDay }, { additionalProperties: false }), {
        ...said(['毎年の休業', '毎年同じ月日の休業です。両端の日を含み、年をまたげます。'], ['Yearly closures', 'Closed each year from one month-day to another, both included; may span the new year.']),
      }),
    ),
    rules: Type.Optional(
      Type.Array(
        Type.Object(
          {
            title: Type.String({ minLength: 1 }),
            nth: Type.Integer({ minimum: -1, maximum: 5, ...said(['第何', '1〜5は月の何番目か、-1は最後です。'], ['Which', '1 to 5 in the month, -1 for the last.']) }),
            weekday: Type.Integer({ minimum: 1, maximum: 7 }),
            periods: Periods,
          },
          { additionalProperties: false },
        ),
        { ...said(['第n曜日の規則', '「第3日曜 9–16時」のような規則です。'], ['Nth-weekday rules', 'Rules such as "third Sunday 9 to 16".']) },
      ),
    ),
    exceptions: Type.Optional(
      Type.Array(
        Type.Object({ date: DateText, until: Type.Optional(DateText), periods: Periods, reason: Reason, approver: Type.Optional(Type.String()) }, { additionalProperties: false }),
        { ...said(['日付ごとの例外', '指定した日だけの開設時間です。空にすると終日休業です。'], ['Dated exceptions', 'Hours of given dates; no periods means closed all day.']) },
      ),
    ),
    emergency: Type.Optional(
      Type.Object(
        { from: Type.String({ format: 'date-time' }), until: Type.String({ format: 'date-time' }), reason: Reason, guidance: Type.Optional(Type.String({ 'x-ref': 'prompt' })) },
        { additionalProperties: false, ...said(['緊急閉所', '終わりの時刻つきの緊急閉所です。'], ['Emergency', 'An emergency closing with its end.']) },
      ),
    ),
  },
  { additionalProperties: false, ...said(['営業時間', '受付時間と休業日です。'], ['Hours', 'When it is open and when not.']) },
)
export type Hours = Type.Static<typeof Hours>

/** National holidays as dated data inside the release, never computed at call time (public-sector C07). */
export const Holidays = Type.Object(
  {
    ...documentHead('holidays'),
    source: Type.Optional(Type.String(said(['出典', '祝日データの出典です。'], ['Source', 'Where the dates come from.']))),
    dates: namedBy(
      DateText,
      Type.Object(
        {
          name: Type.String({ minLength: 1, ...said(['名称', '祝日の名称です。'], ['Name', 'Name of the holiday.']) }),
          estimated: Type.Optional(Type.Boolean(said(['推定', '官報で確定する前の推定の日付です。'], ['Estimated', 'The date is not yet fixed by official notice.']))),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false, ...said(['祝日', '国民の祝日と休日の一覧です。'], ['Holidays', 'National holidays.']) },
)
export type Holidays = Type.Static<typeof Holidays>
