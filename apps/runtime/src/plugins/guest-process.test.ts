import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Guest, GuestEnd } from '@madoguchi/sdk'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { guestProcess } from './guest-process.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-guests-'))
const guests: Guest[] = []
afterAll(() => {
  for (const guest of guests) guest.kill()
  fs.rmSync(folder, { recursive: true, force: true })
})

/** Starts a guest that loads this code, and notes what is heard of it. */
function startGuest(name: string, code: string) {
  fs.writeFileSync(path.join(folder, `${name}.js`), code)
  const heard: { messages: unknown[]; end: GuestEnd | undefined } = { messages: [], end: undefined }
  const guest = guestProcess({ folder, entry: `${name}.js` })({ message: (message) => heard.messages.push(message) > 0, ended: (why) => void (heard.end = why) })
  guests.push(guest)
  return { guest, heard }
}

const ofProcesses = (resource: string) => resource === 'ProcessWrap' || resource === 'PipeWrap'
const flooding = (lines: string) => `import fs from 'node:fs'; export const plugin = {}; ${lines}`

describe('a guest', () => {
  it('says one thing when it is spoken to, in a process that this thread neither starts nor reads', async () => {
    const before = process.getActiveResourcesInfo().filter(ofProcesses)
    const { heard } = startGuest('well', 'export const plugin = { name: "well" }')
    await vi.waitUntil(() => heard.messages.length > 0, { timeout: 20_000 })
    expect(heard.messages).toEqual([{ kind: 'ready', manifest: { name: 'well' }, services: [] }])
    expect(process.getActiveResourcesInfo().filter(ofProcesses)).toEqual(before)
  }, 30_000)

  it.skipIf(process.platform !== 'linux')('is the last to compute, and in a session of its own, so that Linux charges it to nobody else', async () => {
    const { heard } = startGuest('who', 'export const plugin = process.pid')
    await vi.waitUntil(() => heard.messages.length > 0, { timeout: 20_000 })
    const { manifest: pid } = heard.messages[0] as { manifest: number }
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
    expect({ session: Number(fields[3]), nice: Number(fields[16]) }).toEqual({ session: pid, nice: 19 })
  }, 30_000)

  it.each([
    ['a hundred thousand lines', `const line = '{"kind":"ask"}\\n'.repeat(1000); for (let n = 0; n < 100; n++) fs.writeSync(3, line)`],
    ['lines that are no JSON', `for (;;) fs.writeSync(3, 'x\\n')`],
    ['one line without an end', `for (;;) fs.writeSync(3, 'x'.repeat(60_000))`],
  ])('is ended for %s, of which this thread is told one at most', async (name, lines) => {
    const { heard } = startGuest(name.replaceAll(' ', '-'), flooding(lines))
    await vi.waitUntil(() => heard.end, { timeout: 20_000 })
    expect(heard.end).toBe('flood')
    expect(heard.messages.length).toBeLessThanOrEqual(1)
  }, 30_000)

  it('that loops for ever does not outlive the program that started it', async () => {
    fs.writeFileSync(path.join(folder, 'endless.js'), `import fs from 'node:fs'; fs.writeSync(3, JSON.stringify({ kind: 'ready', manifest: process.pid, services: [] }) + '\\n'); for (;;);`)
    const module = fileURLToPath(new URL('guest-process.ts', import.meta.url))
    const script = `const { guestProcess } = await import(${JSON.stringify(module)})
      setTimeout(() => {}, 60_000)
      guestProcess(${JSON.stringify({ folder, entry: 'endless.js' })})({ message: ({ manifest }) => { process.stdout.write(String(manifest)); process.exit() }, ended: () => process.exit(1) })`
    const program = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    let pid = ''
    program.stdout.on('data', (chunk: Buffer) => (pid += chunk.toString()))
    await new Promise((resolve) => program.once('close', resolve))
    expect(Number(pid)).toBeGreaterThan(1)
    for (let tries = 0; tries < 100 && isRunning(Number(pid)); tries++) await sleep(20)
    expect(isRunning(Number(pid))).toBe(false)
  }, 30_000)
})

/** A process that was ended and not yet waited for is running no more. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
