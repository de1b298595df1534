import { Worker } from 'node:worker_threads'
import type { Guest, GuestEnd, GuestEvents, StartGuest } from '@madoguchi/sdk'
import type { GuestProcessOptions } from './run-guest.ts'

/** To the thread that keeps the processes. */
export type ToKeeper =
  | ({ kind: 'start'; id: number } & GuestProcessOptions)
  | { kind: 'send'; id: number; line: string }
  | { kind: 'kill'; id: number }

/** From it; the line of a guest as it came. */
export type FromKeeper =
  | { kind: 'started'; id: number; pid: number | undefined }
  | { kind: 'line'; id: number; line: string }
  | { kind: 'ended'; id: number; why: GuestEnd }

interface Kept {
  events: GuestEvents
  pid: number | undefined
}

/**
 * Guests as processes, kept by a thread of their own. Starting a process holds up the thread that starts it until the system has had time for the
 * new one, which on a busy machine was measured to be 20 ms, and 300 at worst; and what a guest says must be read before it can be refused.
 * Neither may wait in the thread that all calls run in.
 */
export function guestProcess(options: GuestProcessOptions): StartGuest {
  return (events) => start(options, events)
}

const kept = new Map<number, Kept>()
let keeper: Worker | undefined
let ids = 0

// A guest whose channel closes ends by itself, except in a loop.
process.on('exit', () => kept.forEach(({ pid }) => pid !== undefined && endProcess(pid)))

function start(options: GuestProcessOptions, events: GuestEvents): Guest {
  const id = ++ids
  kept.set(id, { events, pid: undefined })
  tell({ kind: 'start', id, ...options })
  const isHere = () => kept.has(id)
  return {
    send: (message) => void (isHere() && tell({ kind: 'send', id, line: JSON.stringify(message) })),
    kill: () => void (kept.delete(id) && tell({ kind: 'kill', id })),
  }
}

function tell(message: ToKeeper): void {
  keeper ??= startKeeper()
  keeper.postMessage(message)
}

/** One for all plugins, as long as this process; it keeps no program from ending. What this process was started with (`--input-type`) may be no option of a thread. */
function startKeeper(): Worker {
  const worker = new Worker(new URL('keep-guests.mjs', import.meta.url), { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 64 } })
  worker.on('message', hear)
  // After that, which would hold the program again.
  worker.unref()
  worker.on('error', () => {})
  worker.once('exit', () => {
    keeper = undefined
    for (const [id, { events, pid }] of kept) {
      kept.delete(id)
      if (pid !== undefined) endProcess(pid)
      events.ended('died')
    }
  })
  return worker
}

function hear(message: FromKeeper): void {
  const guest = kept.get(message.id)
  if (message.kind === 'started') {
    if (guest) guest.pid = message.pid
  } else if (message.kind === 'ended') {
    kept.delete(message.id)
    guest?.events.ended(message.why)
  } else guest?.events.message(parsed(message.line), message.line.length)
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}
