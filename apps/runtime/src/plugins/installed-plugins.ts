import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AskService } from '@madoguchi/engine'
import type { BothLanguages } from '@madoguchi/schemas'
import { type GuestEnd, GuestHost, type GuestLimits, type GuestState, NodeError, type PluginManifest, type ServiceOperation, lentPlugin, readManifest } from '@madoguchi/sdk'
import Value from 'typebox/value'
import type { TSchema } from 'typebox'
import { addPlugin, nodeTypes, pluginNames } from '../node-types.ts'
import { StatedError } from '../stated-error.ts'
import { guestProcess } from './guest-process.ts'
import { noteInstalled } from './released-plugins.ts'
import { type PackageFiles, packageFolders, readPackage } from './package-files.ts'

/** A package in the plugin folder, usable or not. */
export interface InstalledPlugin {
  /** The folder's name where the package could not even be read. */
  name: string
  version: string | null
  contentHash: string | null
  manifest: PluginManifest | undefined
  /** Why it is not used. */
  refused: BothLanguages | undefined
  /** How its processes are; undefined where it has none. */
  executors: GuestState | undefined
  services: GuestState | undefined
  /** Scripts that the studio loads, by path. */
  scripts: ReadonlyMap<string, Buffer>
  entry: string | undefined
}

interface Running {
  read: PackageFiles
  manifest: PluginManifest
  executors: GuestHost
  services: GuestHost | undefined
  remove(): void
}

export interface PluginsOptions {
  folder: string
  /** Told of each end of a guest, for the log. */
  onEnd?: ((plugin: string, part: 'executors' | 'services', why: GuestEnd) => void) | undefined
  limits?: Partial<GuestLimits>
  /** Of the processes; where nobody is on the telephone they need not stand back. */
  priority?: number
}

const timers = {
  now: () => performance.now(),
  after(ms: number, act: () => void) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}

/** The packages of third parties on this machine. Nothing outside the plugin folder is ever loaded, and a bundle uses only what it lists. */
export class InstalledPlugins {
  readonly #options: PluginsOptions
  readonly #running = new Map<string, Running>()
  readonly #refused: InstalledPlugin[] = []
  #copies: string | undefined

  constructor(options: PluginsOptions) {
    this.#options = options
  }

  get folder(): string {
    return this.#options.folder
  }

