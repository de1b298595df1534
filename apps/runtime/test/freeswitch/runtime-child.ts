import fs from 'node:fs'
import { runSession } from '@madoguchi/engine'
import type { JournalEntry } from '@madoguchi/sdk'
import { startTelephony } from '../../src/telephony/start-telephony.ts'
import { shortBundle } from './short-bundle.ts'

/** What the parent asks of this process, as one JSON argument. */
export interface ChildRequest {
  node: string
  port: number
  password: string
  promptsFolder: string
  recordingsFolder: string
  /** Journals of all sessions, one JSON line an entry: what Postgres is to real runtimes. */
  journal: string
  startedAtMs: number
  leaseMs: number
  watchdog: { seconds: number; renewSeconds: number }
  gateways?: string[]
}

// A runtime that can be killed: a process of its own, which tells its parent of its state and of every finished session by lines.
const request: ChildRequest = JSON.parse(process.argv[2] ?? '{}')
const { program } = await shortBundle({ promptSeconds: 2, timeoutSeconds: 8 })
const tell = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`)

const telephony = startTelephony({
  ...request,
  instances: [{ name: 'one', host: '127.0.0.1', port: request.port, password: request.password, gateways: request.gateways ?? [] }],
  log: { info: () => {}, warn: (...args: unknown[]) => tell({ warn: String(args[1]) }), error: (...args: unknown[]) => tell({ error: String(args[1]) }) },
  onCall: async (call) => {
    const sessionId = call.adopted?.sessionId ?? `session-${call.uuid}`
    const startedAtMs = call.adopted?.startedAtMs ?? request.startedAtMs
    const note = (entry: JournalEntry) => fs.appendFileSync(request.journal, `${JSON.stringify({ sessionId, entry })}\n`)
    const recorded = call.adopted ? readJournal(sessionId) : undefined
    const world = call.begin({ sessionId, release: 1, startedAtMs })
    tell({ began: call.from, adopted: call.adopted !== undefined })
    const { outcome, trace } = await runSession(program, { to: call.to, from: call.from, startedAtMs, seed: 1 }, world, { recorded, sink: { began: note, ended: note } })
    tell({ ended: call.from, outcome, heard: trace.flatMap((event) => (event.kind === 'heard' ? [event.prompt] : [])), pressed: trace.flatMap((event) => (event.kind === 'pressed' ? [event.keys] : [])) })
  },
})
setInterval(() => tell({ state: telephony.instances()[0]?.state }), 100)

function readJournal(sessionId: string): JournalEntry[] {
  const entries: JournalEntry[] = []
  for (const line of fs.readFileSync(request.journal, 'utf8').split('\n').filter((text) => text !== '')) {
    const noted: { sessionId: string; entry: JournalEntry } = JSON.parse(line)
    if (noted.sessionId === sessionId) entries[noted.entry.n] = noted.entry
  }
  return entries
}
