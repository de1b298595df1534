import { useEffect, useState } from 'react'

/** Monotonic milliseconds of the page, renewed a few times a second while something runs. */
export function useMonotonicNow(running: boolean): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    if (!running) return undefined
    const look = () => setNow(performance.now())
    const first = setTimeout(look, 0)
    const timer = setInterval(look, 200)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [running])
  return now
}
