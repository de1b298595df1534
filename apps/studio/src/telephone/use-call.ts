import type { Program } from '@madoguchi/engine'
import type { TraceEvent } from '@madoguchi/sdk'
import { useEffect, useMemo, useState } from 'react'
import type { BundleNames, Place } from './bundle-names.ts'
import { makeDraftLine } from './draft-line.ts'
import { type LiveServer, makeLiveLine } from './live-line.ts'
import { usePath } from './path-store.ts'
import type { CallRequest } from './telephone-line.ts'
import { pathOf } from './trace-steps.ts'
import { type Telephone, useTelephone } from './use-telephone.ts'

export interface Call {
  telephone: Telephone
  running: boolean
  /** The request of the present or last call. */
  request: CallRequest | undefined
  /** Epoch milliseconds at which it began, on the clock that the person chose. */
  startedAtMs: number
  dial(request: CallRequest): void
}

/** The calls of one telephone, on the live release or on the program given. */
export function useCall(program: Program, live: LiveServer | undefined): Call {
  const telephone = useTelephone()
  const line = useMemo(() => (live ? makeLiveLine(live) : makeDraftLine(program)), [live, program])
  const [begun, setBegun] = useState<{ request?: CallRequest; startedAtMs: number }>({ startedAtMs: 0 })
  const { phase } = telephone.state
  return {
    telephone,
    running: phase === 'call' || phase === 'dialling',
    ...begun,
    request: begun.request,
    dial(request) {
      setBegun({ request, startedAtMs: request.at === undefined ? Date.now() : Date.parse(request.at) })
      void telephone.dial(line, request)
    },
  }
}

/** Lights up the way of a call on the canvas, live; what is shown goes when the telephone goes. @returns where the call is now */
export function useLitPath(names: BundleNames, entryFlow: string | undefined, trace: readonly TraceEvent[], running: boolean): Place | undefined {
  const path = useMemo(() => pathOf(trace, running && entryFlow !== undefined ? names.entry(entryFlow) : undefined, names), [names, entryFlow, trace, running])
  useEffect(() => {
    if (path.visited.length === 0 && !path.current) usePath.getState().clear()
    else usePath.getState().set(running ? path : { visited: path.visited })
  }, [path, running])
  useEffect(() => () => usePath.getState().clear(), [])
  return running ? path.current : undefined
}
