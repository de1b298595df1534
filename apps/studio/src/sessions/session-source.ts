import { client } from '../app/server.ts'
import type { SessionSource } from './session-list.ts'

/** The runtime's records of calls. */
export const runtimeSessions: SessionSource = {
  list: (page) => client.sessions.list.query(page),
  trace: (page) => client.sessions.trace.query(page),
  files: async (number) => Object.entries(await client.releases.files.query({ number })),
}
