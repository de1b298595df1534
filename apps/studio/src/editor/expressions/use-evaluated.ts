import { useEffect, useState } from 'react'
import { evaluate } from '../../check/check-client.ts'
import { startChecking } from '../../check/problems-store.ts'
import type { Evaluated, TextKind } from '../../check/evaluate-text.ts'
import { asInput, useSamples } from './samples.ts'

const pauseMs = 250

/** What a text comes to on the sample values, a moment after the last key; undefined while it is empty or being worked out for the first time. */
export function useEvaluated(text: string, kind: TextKind): Evaluated | undefined {
  const typed = useSamples((state) => state.typed)
  const [evaluated, setEvaluated] = useState<Evaluated>()
  // The checker knows the variables of the bundle.
  useEffect(startChecking, [])
  useEffect(() => {
    if (text.trim() === '') return undefined
    let stale = false
    const timer = setTimeout(() => {
      void evaluate(text, kind, asInput(typed)).then(
        (is) => !stale && setEvaluated(is),
        () => !stale && setEvaluated(undefined),
      )
    }, pauseMs)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [text, kind, typed])
  return text.trim() === '' ? undefined : evaluated
}
