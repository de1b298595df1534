import { useEffect } from 'react'
import { create } from 'zustand'
import { useMe } from '../log-in/me.ts'
import { client, queryClient, server } from './server.ts'

interface LiveRelease {
  number: number
  message: string
  author: string
  createdAt: string
  effectiveAt: string
}

interface Live {
  release: LiveRelease | undefined
  /** Whether the stream of changes is open. */
  connected: boolean
}

const useLive = create<Live>()(() => ({ release: undefined, connected: true }))
let followers = 0
let stop: (() => void) | undefined

/** The release that runs now; follows each change at once. All readers share one stream. */
export function useLiveRelease(): Live {
  useEffect(() => {
    if (followers++ === 0) stop = follow()
    return () => {
      if (--followers === 0) stop?.()
    }
  }, [])
  return useLive()
}

/** A log-in that ended ends the stream as well; the next one opens it again. */
function follow(): () => void {
  let close = open()
  const unsubscribe = useMe.subscribe(({ phase }, before) => {
    if (phase !== 'in' || before.phase === 'in') return
    close()
    close = open()
  })
  return () => {
    unsubscribe()
    close()
  }
}

function open(): () => void {
  const stream = client.status.release.subscribe(undefined, {
    onData: ({ data }) => {
      useLive.setState({ release: data, connected: true })
      void queryClient.invalidateQueries(server.releases.pathFilter())
    },
    onConnectionStateChange: ({ state }) => useLive.setState({ connected: state !== 'connecting' || useLive.getState().release === undefined }),
    onError: () => useLive.setState({ connected: false }),
  })
  return () => stream.unsubscribe()
}
