import type { HandsetEvent } from '@madoguchi/engine'
import type { BothLanguages } from '@madoguchi/schemas'
import { toFailure } from '../app/failure.ts'
import { type LineEvent, LineRefused, type OngoingCall, type TelephoneLine } from './telephone-line.ts'
import { readTraceEvent } from './trace-event-reader.ts'

/** What the telephone asks of the runtime: the procedures of its `calls` router, and the release that is live. */
export interface LiveServer {
  /** The release callers hear now, and its documents; null before the first release. */
  release(): Promise<LiveRelease | null>
  dial(call: { to: string; from: string; at?: string; agents: number; waiting?: number; faults: string[] }): Promise<{ sessionId: string }>
  /** Messages with their numbers, which rise; a subscription that was interrupted may tell some again. @returns ends the subscription */
  events(sessionId: string, listener: { onMessage(seq: number, message: unknown): void; onError(error: unknown): void; onEnd(): void }): () => void
  press(sessionId: string, key: string): Promise<unknown>
  hangup(sessionId: string): Promise<unknown>
  skip(sessionId: string): Promise<unknown>
}

export interface LiveRelease {
  number: number
  files: readonly (readonly [path: string, text: string])[]
}

/** A line into the live release: the runtime answers and records the session like any other; the page only shows and operates it. */
export function makeLiveLine(server: LiveServer): TelephoneLine {
  return {
    async dial({ to, from, at, agents, waiting, faults }, listen) {
      const { sessionId } = await server.dial({ to, from, agents, faults: [...faults], ...(waiting === undefined ? {} : { waiting }), ...(at === undefined ? {} : { at }) }).catch(refuse)
      return followCall(server, sessionId, listen)
    },
  }
}

function followCall(server: LiveServer, sessionId: string, listen: (event: LineEvent) => void): OngoingCall {
  let open = true
  const tell = (event: LineEvent) => {
    if (open) listen(event)
  }
  const lost = (error: unknown) => tell({ kind: 'lost', reason: saidBy(error)?.en ?? (error instanceof Error ? error.message : String(error)) })
  let seen = 0
  const stop = server.events(sessionId, {
    onMessage(seq, message) {
      if (seq <= seen) return
      seen = seq
      const event = readLineEvent(message)
      if (event) tell(event)
    },
    onError: lost,
    onEnd: () => tell({ kind: 'finished' }),
  })
  const act = (done: Promise<unknown>) => void done.catch(lost)
  return {
    press: (key) => act(server.press(sessionId, key)),
    hangup: () => act(server.hangup(sessionId)),
    skip: () => act(server.skip(sessionId)),
    close() {
      open = false
      stop()
      // The person has gone: a call that is already over answers that there is none, and nobody is left to read it.
      void server.hangup(sessionId).catch(() => undefined)
    },
  }
}

const handsetKinds: Readonly<Record<HandsetEvent['kind'], true>> = { answered: true, speaking: true, listening: true, pausing: true, queued: true, held: true, recording: true, ringing: true, connected: true, ended: true }

/** A message of the runtime. Kinds this page does not know, because the runtime is newer, are left out. */
export function readLineEvent(message: unknown): LineEvent | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const { kind, event } = message as { kind?: unknown; event?: unknown }
  if (kind === 'closed') return { kind: 'finished' }
  if (kind === 'trace') {
    const found = readTraceEvent(event)
    return found && { kind: 'trace', event: found }
  }
  return typeof kind === 'string' && Object.hasOwn(handsetKinds, kind) ? (message as HandsetEvent) : undefined
}

function refuse(error: unknown): never {
  throw new LineRefused(saidBy(error) ?? unreachable, { cause: error })
}

const unreachable: BothLanguages = {
  ja: '公開中の版に電話をかけられません。サーバーにつながらないか、この機能がまだ動いていません。設定は変わっていません。下書きで試すか、少し待ってかけ直してください。',
  en: 'The live release cannot be called: the server does not answer, or cannot do this yet. Nothing has changed. Try the draft, or call again in a moment.',
}

/** The words that the runtime states itself; those that the studio has for any failure say nothing of a call. */
function saidBy(error: unknown): BothLanguages | undefined {
  const { code, said } = toFailure(error)
  return code === 'UNEXPECTED' || code === 'OFFLINE' ? undefined : said
}
