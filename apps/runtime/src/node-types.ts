import type { NodeType, Plugin } from '@madoguchi/sdk'
import { plugin as integrations } from '@madoguchi/plugin-integrations'
import { plugin as logic } from '@madoguchi/plugin-logic'
import { plugin as queue } from '@madoguchi/plugin-queue'
import { plugin as voice } from '@madoguchi/plugin-voice'

/** The plugins that come with the product. */
export const installedPlugins: readonly Plugin[] = [voice, logic, queue, integrations]

const types = new Map<string, NodeType>(installedPlugins.flatMap(({ nodeTypes: some }) => some.map((type) => [type.type, type])))
const names = new Set(installedPlugins.map(({ name }) => name))

/** Every installed node type by its name, those of third parties that were found at the start among them; a bundle may use only those of the packages that it lists. */
export const nodeTypes: ReadonlyMap<string, NodeType> = types

export const pluginNames: ReadonlySet<string> = names

/** Adds the plugin of a third party to what is installed in this process. @returns how to take it away */
export function addPlugin({ name, nodeTypes: some }: Plugin): () => void {
  names.add(name)
  for (const type of some) types.set(type.type, type)
  return () => {
    names.delete(name)
    for (const { type } of some) types.delete(type)
  }
}
