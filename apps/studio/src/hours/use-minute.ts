import { useEffect, useState } from 'react'

const renewedMs = 30_000

/** The present instant, renewed twice a minute: what is open now changes while one looks at it. */
export function useMinute(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), renewedMs)
    return () => clearInterval(timer)
  }, [])
  return now
}
