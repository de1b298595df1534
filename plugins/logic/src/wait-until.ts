import { type BothLanguages, choice, said } from '@madoguchi/schemas'
import { type ClockCapability, type Moment, NodeError, defineNode, exit, hoursRef, leave, promptRefs, seconds } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'

const Config = Type.Object(
  {
    until: choice(
      { time: ['時刻', 'A time of day'], instant: ['日時', 'A date and time'], opening: ['次の開設', 'The next opening'] },
      said(['待つ相手', '何になるまで待つかです。下の同じ名前の項目に書きます。'], ['Until', 'What is waited for; given in the field of that name below.']),
      'opening',
    ),
    time: Type.Optional(Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', ...said(['時刻', '08:30 のように書きます。過ぎていれば翌日の時刻です。'], ['Time of day', 'Written 08:30; once it is over, that of the next day.']) })),
    instant: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d$', ...said(['日時', '2026-11-24T08:30 のように書きます。過ぎていれば待ちません。'], ['Date and time', 'Written 2026-11-24T08:30; once it is over nobody waits.']) })),
    hours: Type.Optional(hoursRef(['次の開設', '開くのを待つ営業時間の設定です。開いていれば待ちません。'], ['The next opening', 'The hours that are waited for; while they are open nobody waits.'])),
    maxSeconds: seconds(['最長の待ち時間（秒）', 'これより先のときは、待たずに「先すぎる」へ進みます。'], ['Longest wait (seconds)', 'Anything further away is not waited for.'], { default: 300, minimum: 10, maximum: 1800 }),
    announcement: promptRefs(['案内', '待っている間に繰り返す案内です。'], ['Announcement', 'Repeated while the caller waits.']),
    pauseSeconds: seconds(['案内の間隔（秒）', '案内が終わってから次の案内までの無音です。'], ['Pause (seconds)', 'Silence between the end of an announcement and the next.'], { default: 5, minimum: 1, maximum: 10 }),
  },
  { additionalProperties: false },
)
type Config = Static<typeof Config>

/** Keeps the caller, with announcements, until a time or an opening that is not too far away. */
export const waitUntil = defineNode({
  type: 'logic.wait-until',
  title: { ja: '時刻まで待つ', en: 'Wait until' },
  description: { ja: '時刻、日時、次の開設まで、案内を繰り返しながら待ちます。', en: 'Waits for a time, a date or the next opening, with announcements.' },
  icon: 'M7 3h10M7 21h10M8 3v4l4 5 4-5V3M8 21v-4l4-5 4 5v4',
  kinds: ['call'],
  needs: ['call', 'clock'],
  config: Config,
  exits: () => [exit('reached', { ja: 'その時になった', en: 'It is time' }), exit('too-far', { ja: '先すぎる', en: 'Too far away' })],
  summary: (config) => ({ ja: `${config[fieldOf(config)] ?? '—'}（${config.maxSeconds}秒まで）`, en: `${config[fieldOf(config)] ?? '—'} (up to ${config.maxSeconds} s)` }),
  problems: (config) => (config[fieldOf(config)] === undefined ? [missing(config)] : []),
  moments: momentsOf,
  async run({ config, call, clock }) {
    const waitMs = msUntil(config, clock)
    if (waitMs === null || waitMs > config.maxSeconds * 1000) return leave('too-far')
    if (waitMs <= 0) return leave('reached')
    const beganMs = clock.elapsedMs
    const leftMs = () => waitMs - (clock.elapsedMs - beganMs)
    // Where nobody really waits, no time passes either: pauses count by themselves.
    for (let pausedMs = 0; leftMs() > 0 && pausedMs < waitMs; ) {
      await call.play(config.announcement, { bargeIn: false })
      const pause = Math.min(config.pauseSeconds, Math.ceil(Math.min(leftMs(), waitMs - pausedMs) / 1000))
      if (pause <= 0) break
      await call.wait(pause)
      pausedMs += pause * 1000
    }
    clock.waited(waitMs)
    // What was to open may have been closed meanwhile, by an emergency say.
    return leave(config.until === 'opening' && msUntil(config, clock) !== 0 ? 'too-far' : 'reached')
  },
})

function fieldOf({ until }: Config): 'time' | 'instant' | 'hours' {
  return until === 'opening' ? 'hours' : until
}

function msUntil(config: Config, clock: ClockCapability): number | null {
  if (config.until === 'time' && config.time !== undefined) return clock.msUntilTime(config.time)
  if (config.until === 'instant' && config.instant !== undefined) return clock.msUntil(config.instant)
  if (config.until === 'opening' && config.hours !== undefined) return clock.msUntilOpening(config.hours)
  throw new NodeError('unreadable-time', 'it is not said what is waited for')
}

function momentsOf({ until, time, instant, hours, maxSeconds: leadSeconds }: Config): Moment[] {
  if (until === 'time') return time === undefined ? [] : [{ time, leadSeconds }]
  if (until === 'instant') return instant === undefined ? [] : [{ instant, leadSeconds }]
  return hours === undefined ? [] : [{ opening: hours, leadSeconds }]
}

const names: Record<ReturnType<typeof fieldOf>, BothLanguages> = { time: { ja: '時刻', en: 'time of day' }, instant: { ja: '日時', en: 'date and time' }, hours: { ja: '営業時間', en: 'hours' } }

function missing(config: Config): { code: string; pointer: string; message: BothLanguages } {
  const field = fieldOf(config)
  return { code: 'nothing-to-wait-for', pointer: `/${field}`, message: { ja: `待つ${names[field].ja}が書かれていません。`, en: `The ${names[field].en} to wait for is missing.` } }
}
