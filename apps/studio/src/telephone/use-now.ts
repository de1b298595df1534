import { useEffect, useState } from 'react'

/** Monotonic milliseconds of the page, renewed a few times a second while something runs. */
export function useMonotonicNow(running: boolean): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    if (!running) return undefined
    setNow(performance.now())
    const timer = setInterval(() => setNow(performance.now()), 200)
    return () => clearInterval(timer)
  }, [running])
  return now
}
