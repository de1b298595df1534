import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import css from './recorder.module.css'
import { readMeter } from './take.ts'
import { recorderWords } from './words.ts'

/** What the meter hears: the last samples, written into the array it gives. */
export interface Heard {
  fill(samples: Float32Array<ArrayBuffer>): void
}

type Verdict = 'none' | 'low' | 'good' | 'high'
const verdictMs = 500
const quietestDb = -60

/** Where speech of this loudness stands; levelling afterwards can raise a quiet voice, but the room with it. */
function verdictOf(rmsDb: number, peakDb: number): Verdict {
  if (peakDb > -1) return 'high'
  if (rmsDb < -55) return 'none'
  return rmsDb < -38 ? 'low' : 'good'
}

/** Moves with the voice, and says in words twice a second how loud it is. */
export function LevelMeter({ source }: { source: Heard }) {
  const say = useWords(recorderWords)
  const bar = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState<{ verdict: Verdict; percent: number }>({ verdict: 'none', percent: 0 })
  useEffect(() => {
    const samples = new Float32Array(2048)
    let loudest = { rmsDb: -Infinity, peakDb: -Infinity }
    let frame = 0
    const draw = () => {
      source.fill(samples)
      const { rmsDb, peakDb } = readMeter(samples)
      loudest = { rmsDb: Math.max(loudest.rmsDb, rmsDb), peakDb: Math.max(loudest.peakDb, peakDb) }
      if (bar.current) bar.current.style.width = `${percentOf(peakDb)}%`
      frame = requestAnimationFrame(draw)
    }
    draw()
    const speak = setInterval(() => {
      setShown({ verdict: verdictOf(loudest.rmsDb, loudest.peakDb), percent: percentOf(loudest.peakDb) })
      loudest = { rmsDb: -Infinity, peakDb: -Infinity }
    }, verdictMs)
    return () => {
      cancelAnimationFrame(frame)
      clearInterval(speak)
    }
  }, [source])
  return (
    <div className={css.level}>
      <div className={css.meter} role="meter" aria-label={say('level')} aria-valuemin={0} aria-valuemax={100} aria-valuenow={shown.percent} aria-valuetext={say(`level-${shown.verdict}`)} data-verdict={shown.verdict}>
        <div ref={bar} className={css.bar} />
      </div>
      <span>{say(`level-${shown.verdict}`)}</span>
    </div>
  )
}

function percentOf(db: number): number {
  return Math.round(Math.max(0, Math.min(1, 1 - db / quietestDb)) * 100)
}
