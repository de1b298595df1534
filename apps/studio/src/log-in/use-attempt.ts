import { useState } from 'react'
import { type Failure, toFailure } from '../app/failure.ts'

interface Attempt {
  busy: boolean
  /** Why the last attempt failed, in words of the server. */
  failure: Failure | undefined
  /** Runs what was asked for unless it runs already. @returns whether it worked */
  attempt(act: () => Promise<void>): Promise<boolean>
  clear(): void
}

/** One form, one request at a time; what went wrong is kept to be shown in place. */
export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const attempt = async (act: () => Promise<void>) => {
    if (busy) return false
    setBusy(true)
    setFailure(undefined)
    try {
      await act()
      return true
    } catch (error) {
      setFailure(toFailure(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, failure, attempt, clear: () => setFailure(undefined) }
}
