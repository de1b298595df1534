import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readBundleFolder } from '../src/bundles/read-bundle-folder.ts'
import { isAlive } from '../src/database/process-identity.ts'
import { smallBundleFolder } from './make-bundle.ts'

// The whole program as people start it, and the ways in which it dies. Each test goes on with the data that the one before left.

const program = fileURLToPath(new URL('../bin/madoguchi.mjs', import.meta.url))
let folder: string
const started: ChildProcess[] = []

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-crash-'))
  fs.chmodSync(folder, 0o755)
})
afterEach(async () => {
  for (const child of started.splice(0)) if (child.exitCode === null && child.signalCode === null) await end(child, 'SIGTERM')
})
afterAll(async () => {
  const pid = postmasterPid()
  if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGQUIT')
  while (pid !== undefined && isAlive(pid)) await wait(20)
  fs.rmSync(folder, { recursive: true, force: true })
})

interface Running {
  child: ChildProcess
  output: () => string
}

function run({ port = 0, demo = true, data = folder } = {}): Running {
  const { DATABASE_URL: _, ...environment } = process.env
  const child = spawn(process.execPath, [program, 'start', '--data', data, '--port', String(port), '--bundle', smallBundleFolder, ...(demo ? ['--demo'] : [])], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  started.push(child)
  return { child, output: () => output }
}

async function ready(running: Running): Promise<string> {
  for (;;) {
    const url = /http:\/\/localhost:\d+/.exec(running.output())?.[0]
    if (url !== undefined) return url.replace('localhost', '127.0.0.1')
    if (running.child.exitCode !== null) throw new Error(running.output())
    await wait(20)
  }
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('close', resolve)
    child.kill(signal)
  })
}

function postmasterPid(): number | undefined {
  const file = path.join(folder, 'postgres', 'cluster', 'postmaster.pid')
  return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

/** One click as a person of the demo; the cookie to send along. */
async function logIn(url: string, role: string): Promise<string> {
  const options = await (await fetch(`${url}/trpc/logIn.options`)).json()
  const person = options.result.data.demo.find((one: { role: string }) => one.role === role)
  const answer = await post(url, 'logIn.asDemo', { personId: person.id })
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

const cookies = new Map<string, Promise<string>>()
/** Log-ins outlive the runtime: one for each address is enough. */
function cookieFor(url: string, role = 'administrator'): Promise<string> {
  const known = cookies.get(`${role} ${url}`) ?? logIn(url, role)
  cookies.set(`${role} ${url}`, known)
  return known
}

const post = (url: string, procedure: string, input: object, cookie = '') =>
  fetch(`${url}/trpc/${procedure}`, { method: 'POST', headers: { 'content-type': 'application/json', origin: url, cookie }, body: JSON.stringify(input) })

const read = async (url: string, procedure: string, input?: object) => {
  const answer = await fetch(`${url}/trpc/${procedure}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`, { headers: { cookie: await cookieFor(url) } })
  return (await answer.json()).result.data
}
const write = async (url: string, procedure: string, input: object, role?: string) => {
  const answer = await post(url, procedure, input, await cookieFor(url, role))
  return (await answer.json()).result?.data
}

/** Changes the draft and publishes it, again and again, until the runtime does not answer. Returns the numbers that were acknowledged. */
async function publishUntilItDies(url: string, acknowledged: number[]): Promise<void> {
  for (let n = 0; ; n++) {
    try {
      const files = await read(url, 'drafts.files')
      const numbers = JSON.parse(files.files['numbers/lines.json'])
      numbers.description = `${Date.now()} ${n}`
      const { documents } = await read(url, 'drafts.overview')
      const { revision } = documents.find((entry: { path: string }) => entry.path === 'numbers/lines.json')
      const saved = await write(url, 'drafts.save', { path: 'numbers/lines.json', content: JSON.stringify(numbers), baseRevision: revision })
      const request = await write(url, 'approvals.request', { message: `変更${n}`, draftRevision: saved.revision }, 'supervisor')
      const approved = await write(url, 'approvals.approve', { id: request.id })
      if (approved !== undefined) acknowledged.push(approved.release)
    } catch {
      return
    }
  }
}

async function expectWhole(url: string, acknowledged: number[]): Promise<void> {
  expect(await read(url, 'releases.verify')).toMatchObject({ ok: true })
  const releases: Array<{ number: number }> = await read(url, 'releases.list', { limit: 200 })
  const numbers = releases.map(({ number }) => number)
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, n) => numbers.length - n))
  expect(numbers).toEqual(expect.arrayContaining(acknowledged))
}

