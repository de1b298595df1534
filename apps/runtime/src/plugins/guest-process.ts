import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Socket } from 'node:net'
import { StringDecoder } from 'node:string_decoder'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Guest, GuestEvents, StartGuest } from '@madoguchi/sdk'

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
 * filling memory at several GB a second ends well under a gigabyte. A low priority: whatever it computes, calls come first.
 */
export const processLimits = { heapMegabytes: 64, residentMegabytes: 256, watchEveryMs: 50, priority: 19, messageBytes: 65_536 }

const program = fileURLToPath(import.meta.resolve('@madoguchi/sdk/guest-process'))
const permission = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission'
const alive = new Set<() => void>()
process.on('exit', () => alive.forEach((kill) => kill()))

/** Guests as processes: no environment, no files but their own, no programs, no standard streams. The one channel is descriptor 3. */
export function guestProcess({ folder, entry, priority = processLimits.priority }: GuestProcessOptions): StartGuest {
  return (events) => start(folder, entry, priority, events)
}

function start(folder: string, entry: string, priority: number, events: GuestEvents): Guest {
  const readable = [path.dirname(program), folder].map((at) => `--allow-fs-read=${path.join(fs.realpathSync(at), '*')}`)
  const flags = [permission, ...readable, '--no-warnings', `--max-old-space-size=${processLimits.heapMegabytes}`, '--max-semi-space-size=4', '--v8-pool-size=1', program]
  const child = spawn(process.execPath, flags, { cwd: folder, env: {}, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const channel = child.stdio[3]
  if (!(channel instanceof Socket)) throw new TypeError('a pipe on descriptor 3 is a socket')
  let over = false
  let watch: NodeJS.Timeout | undefined
  const kill = () => {
    if (over) return
    over = true
    clearInterval(watch)
    alive.delete(kill)
    channel.destroy()
    child.kill('SIGKILL')
  }
  const end: GuestEvents['ended'] = (why) => {
    if (over) return
    kill()
    events.ended(why)
  }
  alive.add(kill)
  child.once('error', () => end('died'))
  child.once('exit', () => end('died'))
  channel.on('error', () => end('died'))
  readLines(channel, (message, size) => !over && events.message(message, size), () => end('flood'))
  child.once('spawn', () => {
    lower(child.pid, priority)
    watch = setInterval(() => void (residentMegabytes(child.pid) > processLimits.residentMegabytes && end('memory')), processLimits.watchEveryMs)
  })
  const send: Guest['send'] = (message) => void (!over && channel.write(`${JSON.stringify(message)}\n`))
  send({ kind: 'load', url: pathToFileURL(path.join(folder, entry)).href })
  return { send, kill }
}

/** Stops in the middle of a chunk as soon as its reader has had enough: a flood costs what was read, not what was sent. */
function readLines(channel: Socket, onMessage: (message: unknown, size: number) => boolean, onFlood: () => void): void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  channel.on('data', (chunk: Buffer) => {
    let text = rest + decoder.write(chunk)
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n')) {
      const line = text.slice(0, at)
      text = text.slice(at + 1)
      if (line.length > processLimits.messageBytes) return onFlood()
      if (!onMessage(parsed(line), line.length)) return undefined
    }
    rest = text
    return rest.length > processLimits.messageBytes ? onFlood() : undefined
  })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function lower(pid: number | undefined, priority: number): void {
  try {
    if (pid !== undefined) os.setPriority(pid, priority)
  } catch {
    // Where the system does not allow it, the limits of time and memory hold all the same.
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
