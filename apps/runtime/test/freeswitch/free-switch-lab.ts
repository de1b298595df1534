import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Program } from '@madoguchi/engine'
import { type EslClient, connect } from '@madoguchi/freeswitch-esl'
import type { BundleFiles } from '../../src/bundles/bundle-files.ts'
import { type ConfigurationSettings, defaultSettings } from '../../src/telephony/configuration/settings.ts'
import { presentSecret, writeConfiguration } from '../../src/telephony/configuration/write-configuration.ts'
import { findFreeSwitch } from './find-freeswitch.ts'
import { freePorts, freeRange } from './free-ports.ts'

/** A FreeSWITCH of its own on loopback with the configuration that the product generates, in a temporary folder. */
export interface FreeSwitchLab {
  folder: string
  promptsFolder: string
  recordingsFolder: string
  settings: ConfigurationSettings
  password: string
  pid: number
  /** A management connection of the test's own. */
  esl: EslClient
  stop(): Promise<void>
}

export interface LabOptions {
  /** Changes the generated files before FreeSWITCH reads them. */
  prepare?(folder: string): Promise<void>
  settings?: Partial<ConfigurationSettings>
  /** When the fallback begins to know the hours. */
  startMs?: number
}

const startSeconds = 30
const tries = 3

/** Another program took one of its ports between our look and its start. */
class PortTaken extends Error {}

/** @throws Error when FreeSWITCH does not come up, with the end of its log */
export async function startLab(bundle: { program: Program; files: BundleFiles }, options: LabOptions = {}): Promise<FreeSwitchLab> {
  for (let left = tries - 1; ; left--) {
    try {
      return await tryLab(bundle, options)
    } catch (cause) {
      if (left === 0 || !(cause instanceof Error && cause.cause instanceof PortTaken)) throw cause
    }
  }
}

async function tryLab(bundle: { program: Program; files: BundleFiles }, { prepare, settings: wanted, startMs = Date.now() }: LabOptions): Promise<FreeSwitchLab> {
  const found = findFreeSwitch()
  if (!found) throw new Error('no FreeSWITCH')
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'madoguchi-freeswitch-'))
  const [trunkPort = 0, agentsPort = 0, webSocketPort = 0, eventSocketPort = 0] = await freePorts(4)
  const media = await freeRange(300)
  const settings = { ...defaultSettings, trunkPort, agentsPort, webSocketPort, eventSocketPort, rtpPorts: { from: media, to: media + 300 }, sessionsPerSecond: 200, ...wanted }
  await writeConfiguration({ program: bundle.program, audio: bundle.files.audio, settings, outFolder: path.join(folder, 'conf'), startMs })
  const promptsFolder = path.join(folder, 'prompts')
  const recordingsFolder = path.join(folder, 'recordings')
  await fs.mkdir(promptsFolder)
  await fs.mkdir(recordingsFolder)
  for (const [sha, { bytes }] of bundle.files.audio) await fs.writeFile(path.join(promptsFolder, `${sha}.wav`), bytes)
  await prepare?.(path.join(folder, 'conf'))
  const process = await startProcess(found, folder)
  const password = (await presentSecret(path.join(folder, 'conf'))) ?? ''
  const stop = async () => {
    await endProcess(process)
    await fs.rm(folder, { recursive: true, force: true })
  }
  try {
    const esl = await whenReady(process, eventSocketPort, password, folder)
    return { folder, promptsFolder, recordingsFolder, settings, password, pid: process.pid ?? 0, esl, stop: async () => { await esl.stop(); await stop() } }
  } catch (cause) {
    const log = await fs.readFile(path.join(folder, 'run/freeswitch.log'), 'utf8').catch(() => '')
    await stop()
    throw new Error(`FreeSWITCH did not start: ${log.split('\n').slice(-15).join('\n')}`, { cause })
  }
}

async function startProcess({ program, modules }: { program: string; modules: string }, folder: string): Promise<ChildProcess> {
  const run = path.join(folder, 'run')
  await fs.mkdir(run)
  const folders = ['log', 'db', 'run', 'scripts', 'storage', 'recordings', 'sounds', 'temp', 'cache', 'certs', 'grammar', 'htdocs'].flatMap((name) => [`-${name}`, run])
  // Threads take their stack from this limit; what is inherited may be huge.
  return spawn(program, ['-nf', '-nc', '-np', '-nonat', '-nonatmap', '-conf', path.join(folder, 'conf'), ...folders, '-mod', modules], { stdio: 'ignore' })
}

/** The event socket opens before the SIP profiles are up, so both are asked. */
async function whenReady(process: ChildProcess, port: number, password: string, folder: string): Promise<EslClient> {
  for (let waits = 0; waits < startSeconds * 10; waits++) {
    if (process.exitCode !== null) throw new Error(`FreeSWITCH ended with ${process.exitCode}`)
    if (await foundPortTaken(folder)) throw new PortTaken('a port was taken meanwhile')
    try {
      const esl = await connect({ port, password })
      if (/trunk\s.*RUNNING/.test(await esl.api('sofia', 'status'))) return esl
      await esl.stop()
    } catch {
      // not yet
    }
    await sleep(100)
  }
  throw new Error('FreeSWITCH is not ready')
}

/** It goes on without what it could not bind, and says so in its log alone. */
async function foundPortTaken(folder: string): Promise<boolean> {
  return /Could not listen on|Error Creating SIP UA/.test(await fs.readFile(path.join(folder, 'run/freeswitch.log'), 'utf8').catch(() => ''))
}

/** TERM first; pending SIP transactions can hold it up for half a minute, so not for long. */
async function endProcess(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null) return
  const ended = new Promise<void>((resolve) => void process.once('exit', () => resolve()))
  process.kill('SIGTERM')
  const late = setTimeout(() => process.kill('SIGKILL'), 2000)
  await ended
  clearTimeout(late)
}
