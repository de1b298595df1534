import { spawnSync } from 'node:child_process'
import fs from 'node:fs'

/** Whether a process with this id lives, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM'
  }
}

/** In a container without an init nobody reaps the dead; they answer signals but do no work. */
function isZombie(pid: number): boolean {
  return /^\d+ \(.*\) Z/s.test(readProc(pid, 'stat'))
}

/**
 * What tells a process from a later one that got the same id: its start time where the system says so, else ''.
 * On Linux from /proc/PID/stat (field 22, in clock ticks since boot) with the boot id before it.
 */
export function processBirth(pid: number): string {
  const fields = readProc(pid, 'stat').replace(/^.*\) /s, '').split(' ')
  const ticks = fields[19]
  return ticks === undefined ? '' : `${bootId()}:${ticks}`
}

/** The command line of a process, or '' where it cannot be known. */
export function commandLine(pid: number): string {
  if (process.platform === 'linux') return readProc(pid, 'cmdline').replaceAll('\0', ' ')
  if (process.platform === 'win32') return ''
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}

function bootId(): string {
  try {
    return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}

function readProc(pid: number, file: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
