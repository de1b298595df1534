import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { query } from '../../test/make-database.ts'
import { openDataFolder } from './data-folder.ts'
import type { DataFolder } from './data-folder.ts'
import { startCluster } from './embedded-cluster.ts'
import type { EmbeddedCluster } from './embedded-cluster.ts'
import { isAlive } from './process-identity.ts'
import { prepareRoles } from './roles.ts'

let folder: string
let data: DataFolder
const running: EmbeddedCluster[] = []

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-data-'))
  fs.chmodSync(folder, 0o755)
  data = openDataFolder(folder)
})
afterEach(async () => {
  for (const cluster of running.splice(0)) await cluster.stop()
  fs.rmSync(folder, { recursive: true, force: true })
})

async function start(): Promise<EmbeddedCluster> {
  const cluster = await startCluster(data)
  running.push(cluster)
  return cluster
}

test('a server that survived its runtime is adopted, and what was written is there', async () => {
  const first = await start()
  const { owner } = await prepareRoles(first)
  await query(owner, 'create table kept as select 1 as n')
  const second = await start()
  expect(second.pid()).toBe(first.pid())
  expect(second.port).toBe(first.port)
  expect((await query((await prepareRoles(second)).owner, 'select n from kept')).rows).toEqual([{ n: 1 }])
  await second.stop()
  expect(isAlive(first.pid())).toBe(false)
})

test('a server killed with -9 is started again on the same port with everything that was acknowledged', async () => {
  const cluster = await start()
  const { owner } = await prepareRoles(cluster)
  await query(owner, 'create table kept (n int)')
  for (let n = 0; n < 20; n++) await query(owner, 'insert into kept values ($1)', [n])
  const killed = cluster.pid()
  process.kill(killed, 'SIGKILL')
  const deadline = Date.now() + 15_000
  let count: unknown
  while (count === undefined && Date.now() < deadline) {
    await wait(50)
    count = await query(owner, 'select count(*)::int as n from kept').then(({ rows }) => rows[0].n, () => undefined)
  }
  expect(count).toBe(20)
  expect(cluster.pid()).not.toBe(killed)
})

test('over an initdb that was killed it makes a fresh cluster, which wants a password that others cannot read', async () => {
  fs.mkdirSync(path.join(folder, 'postgres', 'cluster.99999'), { recursive: true })
  fs.writeFileSync(path.join(folder, 'postgres', 'cluster.99999', 'PG_VERSION'), '18')
  const cluster = await start()
  expect(fs.readdirSync(path.join(folder, 'postgres')).filter((name) => /^(cluster|password)\./.test(name))).toEqual([])
  await expect(query(`postgresql://postgres:wrong@127.0.0.1:${cluster.port}/postgres`, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  expect(fs.statSync(data.secrets).mode & 0o077).toBe(0)
  expect(fs.readFileSync(path.join(folder, 'postgres', 'server.log'), 'utf8')).not.toContain(cluster.secrets.superuser)
})

test('a left-over pid file whose number belongs to another program does not keep it from starting', async () => {
  const first = await start()
  await first.stop()
  const other = spawn('sleep', ['30'], { stdio: 'ignore' })
  try {
    const pidFile = path.join(folder, 'postgres', 'cluster', 'postmaster.pid')
    fs.writeFileSync(pidFile, `${other.pid}\n${path.dirname(pidFile)}\n1\n5432\n\n127.0.0.1\n\nready\n`)
    const second = await start()
    expect(second.pid()).not.toBe(other.pid)
  } finally {
    other.kill()
  }
})

test.runIf(process.getuid?.() === 0)('root with a data folder that only root may enter gets a database elsewhere, and finds it again', async () => {
  fs.chmodSync(folder, 0o700)
  const first = await start()
  const { home } = JSON.parse(fs.readFileSync(path.join(folder, 'postgres.json'), 'utf8'))
  try {
    expect(home).toMatch(/^\/var\/lib\/madoguchi\//)
    expect(fs.statSync(path.join(home, 'cluster')).uid).not.toBe(0)
    expect((await start()).pid()).toBe(first.pid())
    await first.stop()
  } finally {
    fs.rmSync(home, { recursive: true, force: true })
  }
})
