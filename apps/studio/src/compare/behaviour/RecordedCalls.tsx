import { Button, NativeSelect } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import type { SideRef } from '../compare-link.ts'
import type { CompareSource, PeriodReplayed, ReplayState } from '../compare-source.ts'
import { compareWords } from '../words.ts'
import styles from './Behaviour.module.css'

const periods = [7, 30, 92] as const

/** Asks for the calls of a period to be replayed. Not done by itself: it takes the server's time and is noted in the audit log. */
export function RecordedCalls({ side, source, onReplayed }: { side: SideRef; source: CompareSource; onReplayed(result: PeriodReplayed): void }) {
  const t = useWords(compareWords)
  const language = useLanguage()
  const [days, setDays] = useState<number>(30)
  const [state, setState] = useState<ReplayState>()
  const stop = useRef(() => {})
  useEffect(() => () => stop.current(), [])
  const start = () => {
    setState({ phase: 'replaying', done: 0, of: 0 })
    stop.current = source.replay(side, days, (now) => {
      setState(now)
      if (now.phase === 'done') onReplayed(now.result)
    })
  }
  const cancel = () => {
    stop.current()
    setState(undefined)
  }
  return (
    <section className={styles.recorded} aria-label={t('recorded')}>
      <p>
        <strong>{t('recorded')}</strong> {t('recordedHelp')}
      </p>
      <div className={styles.progress}>
        <NativeSelect aria-label={t('period')} value={days} onChange={(event) => setDays(Number(event.currentTarget.value))} data={periods.map((count) => ({ value: String(count), label: t('days', { count }) }))} />
        {state?.phase === 'replaying' ? <Button variant="outline" onClick={cancel}>{t('cancel')}</Button> : <Button variant="outline" onClick={start}>{t('replay')}</Button>}
        <span role="status">
          {state?.phase === 'replaying' && t('replaying', { done: state.done, of: state.of })}
          {state?.phase === 'done' && (state.result.sessions === 0 ? t('replayedNone') : t('replayed', { sessions: state.result.sessions, different: state.result.different, unknown: state.result.unknown }))}
        </span>
        {state?.phase === 'failed' && <span role="alert">{inLanguage(state.said, language)}</span>}
      </div>
    </section>
  )
}
