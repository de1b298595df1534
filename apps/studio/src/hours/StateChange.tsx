import type { StateDifference } from '@madoguchi/engine'
import { useLanguage, useWords } from '../i18n/words.ts'
import { instantText } from '../telephone/clock-text.ts'
import { words } from './words.ts'

/** 「2026/11/24(火) 17:15 – 20:00 時間外 → 受付中」 */
export function StateChange({ difference: { fromMs, toMs, before, after }, timeZone }: { difference: StateDifference; timeZone: string }) {
  const t = useWords(words)
  const language = useLanguage()
  const from = instantText(fromMs, timeZone, language)
  const to = instantText(toMs, timeZone, language)
  // The end on the same date needs its time only.
  const until = from.slice(0, -5) === to.slice(0, -5) ? to.slice(-5) : to
  return (
    <li>
      {from} – {until} {t(`state.${before}`)} → <strong>{t(`state.${after}`)}</strong>
    </li>
  )
}
