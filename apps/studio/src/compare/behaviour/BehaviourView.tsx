import { Button, Loader } from '@mantine/core'
import { weighGroups } from '@madoguchi/engine'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { type SideRef, sideText } from '../compare-link.ts'
import type { CompareSource, PeriodReplayed } from '../compare-source.ts'
import type { Comparison, Side } from '../comparison.ts'
import { compareWords } from '../words.ts'
import styles from './Behaviour.module.css'
import { BehaviourResult } from './BehaviourResult.tsx'
import type { WalkResult } from './messages.ts'
import { RecordedCalls } from './RecordedCalls.tsx'
import { type Walk, type WalkState, walkInWorker } from './walk-client.ts'

/** What callers would notice: every call that goes differently, found by walking both versions. */
export function BehaviourView({ comparison, sides, source, walk = walkInWorker }: { comparison: Comparison; sides: Readonly<Record<Side, SideRef>>; source: CompareSource; walk?: Walk }) {
  const t = useWords(compareWords)
  const { state, start, cancel } = useWalk(comparison, walk)
  return (
    <div className={styles.view}>
      <p className={styles.intro}>{t('walkIntro')}</p>
      {state?.phase === 'walking' && (
        <div className={styles.progress} role="status">
          <Loader size="sm" aria-hidden />
          <span>
            {t('walking')}：{t(`stage-${state.stage}`)}
          </span>
          <Seconds />
          <Button variant="outline" onClick={cancel}>{t('cancel')}</Button>
        </div>
      )}
      {(state?.phase === 'cancelled' || state?.phase === 'failed') && (
        <div className={styles.stopped} role={state.phase === 'failed' ? 'alert' : 'status'}>
          {state.phase === 'failed' && <strong>{t('walkFailed')}</strong>}
          <p>{state.phase === 'failed' ? t(`walk-${state.failure}`) : t('cancelled')}</p>
          <Button onClick={start}>{t('start')}</Button>
        </div>
      )}
      {state?.phase === 'done' && <WeighedResult result={state.result} sides={sides} source={source} />}
    </div>
  )
}

/** The differences, and how many recorded calls each would have touched once that was asked for. */
function WeighedResult({ result, sides, source }: { result: WalkResult; sides: Readonly<Record<Side, SideRef>>; source: CompareSource }) {
  const [replayed, setReplayed] = useState<PeriodReplayed>()
  const lines = useMemo(() => (replayed ? weighGroups(result.lines, replayed.groups) : result.lines), [result, replayed])
  // The draft and a request are no bundle that the command line can name.
  const operand = (side: Side) => (sides[side].kind === 'release' ? sideText(sides[side]) : undefined)
  return (
    <BehaviourResult result={{ ...result, lines }} operand={operand}>
      {result.count > 0 && <RecordedCalls side={sides.after} source={source} onReplayed={setReplayed} />}
    </BehaviourResult>
  )
}

/** Walks whenever other versions are compared; what is under way for the ones before is stopped. */
function useWalk({ files }: Comparison, walk: Walk) {
  const [state, setState] = useState<WalkState>()
  const stop = useRef(() => {})
  const start = useCallback(() => {
    stop.current()
    stop.current = walk({ before: files.before, after: files.after }, setState)
  }, [files, walk])
  useEffect(() => {
    start()
    return () => stop.current()
  }, [start])
  const cancel = () => {
    stop.current()
    setState({ phase: 'cancelled' })
  }
  return { state, start, cancel }
}

/** How long it has taken so far; screen readers are not told each second. */
function Seconds() {
  const t = useWords(compareWords)
  const [count, setCount] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setCount((before) => before + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  return <span aria-hidden>{t('seconds', { count })}</span>
}
