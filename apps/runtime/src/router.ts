import { router } from './procedure.ts'
import { callRouter } from './routers/call-router.ts'
import { draftRouter } from './routers/draft-router.ts'
import { releaseRouter } from './routers/release-router.ts'
import { sessionRouter } from './routers/session-router.ts'
import { statusRouter } from './routers/status-router.ts'

/** All procedures; the studio takes this type and nothing else from the runtime. */
export const appRouter = router({
  calls: callRouter,
  drafts: draftRouter,
  releases: releaseRouter,
  sessions: sessionRouter,
  status: statusRouter,
})

export type AppRouter = typeof appRouter
