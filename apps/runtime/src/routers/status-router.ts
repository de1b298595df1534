import { hoursNow } from '@madoguchi/engine'
import { tracked } from '@trpc/server'
import { procedureFor, router } from '../procedure.ts'

/** How the runtime is, now and from now on. */
export const statusRouter = router({
  now: procedureFor('release.read').query(({ ctx }) => ({
    release: ctx.live.current ?? null,
    productVersion: ctx.productVersion,
    startedAt: new Date(ctx.clock().getTime() - process.uptime() * 1000).toISOString(),
    traceSpooling: ctx.writer.spooling,
  })),

  /** What the hours of the live release say now, those that call flows ask first; empty where nothing is live. */
  hours: procedureFor('release.read').query(async ({ ctx }) => (ctx.live.current === undefined ? [] : hoursNow((await ctx.programs.live()).program, ctx.clock().getTime()))),

  /** The live release, at once and at each change. */
  release: procedureFor('release.read').subscription(async function* ({ ctx, signal }) {
    const ends = AbortSignal.any([ctx.stopping, ...(signal === undefined ? [] : [signal])])
    const changes = ctx.live.changes(ends)
    const current = ctx.live.current
    if (current !== undefined) yield tracked(String(current.number), current)
    for await (const release of changes) yield tracked(String(release.number), release)
  }),
})
