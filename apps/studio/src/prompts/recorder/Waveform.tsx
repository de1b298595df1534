import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from 'react'
import { useWords } from '../../i18n/words.ts'
import css from './recorder.module.css'
import { type Take, type Trim, heldTrim, peaks, secondsOf } from './take.ts'
import { recorderWords } from './words.ts'

export interface WaveformProps {
  take: Take
  trim: Trim
  onTrim(trim: Trim): void
}

const columns = 240
/** A quiet take is drawn larger, so that its pauses can be found; the noise of a silent one is not. */
const fullHeight = 0.1
const step = { small: 0.05, large: 0.5 }

/** A recording as it looks, with both ends of the part that is used: to be dragged, or moved by arrow keys. */
export function Waveform({ take, trim, onTrim }: WaveformProps) {
  const say = useWords(recorderWords)
  const frame = useRef<HTMLDivElement>(null)
  const held = useRef<keyof Trim>(undefined)
  const bars = useMemo(() => {
    const drawn = peaks(take, columns)
    const loudest = Math.max(fullHeight, ...drawn)
    return drawn.map((peak) => peak / loudest)
  }, [take])
  const whole = secondsOf(take)
  const percent = (seconds: number) => `${(seconds / whole) * 100}%`
  const move = (edge: keyof Trim, to: number) => onTrim(heldTrim(take, { ...trim, [edge]: to }, edge))
  const at = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect()
    return box ? ((event.clientX - box.left) / box.width) * whole : 0
  }
  const grab = (event: PointerEvent) => {
    const to = at(event)
    held.current = Math.abs(to - trim.from) <= Math.abs(to - trim.until) ? 'from' : 'until'
    frame.current?.setPointerCapture(event.pointerId)
    move(held.current, to)
  }
  return (
    <div
      ref={frame} className={css.waveform} role="group" aria-label={say('waveform')} onPointerDown={grab}
      onPointerMove={(event) => held.current && move(held.current, at(event))} onPointerUp={() => { held.current = undefined }} onPointerCancel={() => { held.current = undefined }}
    >
      <svg viewBox={`0 0 ${columns} 100`} preserveAspectRatio="none" aria-hidden>
        {bars.map((peak, column) => <rect key={column} x={column + 0.15} width={0.7} y={50 - Math.max(1, peak * 50)} height={Math.max(2, peak * 100)} />)}
      </svg>
      <div className={css.cut} style={{ left: 0, width: percent(trim.from) }} />
      <div className={css.cut} style={{ right: 0, width: percent(whole - trim.until) }} />
      {(['from', 'until'] as const).map((edge) => (
        <Edge key={edge} edge={edge} seconds={trim[edge]} whole={whole} left={percent(trim[edge])} onMove={(to) => move(edge, to)} />
      ))}
    </div>
  )
}

function Edge({ edge, seconds, whole, left, onMove }: { edge: keyof Trim; seconds: number; whole: number; left: string; onMove(to: number): void }) {
  const say = useWords(recorderWords)
  const press = (event: KeyboardEvent) => {
    const by = event.shiftKey ? step.large : step.small
    const to = { ArrowLeft: seconds - by, ArrowDown: seconds - by, ArrowRight: seconds + by, ArrowUp: seconds + by, PageDown: seconds - step.large, PageUp: seconds + step.large, Home: 0, End: whole }[event.key]
    if (to === undefined) return
    event.preventDefault()
    onMove(to)
  }
  return (
    <div
      role="slider" tabIndex={0} className={css.edge} style={{ left }} data-edge={edge} aria-label={say(edge === 'from' ? 'trimFrom' : 'trimUntil')} aria-orientation="horizontal"
      aria-valuemin={0} aria-valuemax={rounded(whole)} aria-valuenow={rounded(seconds)} aria-valuetext={say('trimAt', { seconds: rounded(seconds) })} onKeyDown={press}
    />
  )
}

/** Hundredths: what an ear can tell apart. */
export function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100
}
