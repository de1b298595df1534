import { router } from './procedure.ts'
import { accountRouter } from './routers/account-router.ts'
import { actingRouter } from './routers/acting-router.ts'
import { approvalRouter } from './routers/approval-router.ts'
import { auditRouter } from './routers/audit-router.ts'
import { callRouter } from './routers/call-router.ts'
import { draftRouter } from './routers/draft-router.ts'
import { logInRouter } from './routers/log-in-router.ts'
import { peopleRouter } from './routers/people-router.ts'
import { recordRouter } from './routers/record-router.ts'
import { pluginRouter } from './routers/plugin-router.ts'
import { releaseRouter } from './routers/release-router.ts'
import { replayRouter } from './routers/replay-router.ts'
import { sessionRouter } from './routers/session-router.ts'
import { speechRouter } from './routers/speech-router.ts'
import { statusRouter } from './routers/status-router.ts'
import { templateRouter } from './routers/template-router.ts'

/** All procedures; the studio takes this type and nothing else from the runtime. */
export const appRouter = router({
  account: accountRouter,
  acting: actingRouter,
  approvals: approvalRouter,
  audit: auditRouter,
  calls: callRouter,
  drafts: draftRouter,
  logIn: logInRouter,
  people: peopleRouter,
  records: recordRouter,
  plugins: pluginRouter,
  releases: releaseRouter,
  replay: replayRouter,
  sessions: sessionRouter,
  speech: speechRouter,
  status: statusRouter,
  templates: templateRouter,
})

export type AppRouter = typeof appRouter
export type { Permission, Role } from './people/roles.ts'
