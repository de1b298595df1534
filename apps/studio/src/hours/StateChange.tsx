import type { StateDifference } from '@madoguchi/engine'
import { useLanguage, useWords } from '../i18n/words.ts'
import { instantText, localDay, weekdayName } from '../telephone/clock-text.ts'
import { words } from './words.ts'
import { dateText } from './year/fiscal-year.ts'

/** 「2026/11/24(火) 17:15 – 20:00 時間外 → 受付中」; several of the same weekday and times are one line with their number. */
export function StateChange({ same, timeZone }: { same: readonly StateDifference[]; timeZone: string }) {
  const t = useWords(words)
  const language = useLanguage()
  const [first, last] = [same[0], same.at(-1)]
  if (!first || !last) return null
  const from = instantText(first.fromMs, timeZone, language)
  const to = instantText(first.toMs, timeZone, language)
  // The end on the same date needs its time only.
  const until = from.slice(0, -5) === to.slice(0, -5) ? to.slice(-5) : to
  const [firstDay, lastDay] = [localDay(first.fromMs, timeZone), localDay(last.fromMs, timeZone)]
  return (
    <li>
      {same.length === 1 ? `${from} – ${until}` : t('repeated', { weekday: weekdayName(firstDay.weekday, language), from: from.slice(-5), until: to.slice(-5), count: same.length, first: dateText(firstDay.date, language), last: dateText(lastDay.date, language) })} {t(`state.${first.before}`)} →{' '}
      <strong>{t(`state.${first.after}`)}</strong>
    </li>
  )
}
