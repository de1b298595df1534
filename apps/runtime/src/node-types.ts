import type { NodeType, Plugin } from '@madoguchi/sdk'
import { plugin as integrations } from '@madoguchi/plugin-integrations'
import { plugin as logic } from '@madoguchi/plugin-logic'
import { plugin as queue } from '@madoguchi/plugin-queue'
import { plugin as voice } from '@madoguchi/plugin-voice'

/** The plugins that come with the product. */
export const installedPlugins: readonly Plugin[] = [voice, logic, queue, integrations]

/** Every installed node type by its name. */
export const nodeTypes: ReadonlyMap<string, NodeType> = new Map(installedPlugins.flatMap(({ nodeTypes: types }) => types.map((type) => [type.type, type])))

export const pluginNames: ReadonlySet<string> = new Set(installedPlugins.map(({ name }) => name))
