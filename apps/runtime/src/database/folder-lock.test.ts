import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './folder-lock.ts'
import { processBirth } from './process-identity.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-lock-'))
  file = path.join(folder, 'lock')
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

const holder = (more: object) => fs.writeFileSync(file, JSON.stringify({ pid: process.pid, birth: processBirth(process.pid), host: os.hostname(), token: 'x', ...more }))
const deadPid = 2 ** 22 + 12345

test('a folder in use is refused with words in both languages, and free again after release', () => {
  const lock = lockFolder(file)
  expect(() => lockFolder(file)).toThrow(expect.objectContaining({ code: 'DATA_FOLDER_IN_USE', said: { ja: expect.stringContaining(folder), en: expect.stringContaining(String(process.pid)) } }))
  lock.release()
  lockFolder(file).release()
  expect(fs.readdirSync(folder)).toEqual([])
})

test('the lock of a dead process is taken over', () => {
  holder({ pid: deadPid })
  lockFolder(file).release()
})

test('the lock of a process whose number another one has by now is taken over', () => {
  holder({ birth: 'another start' })
  lockFolder(file).release()
})

test('a half-written lock is taken over', () => {
  fs.writeFileSync(file, '{"pid":')
  lockFolder(file).release()
})

test('a lock of another computer holds while its heartbeat is fresh', () => {
  holder({ host: 'elsewhere', pid: deadPid })
  expect(() => lockFolder(file)).toThrow(expect.objectContaining({ code: 'DATA_FOLDER_IN_USE' }))
  const old = new Date(Date.now() - 60_000)
  fs.utimesSync(file, old, old)
  lockFolder(file).release()
})

test('of several processes that find the same dead lock, exactly one takes it', async () => {
  holder({ pid: deadPid })
  const script = `
    const { lockFolder } = await import(${JSON.stringify(fileURLToPath(new URL('folder-lock.ts', import.meta.url)))})
    while (Date.now() < ${Date.now() + 1_500}) {}
    try { lockFolder(${JSON.stringify(file)}); process.stdout.write('held'); setTimeout(() => process.exit(), 1500) } catch { process.stdout.write('refused') }`
  const outcomes = await Promise.all(
    [1, 2, 3, 4].map(
      () =>
        new Promise<string>((resolve) => {
          const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
          let said = ''
          child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
          child.on('close', () => resolve(said))
        }),
    ),
  )
  expect(outcomes.toSorted()).toEqual(['held', 'refused', 'refused', 'refused'])
})
