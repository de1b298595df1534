import type { LocalisedText } from '@madoguchi/schemas'
import { type Exit, exit } from '../exits.ts'
import { NodeError } from '../faults.ts'
import { type NodeType, leave } from '../node.ts'
import type { Plugin } from '../plugin.ts'
import type { RunRequest } from './guest-host.ts'
import { lend } from './lent-calls.ts'
import { toTypeBox } from './to-type-box.ts'
import type { ManifestNode, PluginManifest } from './plugin-manifest.ts'

/** Runs executors somewhere else. */
export interface Runner {
  run(request: RunRequest): Promise<unknown>
}

/** The plugin that a manifest describes, as the engine and the studio know every plugin; only its executors run in the guest. */
export function lentPlugin(manifest: PluginManifest, runner: Runner): Plugin {
  const services = new Map(Object.entries(manifest.services ?? {}))
  return { name: manifest.name, title: manifest.title, nodeTypes: manifest.nodeTypes.map((node) => lentNodeType(node, manifest, services, runner)) }
}

function lentNodeType(node: ManifestNode, manifest: PluginManifest, services: ReadonlyMap<string, NonNullable<PluginManifest['services']>[string]>, runner: Runner): NodeType {
  const asked = new Map([...services].filter(([name]) => node.asks?.includes(name)))
  const { type, title, description, icon, needs, summary } = node
  return {
    type, title, description, icon, needs, kinds: ['call'], plugin: manifest.name,
    ...(asked.size > 0 && { services: [...asked].map(([service, { samples }]) => ({ plugin: manifest.id, service, samples })) }),
    config: toTypeBox(node.config),
    exits: (config) => exitsOf(node, config),
    ...(summary && { summary: (config) => filled(summary, config) }),
    async run(context) {
      const lender = { context, plugin: manifest.id, services: asked }
      const result = await runner.run({ type, config: context.config, signal: context.signal, lend: (what, args) => lend(lender, what, args) })
      const left = typeof result === 'object' && result !== null && 'exit' in result ? result.exit : undefined
      if (typeof left !== 'string' || !exitsOf(node, context.config).some(({ id }) => id === left)) throw new NodeError('plugin-failed', 'it left by no exit of its own')
      return leave(left)
    },
  }
}

/** Exits as they are declared; one for each item where they follow a list of the config. */
function exitsOf({ exits }: ManifestNode, config: unknown): Exit[] {
  return exits.flatMap((declared) => {
    if (!('each' in declared)) return [exit(declared.id, declared.title)]
    const items = at(config, declared.each)
    return Array.isArray(items) ? items.flatMap((item) => eachExit(item, declared)) : []
  })
}

function eachExit(item: unknown, { id, title }: { id: string; title: string }): Exit[] {
  const name = at(item, id)
  const shown = at(item, title)
  if (typeof name !== 'string' && typeof name !== 'number') return []
  return [exit(String(name), isText(shown) ? shown : { ja: typeof shown === 'string' && shown !== '' ? shown : String(name) })]
}

function isText(value: unknown): value is LocalisedText {
  return typeof value === 'object' && value !== null && 'ja' in value && typeof value.ja === 'string'
}

function filled({ ja, en }: { ja: string; en: string }, config: unknown): LocalisedText {
  const fill = (text: string) => text.replaceAll(/\{(\/[^}]*)\}/g, (_, place: string) => {
    const value = at(config, place)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  })
  return { ja: fill(ja), en: fill(en) }
}

/** What stands at a JSON pointer (RFC 6901); undefined where nothing does. */
function at(value: unknown, place: string): unknown {
  return place.split('/').slice(1).reduce<unknown>((part, step) => {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    return typeof part === 'object' && part !== null && Object.hasOwn(part, key) ? (part as Record<string, unknown>)[key] : undefined
  }, value)
}
