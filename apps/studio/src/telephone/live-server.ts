import { getUntypedClient } from '@trpc/client'
import { client } from '../app/server.ts'
import type { LiveServer } from './live-line.ts'

const calls = getUntypedClient(client)

/** The runtime's calls. Answers are read at this border, so a telephone that is older than the runtime shows what it understands. */
export const liveServer: LiveServer = {
  async release() {
    const live = await client.releases.live.query()
    return live && { number: live.number, files: Object.entries(await client.releases.files.query({ number: live.number })) }
  },
  async dial(call) {
    const answer = await calls.mutation('calls.dial', call)
    const { sessionId } = (answer ?? {}) as { sessionId?: unknown }
    if (typeof sessionId !== 'string') throw new TypeError('calls.dial gave no session')
    return { sessionId }
  },
  events(sessionId, { onEvent, onError, onEnd }) {
    const subscription = calls.subscription('calls.events', { sessionId }, { onData: onEvent, onError, onComplete: onEnd })
    return () => subscription.unsubscribe()
  },
  press: (sessionId, key) => calls.mutation('calls.press', { sessionId, key }),
  hangup: (sessionId) => calls.mutation('calls.hangup', { sessionId }),
  skip: (sessionId) => calls.mutation('calls.skip', { sessionId }),
}
