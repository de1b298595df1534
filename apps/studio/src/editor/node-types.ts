import { plugin as integrations } from '@madoguchi/plugin-integrations'
import { plugin as logic } from '@madoguchi/plugin-logic'
import { plugin as queue } from '@madoguchi/plugin-queue'
import { plugin as voice } from '@madoguchi/plugin-voice'
import { type Exit, type NodeType, type Plugin, errorExit } from '@madoguchi/sdk'

/** The plugins this studio was built with; the only place that names them. */
const builtIn: readonly Plugin[] = [voice, logic, queue, integrations]
const known: Plugin[] = [...builtIn]
const types = new Map<string, NodeType>(builtIn.flatMap((plugin) => plugin.nodeTypes.map((type) => [type.type, type] as const)))

/** All plugins, those of third parties that the server has told of among them; a bundle may use only those of the packages that it lists. */
export const plugins: readonly Plugin[] = known

export const nodeTypes: ReadonlyMap<string, NodeType> = types

/** Puts the plugins of third parties in the place of those that were told before. Done before a draft is there. */
export function setThirdParty(plugins: readonly Plugin[]): void {
  for (const { nodeTypes: gone } of known.splice(builtIn.length)) for (const { type } of gone) types.delete(type)
  for (const plugin of plugins) {
    known.push(plugin)
    for (const type of plugin.nodeTypes) types.set(type.type, type)
  }
}

/**
 * The exits of a node while it is being edited. A config that is not complete yet may make a node type stumble; then it has the exits that
 * are wired, and nothing is lost.
 * @returns `sure` false when the node type could not say
 */
export function exitsOf(type: NodeType | undefined, config: unknown, next: Record<string, string> = {}): { exits: Exit[]; sure: boolean } {
  const known = tried(() => type?.exits(config))
  const listed = known?.filter(({ id }) => typeof id === 'string' && id !== '') ?? []
  const unique = listed.filter(({ id }, index) => listed.findIndex((other) => other.id === id) === index).map(named)
  if (known) return { exits: unique, sure: true }
  return { exits: Object.keys(next).filter((id) => id !== errorExit.id).map((id) => ({ id, title: { ja: id, en: id } })), sure: false }
}

/** What a node's exits are called after a config change; empty when the node type cannot say. */
export function rewired(type: NodeType | undefined, before: unknown, after: unknown): Record<string, string> {
  return tried(() => type?.rewire?.(before, after)) ?? {}
}

export function summaryOf(type: NodeType | undefined, config: unknown): { ja: string; en?: string } | undefined {
  return tried(() => type?.summary?.(config))
}

function named({ id, title }: Exit): Exit {
  return { id, title: title?.ja ? title : { ja: id, en: id } }
}

/** Node types are written for valid configs; an unfinished one is no fault of theirs. */
function tried<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
