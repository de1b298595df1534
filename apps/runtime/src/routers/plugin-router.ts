import { installedPlugins } from '../node-types.ts'
import { integrityOf } from '../plugins/installed-plugins.ts'
import { differingPlugins } from '../plugins/released-plugins.ts'
import { processLimits } from '../plugins/run-guest.ts'
import { guestLimits } from '@madoguchi/sdk'
import { procedureFor, router } from '../procedure.ts'

/** The plugins of this installation. They are installed as files, by whoever administers the server: nothing here changes them. */
export const pluginRouter = router({
  /** Every plugin with its state and its last failure, for whoever answers for them. */
  list: procedureFor('plugin.read').query(async ({ ctx }) => {
    const release = ctx.live.current?.number ?? null
    return {
      folder: ctx.plugins.folder,
      limits: { turnSeconds: guestLimits.turnMs / 1000, heapMegabytes: processLimits.heapMegabytes, residentMegabytes: processLimits.residentMegabytes },
      builtIn: installedPlugins.map(({ name, nodeTypes }) => ({ name, nodeTypes: nodeTypes.map(({ title }) => title) })),
      /** What the live release was made with, where that is not what is installed now. */
      differing: release === null ? [] : await differingPlugins(ctx.database.pool, release, ctx.plugins.all),
      release,
      thirdParty: ctx.plugins.all.map(({ name, version, contentHash, manifest, refused, executors, services }) => ({
        name, version, contentHash, refused: refused ?? null, title: manifest?.title ?? null, executors: executors ?? null, services: services ?? null,
        nodeTypes: manifest?.nodeTypes.map(({ title }) => title) ?? [],
      })),
    }
  }),

  /** What the studio needs to draw, check and try the nodes of third parties. */
  usable: procedureFor('draft.read').query(({ ctx }) =>
    ctx.plugins.all.flatMap(({ contentHash, manifest, scripts, entry }) =>
      manifest && contentHash !== null && entry !== undefined
        ? [{ contentHash, entry, manifest: JSON.stringify(manifest), scripts: [...scripts].map(([path, content]) => ({ path, integrity: integrityOf(content) })) }]
        : [],
    ),
  ),
})
