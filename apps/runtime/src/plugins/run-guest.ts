import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Socket } from 'node:net'
import { StringDecoder } from 'node:string_decoder'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Guest, GuestEnd } from '@madoguchi/sdk'

export interface GuestProcessOptions {
  /** The folder of the package; all of the disk that the process may read besides its own program. */
  folder: string
  /** The module to load, relative to it. */
  entry: string
  /** Of the system's scheduler, 0 to 19; the lowest where left out. */
  priority?: number | undefined
}

/**
 * What a process may use. The heap limit of V8 does not bound Buffers, so the resident set is watched as well; it is read often enough that
 * filling memory at several GB a second ends well under a gigabyte. A low priority: whatever it computes, calls come first. Against other programs of
 * the machine it is higher, where that can be told apart: with the lowest a guest was not loaded in ten seconds on a busy machine.
 */
export const processLimits = { heapMegabytes: 64, residentMegabytes: 256, watchEveryMs: 50, priority: 19, groupPriority: 5, messageBytes: 65_536 }

/** What a guest process says, unread: whether it is JSON, and what of, is found out where it is answered. */
export interface GuestLines {
  line(text: string): void
  ended(why: GuestEnd): void
}

export interface RunningGuest {
  pid: number | undefined
  /** One message to the guest, as JSON. */
  send(line: string): void
  kill: Guest['kill']
}

const program = fileURLToPath(import.meta.resolve('@madoguchi/sdk/guest-process'))
const permission = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission'
/** Messages that a guest may be ahead, however often it was spoken to. */
const mostTurns = 256

/**
 * One guest as a process: no environment, no files but its own, no programs, no standard streams. The one channel is descriptor 3. An honest guest
 * says one thing when it is spoken to, so whatever comes beyond that is a flood, and is not even parsed.
 */
export function runGuest({ folder, entry, priority = processLimits.priority }: GuestProcessOptions, events: GuestLines): RunningGuest {
  const readable = [path.dirname(program), folder].map((at) => `--allow-fs-read=${path.join(fs.realpathSync(at), '*')}`)
  const flags = [permission, ...readable, '--no-warnings', `--max-old-space-size=${processLimits.heapMegabytes}`, '--max-semi-space-size=4', '--v8-pool-size=1', program]
  const child = spawn(process.execPath, flags, { cwd: folder, env: {}, detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const channel = child.stdio[3]
  if (!(channel instanceof Socket)) throw new TypeError('a pipe on descriptor 3 is a socket')
  let over = false
  let turns = 0
  let watch: NodeJS.Timeout | undefined
  const kill = () => {
    if (over) return
    over = true
    clearInterval(watch)
    channel.destroy()
    child.kill('SIGKILL')
  }
  const end: GuestLines['ended'] = (why) => {
    if (over) return
    kill()
    events.ended(why)
  }
  child.once('error', () => end('died'))
  child.once('exit', () => end('died'))
  channel.on('error', () => end('died'))
  readLines(channel, (line) => {
    if (over || turns-- <= 0) return false
    events.line(line)
    return true
  }, () => end('flood'))
  child.once('spawn', () => {
    lower(child.pid, priority)
    watch = setInterval(() => void (residentMegabytes(child.pid) > processLimits.residentMegabytes && end('memory')), processLimits.watchEveryMs)
  })
  const send: RunningGuest['send'] = (line) => {
    if (over) return
    turns = Math.min(mostTurns, turns + 1)
    channel.write(`${line}\n`)
  }
  send(JSON.stringify({ kind: 'load', url: pathToFileURL(path.join(folder, entry)).href }))
  return { pid: child.pid, send, kill }
}

/** Stops in the middle of a chunk as soon as its reader has had enough: a flood costs what was read, not what was sent. */
function readLines(channel: Socket, onLine: (line: string) => boolean, onFlood: () => void): void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  channel.on('data', (chunk: Buffer) => {
    let text = rest + decoder.write(chunk)
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n')) {
      const line = text.slice(0, at)
      text = text.slice(at + 1)
      if (line.length > processLimits.messageBytes || !onLine(line)) return onFlood()
    }
    rest = text
    return rest.length > processLimits.messageBytes ? onFlood() : undefined
  })
}

/**
 * Where Linux groups processes by session (autogroup), priorities count only inside a group, and whatever a guest computed would be charged to the
 * runtime's, which then comes late: so it has a session of its own (`detached`), whose group is low.
 */
function lower(pid: number | undefined, priority: number): void {
  if (pid === undefined) return
  for (const act of [() => os.setPriority(pid, priority), () => fs.writeFileSync(`/proc/${pid}/autogroup`, String(Math.min(priority, processLimits.groupPriority)))]) {
    try {
      act()
    } catch {
      // Where the system does not allow it, or knows no groups, the limits of time and memory hold all the same.
    }
  }
}

/** 0 where the system does not say (only Linux has /proc); then the heap limit alone bounds memory. */
function residentMegabytes(pid: number | undefined): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
