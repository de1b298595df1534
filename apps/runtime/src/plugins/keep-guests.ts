import { parentPort } from 'node:worker_threads'
import type { FromKeeper, ToKeeper } from './guest-process.ts'
import { type RunningGuest, runGuest } from './run-guest.ts'

// The program of the thread that keeps the processes of plugins (guest-process.ts).
const guests = new Map<number, RunningGuest>()
const say = (message: FromKeeper) => parentPort?.postMessage(message)

parentPort?.on('message', (message: ToKeeper) => {
  const { id } = message
  if (message.kind === 'start') return begin(message)
  if (message.kind === 'send') return guests.get(id)?.send(message.line)
  guests.get(id)?.kill()
  guests.delete(id)
  return undefined
})

function begin({ id, folder, entry, priority }: Extract<ToKeeper, { kind: 'start' }>): void {
  try {
    const guest = runGuest({ folder, entry, priority }, {
      line: (line) => say({ kind: 'line', id, line }),
      ended(why) {
        guests.delete(id)
        say({ kind: 'ended', id, why })
      },
    })
    guests.set(id, guest)
    say({ kind: 'started', id, pid: guest.pid })
  } catch {
    say({ kind: 'ended', id, why: 'died' })
  }
}