  /** Reads every package and has each describe itself in a process of its own. Never throws: what cannot be used is listed with the reason. */
  async load(): Promise<void> {
    await Promise.all(packageFolders(this.#options.folder).map((folder) => this.#loadOne(folder)))
    this.#refused.sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  get all(): InstalledPlugin[] {
    const used = [...this.#running.values()].map(({ read, manifest, executors, services }): InstalledPlugin => ({
      name: read.name, version: read.version, contentHash: read.contentHash, manifest, refused: undefined, executors: executors.state, services: services?.state, scripts: scriptsOf(read), entry: read.entry,
    }))
    return [...used.sort((a, b) => (a.name < b.name ? -1 : 1)), ...this.#refused]
  }

  /** Asks a server service of a plugin as a node does on a call. Never rejects: a fault is an answer. */
  readonly ask: AskService = async (operation) => {
    try {
      return { result: { output: await this.#ask(operation) } }
    } catch (error) {
      const known = error instanceof NodeError ? error : new NodeError('plugin-error', 'the service failed', { retryable: true })
      return { fault: { code: known.code, message: known.message, retryable: known.retryable } }
    }
  }

  stop(): void {
    for (const { executors, services, remove } of this.#running.values()) {
      remove()
      executors.stop()
      services?.stop()
    }
    this.#running.clear()
    if (this.#copies !== undefined) fs.rmSync(this.#copies, { recursive: true, force: true })
    this.#copies = undefined
  }

  async #ask({ plugin, service, input, timeoutSeconds }: ServiceOperation): Promise<unknown> {
    const running = [...this.#running.values()].find(({ manifest }) => manifest.id === plugin)
    const declared = running?.manifest.services?.[service]
    if (!running?.services || !declared) throw new NodeError('plugin-unavailable', `the service ${service} of ${plugin} is not installed`)
    const output = await running.services.ask(service, input, timeoutSeconds * 1000)
    if (!Value.Check(declared.output as TSchema, output)) throw new NodeError('plugin-service', `the service ${service} answered with what it does not declare`)
    return output
  }

  async #loadOne(folder: string): Promise<void> {
    let read: PackageFiles | undefined
    let executors: GuestHost | undefined
    try {
      read = readPackage(folder)
      const { name } = read
      const copy = this.#copy(read)
      const { limits, onEnd, priority } = this.#options
      const host = (entry: string, part: 'executors' | 'services') => new GuestHost(guestProcess({ folder: copy, entry, priority }), timers, { limits, onEnd: (why) => onEnd?.(name, part, why) })
      executors = host(read.entry, 'executors')
      const manifest = this.#accepted(read, (await described(executors)).manifest)
      const services = read.serverEntry === undefined ? undefined : host(read.serverEntry, 'services')
      this.#running.set(name, { read, manifest, executors, services, remove: this.#register(read, manifest, executors) })
    } catch (cause) {
      executors?.stop()
      const refused = cause instanceof StatedError ? cause.said : { ja: `読み込めません: ${messageOf(cause)}`, en: `It cannot be loaded: ${messageOf(cause)}` }
      this.#refused.push({ name: read?.name ?? path.basename(folder), version: read?.version ?? null, contentHash: read?.contentHash ?? null, manifest: undefined, refused, executors: undefined, services: undefined, scripts: new Map(), entry: undefined })
    }
  }

  #register({ name, version, contentHash }: PackageFiles, manifest: PluginManifest, executors: GuestHost): () => void {
    const away = [addPlugin(lentPlugin(manifest, executors)), noteInstalled({ name, version, contentHash })]
    return () => away.forEach((remove) => remove())
  }

  /** @throws StatedError PLUGIN_REFUSED */
  #accepted({ name, serverEntry }: PackageFiles, said: unknown): PluginManifest {
    const outcome = readManifest(said)
    if ('refused' in outcome) throw new StatedError('PLUGIN_REFUSED', outcome.refused)
    const { manifest } = outcome
    const refuse = (ja: string, en: string) => new StatedError('PLUGIN_REFUSED', { ja, en })
    if (manifest.name !== name) throw refuse(`plugin の名前「${manifest.name}」が package.json の名前「${name}」と違います。`, `The plugin calls itself "${manifest.name}", its package.json "${name}".`)
    if (pluginNames.has(name)) throw refuse('同じ名前のプラグインがすでにあります。', 'A plugin of this name is there already.')
    const taken = manifest.nodeTypes.find(({ type }) => nodeTypes.has(type) || [...nodeTypes.keys()].some((known) => known.startsWith(`${manifest.id}.`)))
    if (taken) throw refuse(`ノードの種類「${taken.type}」の名前は、ほかのプラグインが使っています。`, `Another plugin uses the name of the node type "${taken.type}".`)
    if (manifest.services && serverEntry === undefined) throw refuse('サービスを宣言していますが、exports に "./server" がありません。', 'It declares services, but exports no "./server".')
    return manifest
  }

  /** What runs is a copy of what was read and hashed; the folder may change meanwhile. */
  #copy({ files, contentHash }: PackageFiles): string {
    this.#copies ??= fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-plugins-'))
    const folder = path.join(this.#copies, contentHash)
    for (const [name, content] of files) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
      fs.writeFileSync(path.join(folder, name), content)
    }
    return folder
  }
}

/** A machine that is busy at its start may not answer in time once; a package that cannot be loaded never does. */
async function described(host: GuestHost): Promise<{ manifest: unknown }> {
  try {
    return await host.describe()
  } catch (error) {
    if (host.state.lastFailure?.why !== 'timeout') throw error
    await sleep(0)
    return host.describe()
  }
}

/** What the studio may load: modules, without the server's side of the package. */
function scriptsOf({ files, serverEntry }: PackageFiles): Map<string, Buffer> {
  return new Map([...files].filter(([name]) => /\.m?js$/.test(name) && name !== serverEntry))
}

/** `integrity` as browsers check it (Subresource Integrity). */
export function integrityOf(content: Buffer): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
