import { client } from '../app/server.ts'
import type { LiveServer } from './live-line.ts'

/** The live release through the runtime that served this page. */
export const liveServer: LiveServer = {
  async release() {
    const live = await client.releases.live.query()
    return live && { number: live.number, files: Object.entries(await client.releases.files.query({ number: live.number })) }
  },
  dial: (call) => client.calls.dial.mutate(call),
  events(sessionId, { onMessage, onError, onEnd }) {
    const subscription = client.calls.events.subscribe({ sessionId }, { onData: ({ id, data }) => onMessage(Number(id), data), onError, onComplete: onEnd })
    return () => subscription.unsubscribe()
  },
  press: (sessionId, key) => client.calls.press.mutate({ sessionId, key }),
  hangup: (sessionId) => client.calls.hangup.mutate({ sessionId }),
  skip: (sessionId) => client.calls.skip.mutate({ sessionId }),
}
