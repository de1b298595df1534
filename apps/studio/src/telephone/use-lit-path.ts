import type { TraceEvent } from '@madoguchi/sdk'
import { useEffect, useMemo } from 'react'
import type { BundleNames, Place } from './bundle-names.ts'
import { usePath } from './path-store.ts'
import { pathOf } from './trace-steps.ts'

/** Lights up the way of a call on the canvas, live. @returns where the call is now */
export function useLitPath(names: BundleNames, entryFlow: string | undefined, trace: readonly TraceEvent[], running: boolean): Place | undefined {
  const path = useMemo(() => pathOf(trace, running && entryFlow !== undefined ? names.entry(entryFlow) : undefined, names), [names, entryFlow, trace, running])
  useEffect(() => {
    usePath.getState().set(running ? path : { visited: path.visited })
  }, [path, running])
  return running ? path.current : undefined
}
