import fs from 'node:fs'
import path from 'node:path'
import { commandLine, isAlive } from './process-identity.ts'

/** The running server of a cluster, as its postmaster.pid says. */
export interface Postmaster {
  pid: number
  port: number
  ready: boolean
}

/**
 * Reads postmaster.pid (pid, data folder, start, port, socket folder, address, shared memory, status) and looks whether that process is
 * really a server of this cluster: after kill -9 of the runtime it lives on, after a restart of the machine its id belongs to someone else.
 */
export function readPostmaster(cluster: string): Postmaster | undefined {
  const lines = pidFileLines(cluster)
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid) || !isServerOf(pid, cluster)) return undefined
  return { pid, port, ready: (lines[7] ?? '').trim() === 'ready' }
}

/**
 * Removes a postmaster.pid whose number now belongs to another program: PostgreSQL itself would take that for a living server and refuse
 * for ever (common in containers, where numbers repeat). A file of a dead server stays: PostgreSQL uses it to see left-over workers.
 */
export function removeForeignPidFile(cluster: string): void {
  const pid = Number(pidFileLines(cluster)[0])
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid) || isServerOf(pid, cluster)) return
  fs.rmSync(path.join(cluster, 'postmaster.pid'), { force: true })
}

function pidFileLines(cluster: string): string[] {
  try {
    return fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** Where the command line cannot be read (Windows), a living process of that number has to be believed. */
function isServerOf(pid: number, cluster: string): boolean {
  const command = commandLine(pid)
  if (command === '') return process.platform === 'win32'
  return command.includes(cluster) && command.includes('postgres')
}
