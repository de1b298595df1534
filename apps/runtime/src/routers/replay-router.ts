import Type from 'typebox'
import type { Static } from 'typebox'
import type { AuditFact } from '../audit/audit-body.ts'
import { auditedRead } from '../audit/audited-read.ts'
import { input, procedureFor, router } from '../procedure.ts'
import { type PeriodReplay, type ReplayStep, replayPeriod } from '../replay/replay-period.ts'
import { nameOf } from '../replay/replay-target.ts'
import type { RuntimeContext } from '../runtime-context.ts'

const closed = { additionalProperties: false } as const
const number = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })

/** `b` is the side that past sessions are replayed against; their own release is the other side. */
const Wanted = Type.Object(
  {
    b: Type.Union([Type.Literal('draft'), Type.Object({ release: number }, closed), Type.Object({ request: number }, closed)]),
    days: Type.Integer({ minimum: 1, maximum: 400 }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20_000 })),
  },
  closed,
)
type Wanted = Static<typeof Wanted>

const usualLimit = 5_000
const dayMs = 24 * 60 * 60 * 1000

/** Replay of past sessions against what is to come. It reads what callers pressed, so what comes of it is given out only once the audit log tells of it. */
export const replayRouter = router({
  run: procedureFor('release.compare')
    .input(input(Wanted))
    .query(({ ctx, input: wanted, signal }) => auditedRead(ctx, toFact('replay.run', wanted), () => lastOf(steps(ctx, wanted, signal)))),

  /** The same with its progress, as server-sent events; the last one holds the result. */
  follow: procedureFor('release.compare')
    .input(input(Wanted))
    .subscription(async function* ({ ctx, input: wanted, signal }) {
      for await (const step of steps(ctx, wanted, signal)) {
        if (step.kind === 'result') await ctx.audit.append(ctx.actor, toFact('replay.follow', wanted))
        yield step
      }
    }),
})

function toFact(action: string, { b, days, limit = usualLimit }: Wanted): AuditFact {
  return { action, subject: nameOf(b), detail: { days, limit } }
}

/** By database: a replay takes processor time that calls need as well, so a runtime does one at a time. */
const turns = new WeakMap<object, Promise<void>>()

async function* steps(context: RuntimeContext, { b, days, limit = usualLimit }: Wanted, asked: AbortSignal | undefined): AsyncGenerator<ReplayStep> {
  const signal = AbortSignal.any([context.stopping, ...(asked ? [asked] : [])])
  const before = turns.get(context.database)
  let finish = () => {}
  const done = new Promise<void>((resolve) => (finish = resolve))
  turns.set(context.database, Promise.all([before, done]).then(() => {}))
  try {
    await before
    const to = context.clock()
    yield* replayPeriod(context, { target: b, period: { from: new Date(to.getTime() - days * dayMs), to }, limit, signal })
  } finally {
    finish()
  }
}

async function lastOf(all: AsyncGenerator<ReplayStep>): Promise<PeriodReplay> {
  for await (const step of all) if (step.kind === 'result') return step.result
  throw new Error('the replay ended without a result')
}
