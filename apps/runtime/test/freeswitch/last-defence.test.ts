import { type ChildProcess, fork } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { compileFallback } from '@madoguchi/engine'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { clusterPlace, openDataFolder } from '../../src/database/data-folder.ts'
import { readPostmaster } from '../../src/database/postmaster.ts'
import type { InstanceState } from '../../src/telephony/telephony-options.ts'
import { whyNotRun } from './find-freeswitch.ts'
import { freePorts } from './free-ports.ts'
import { type FreeSwitchLab, startLab } from './free-switch-lab.ts'
import { hoursBundle } from './hours-bundle.ts'
import { watchPlayedFiles } from './played-files.ts'
import type { ProductRequest } from './product-child.ts'
import { placeCalls } from './sip-caller.ts'
import type { TestBundle } from './short-bundle.ts'

const number = '0570012229'
const from = '0355550001'
const reason = whyNotRun()
if (reason !== undefined) console.log(`not run: the last line of defence: ${reason}`)

describe.skipIf(reason !== undefined)('the last line of defence', { timeout: 90_000 }, () => {
  let data: string
  let lab: FreeSwitchLab
  let product: ChildProcess
  let instance: InstanceState | undefined
  let open: TestBundle
  let closed: TestBundle

  beforeAll(async () => {
    ;[open, closed] = await Promise.all([hoursBundle('open', Date.now()), hoursBundle('closed', Date.now())])
    lab = await startLab(open)
    data = await fs.mkdtemp(path.join(os.tmpdir(), 'madoguchi-last-defence-'))
    const [port = 0] = await freePorts(1)
    const request: ProductRequest = { data, port, freeswitch: path.join(lab.folder, 'conf') }
    product = fork(new URL('product-child.ts', import.meta.url).pathname, [JSON.stringify(request)], { execArgv: ['--import', 'tsx'] })
    product.on('message', (state: InstanceState) => (instance = state))
    await vi.waitUntil(() => instance?.state === 'owner', { timeout: 40_000 })
  }, 90_000)
  afterAll(async () => {
    killAll()
    await lab?.stop()
    if (data) await fs.rm(data, { recursive: true, force: true })
  })

  const database = () => readPostmaster(path.join(clusterPlace(openDataFolder(data)).home, 'cluster'))

  function killAll(): void {
    if (product?.exitCode === null && product.signalCode === null) product.kill('SIGKILL')
    const server = data === undefined ? undefined : database()
    if (server) process.kill(server.pid, 'SIGKILL')
  }

  async function publish(hours: 'open' | 'closed', release: number): Promise<void> {
    product.send(hours)
    await vi.waitUntil(() => instance?.fallback?.release === release, { timeout: 20_000 })
  }

  async function saidAlone(bundle: TestBundle): Promise<(string | undefined)[]> {
    const { say, then } = await compileFallback(bundle.program, number, Date.now())
    return [...say, ...(then.kind === 'failover' ? then.outOfService : [])].map(({ audio }) => audio)
  }

  it('after hours were changed and published, and runtime and database were killed, a caller hears the guidance of the new hours', async () => {
    expect(await saidAlone(open)).not.toEqual(await saidAlone(closed))
    await publish('open', 1)
    await publish('closed', 2)
    expect(instance?.fallback).toMatchObject({ release: 2, warnings: [] })
    expect(instance?.fallback?.problem).toBeUndefined()
    killAll()
    await vi.waitUntil(() => product.signalCode === 'SIGKILL' && database() === undefined)
    const played = await watchPlayedFiles(lab.esl)
    const { answerMs, endedBy } = await placeCalls({ port: lab.settings.trunkPort, folder: lab.folder, to: number, from, steps: [] })
    expect(answerMs).toBeLessThanOrEqual(3500)
    expect(endedBy).toBe('callee')
    expect(played.by(from)).toEqual(await saidAlone(closed))
  })

  it('a guidance file that FreeSWITCH does not find is named by it', async () => {
    const [sha] = await saidAlone(closed)
    const file = path.join(lab.folder, 'conf/prompts', `${sha}.wav`)
    expect(await lab.esl.api('file_exists', file)).toContain('true')
    await fs.rm(file)
    expect(await lab.esl.api('file_exists', file)).toContain('false')
  })
})