test('killed with -9 at any moment of its first start, it comes up with release 1 and the draft complete', { timeout: 40_000 }, async () => {
  for (const after of [1_000, 1_600]) {
    const running = run()
    await wait(after)
    await end(running.child, 'SIGKILL')
  }
  const url = await ready(run())
  const { bundle } = await readBundleFolder(smallBundleFolder)
  expect(await read(url, 'releases.files', { number: 1 })).toEqual(Object.fromEntries(bundle.files))
  expect((await read(url, 'drafts.files')).files).toEqual(Object.fromEntries(bundle.files))
  await expectWhole(url, [1])
})

test('a second instance on the same data is refused in both languages and disturbs nothing; Ctrl-C then stops everything, the database too', async () => {
  const first = run()
  const url = await ready(first)
  const second = run()
  const status = await new Promise((resolve) => second.child.once('close', resolve))
  expect(status).toBe(1)
  expect(second.output()).toContain('使っています')
  expect(second.output()).toContain(`in use by a running Madoguchi (process ${first.child.pid})`)
  expect(second.output()).not.toMatch(/\bat .*\.ts/)
  expect((await fetch(`${url}/health`)).status).toBe(200)
  const postmaster = postmasterPid()
  expect(await end(first.child, 'SIGINT')).toBe(0)
  expect(first.output()).toContain('停止しました。 / Stopped.')
  expect(postmaster !== undefined && isAlive(postmaster)).toBe(false)
  expect(fs.existsSync(path.join(folder, 'lock'))).toBe(false)
})

test('killed with -9 in the middle of publishing, it loses nothing that was acknowledged and leaves nothing half', { timeout: 40_000 }, async () => {
  const running = run()
  const url = await ready(running)
  const acknowledged: number[] = []
  const publishing = publishUntilItDies(url, acknowledged)
  while (acknowledged.length < 5) await wait(5)
  await end(running.child, 'SIGKILL')
  await publishing
  const postmaster = postmasterPid()
  const again = run()
  await expectWhole(await ready(again), acknowledged)
  expect(again.output()).toContain('Took over')
  expect(postmasterPid()).toBe(postmaster)
})

test('with the database killed with -9 in the middle of publishing, the runtime goes on by itself and loses nothing', { timeout: 40_000 }, async () => {
  const running = run()
  const url = await ready(running)
  const acknowledged: number[] = []
  const publishing = publishUntilItDies(url, acknowledged)
  while (acknowledged.length < 3) await wait(5)
  process.kill(postmasterPid() ?? 0, 'SIGKILL')
  await publishing
  const before = acknowledged.length
  while ((await fetch(`${url}/health`)).status !== 200) await wait(50)
  await expectWhole(url, acknowledged)
  expect(running.child.exitCode).toBeNull()
  const more = publishUntilItDies(url, acknowledged)
  while (acknowledged.length < before + 2) await wait(5)
  await end(running.child, 'SIGTERM')
  await more
})

test('without --demo the first start makes an administrator whose password stands on the terminal once and in no log; a lost one is replaced', { timeout: 60_000 }, async () => {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-first-'))
  fs.chmodSync(data, 0o755)
  const passwordIn = (output: string) => /temporary password: (\S+)/.exec(output)?.[1] ?? ''
  try {
    const lost = run({ demo: false, data })
    await ready(lost)
    await end(lost.child, 'SIGTERM')
    const running = run({ demo: false, data })
    const url = await ready(running)
    const options = await (await fetch(`${url}/trpc/logIn.options`)).json()
    expect(options.result.data.demo).toEqual([])
    const tried = async (output: string) => (await post(url, 'logIn.withPassword', { loginName: 'admin', password: passwordIn(output) })).status
    expect(passwordIn(lost.output())).toHaveLength(19)
    expect(await tried(lost.output())).toBe(400)
    expect(await tried(running.output())).toBe(200)
    await end(running.child, 'SIGTERM')
    const log = fs.readFileSync(path.join(data, 'logs', 'runtime.log'), 'utf8')
    for (const { output } of [lost, running]) expect(log).not.toContain(passwordIn(output()))
    expect(fs.statSync(path.join(data, 'installation.key')).mode & 0o777).toBe(0o600)
  } finally {
    fs.rmSync(data, { recursive: true, force: true })
  }
})
