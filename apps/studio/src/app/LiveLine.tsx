import { useQuery } from '@tanstack/react-query'
import { IconBroadcast } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { hoursAt } from '../check/check-client.ts'
import type { HoursNow } from '../check/messages.ts'
import { type Language, useLanguage, useWords } from '../i18n/words.ts'
import { usePermission } from '../log-in/use-permission.ts'
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

/** The engine decides, from the documents of the live release. Looks again when the state changes, and now and then. */
function useHoursNow(release: number | undefined): HoursNow | undefined {
  const mayRead = usePermission('release.compare')
  const { data: files } = useQuery({ ...server.releases.files.queryOptions({ number: release ?? 1 }), enabled: mayRead && release !== undefined, staleTime: Infinity })
  const [hours, setHours] = useState<HoursNow>()
  useEffect(() => {
    if (!files) return
    let stopped = false
    const look = async () => {
      const [first] = await hoursAt(files, Date.now())
      if (!stopped) setHours(first)
    }
    void look()
    const timer = setInterval(() => void look(), lookAgainMs)
    return () => {
      stopped = true
      clearInterval(timer)
    }
  }, [files])
  return hours
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
