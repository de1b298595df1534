import type { AppRouter } from '@madoguchi/runtime/router'
import { createTRPCClient, createTRPCUntypedClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import type { LiveServer } from './live-line.ts'

const links = () => [splitLink({ condition: ({ type }) => type === 'subscription', true: httpSubscriptionLink({ url: '/trpc' }), false: httpBatchLink({ url: '/trpc' }) })]

/** The procedures that telephone and session list read. */
export const runtimeClient = createTRPCClient<AppRouter>({ links: links() })

const calls = createTRPCUntypedClient({ links: links() })

/** The runtime's calls. Answers are read at this border, so a telephone that is older than the runtime shows what it understands. */
export const liveServer: LiveServer = {
  async release() {
    const live = await runtimeClient.releases.live.query()
    return live && { number: live.number, files: Object.entries(await runtimeClient.releases.files.query({ number: live.number })) }
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
