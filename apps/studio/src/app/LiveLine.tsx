import type { HoursNow } from '@madoguchi/engine'
import { IconBroadcast } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type Language, useLanguage, useWords } from '../i18n/words.ts'
import styles from './Shell.module.css'
import { useLiveRelease } from './live-release.ts'
import { server } from './server.ts'
import { words } from './words.ts'

const lookAgainMs = 20_000
const closedStates = ['closed', 'holiday', 'exception', 'emergency'] as const
type StateWord = (typeof closedStates)[number] | 'open' | 'openOn' | 'hoursError' | 'nextOpen'

/** In one line what is live now: 「第12版 公開中・ただいま時間外（次の開設 11/24 08:30）」. */
export function LiveLine() {
  const t = useWords(words)
  const { release, connected } = useLiveRelease()
  const hours = useHoursNow(release?.number)
  const language = useLanguage()
  const parts = [release ? t('live', { number: release.number }) : t('noLive')]
  if (hours) parts.push(stateWords(t, hours, language))
  return (
    <p className={styles.live} data-testid="live">
      <IconBroadcast aria-hidden size={20} />
      <span>{parts.join(language === 'ja' ? '・' : ' · ')}</span>
      {!connected && <span className={styles.reconnecting}>{t('reconnecting')}</span>}
    </p>
  )
}

/** Asked again now and then, since the state changes by itself. */
function useHoursNow(release: number | undefined): HoursNow | undefined {
  const { data } = useQuery({ ...server.status.hours.queryOptions(), enabled: release !== undefined, refetchInterval: lookAgainMs })
  return data?.[0]
}

function stateWords(t: (key: StateWord, values?: Record<string, string | number>) => string, hours: HoursNow, language: Language): string {
  const at = (ms: number) => whenText(ms, hours.timeZone, language)
  if (hours.state === 'open') return hours.untilMs === null ? t('openOn') : t('open', { until: at(hours.untilMs) })
  const state = closedStates.find((known) => known === hours.state) ?? 'hoursError'
  return t(state) + (hours.nextOpenMs === null ? '' : t('nextOpen', { at: at(hours.nextOpenMs) }))
}

/** `11/24 08:30`, without the date when it is today; in the zone of the hours, wherever the browser is. */
export function whenText(ms: number, timeZone: string, language: Language): string {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB'
  const day = (time: number) => new Intl.DateTimeFormat(locale, { timeZone, month: 'numeric', day: 'numeric' }).format(time)
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(ms)
  return day(ms) === day(Date.now()) ? clock : `${day(ms)} ${clock}`
}
