import Type from 'typebox'
import { bundleLimits, documentPathPattern } from '../bundles/bundle-files.ts'
import { approvalDetails, approvalFiles, listApprovals } from '../approvals/approval-views.ts'
import { approvalStates, readRequest, subjectOf } from '../approvals/approval-request.ts'
import { refused } from '../approvals/approval-refusals.ts'
import { approveRequest } from '../approvals/approve-request.ts'
import { commentOnRequest } from '../approvals/comment-on-request.ts'
import { sendBackRequest, withdrawRequest } from '../approvals/end-request.ts'
import { rebaseRequest } from '../approvals/rebase-request.ts'
import { requestApproval } from '../approvals/request-approval.ts'
import type { Actor } from '../people/actor.ts'
import { input, procedureFor, router } from '../procedure.ts'
import type { RequestContext } from '../runtime-context.ts'
import { toInstant } from './instant-input.ts'
import { instant } from './person-id.ts'

const closed = { additionalProperties: false } as const
const id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const oneRequest = input(Type.Object({ id }, closed))
/** What a person writes: something visible, and no NUL, which the database cannot keep. */
const words = Type.String({ minLength: 1, maxLength: 2_000, pattern: '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$' })

/** Requests for approval: from a draft to a release, decided by somebody else (R75). */
export const approvalRouter = router({
  request: procedureFor('approval.request')
    .input(input(Type.Object({ message: words, draftRevision: Type.Integer({ minimum: 0 }), effectiveAt: Type.Optional(instant) }, closed)))
    .mutation(({ ctx, input: { effectiveAt, ...wish } }) => requestApproval(ctx, ctx.actor, { ...wish, effectiveAt: effectiveAt === undefined ? undefined : toInstant(effectiveAt) })),

  list: procedureFor('approval.read')
    .input(
      input(
        Type.Object(
          {
            states: Type.Optional(Type.Array(Type.Enum([...approvalStates]), { minItems: 1, maxItems: approvalStates.length })),
            before: Type.Optional(id),
            limit: Type.Integer({ minimum: 1, maximum: 200 }),
          },
          closed,
        ),
      ),
    )
    .query(({ ctx, input: page }) => listApprovals(ctx, page)),

  get: procedureFor('approval.read').input(oneRequest).query(({ ctx, input: wanted }) => approvalDetails(ctx, ctx.actor, wanted.id)),

  files: procedureFor('approval.read').input(oneRequest).query(({ ctx, input: wanted }) => approvalFiles(ctx, wanted.id)),

  approve: procedureFor('approval.decide')
    .input(input(Type.Object({ id, message: Type.Optional(words), snapshot: Type.Optional(Type.Integer({ minimum: 1 })) }, closed)))
    .mutation(async ({ ctx, input: approval }) => {
      await refuseOwn(ctx, ctx.actor, approval.id)
      return approveRequest(ctx, ctx.actor, approval)
    }),

  sendBack: procedureFor('approval.decide')
    .input(input(Type.Object({ id, message: words }, closed)))
    .mutation(async ({ ctx, input: { id: wanted, message } }) => {
      await refuseOwn(ctx, ctx.actor, wanted)
      await sendBackRequest(ctx, ctx.actor, wanted, message)
      return {}
    }),

  withdraw: procedureFor('approval.request').input(oneRequest).mutation(async ({ ctx, input: wanted }) => {
    await withdrawRequest(ctx, ctx.actor, wanted.id)
    return {}
  }),

  rebase: procedureFor('approval.request')
    .input(
      input(
        Type.Object(
          { id, resolved: Type.Optional(Type.Record(Type.String({ pattern: documentPathPattern, maxLength: 130 }), Type.Union([Type.String({ maxLength: bundleLimits.documentBytes }), Type.Null()]))) },
          closed,
        ),
      ),
    )
    .mutation(({ ctx, input: wanted }) => rebaseRequest(ctx, ctx.actor, wanted)),

  comment: procedureFor('approval.comment')
    .input(input(Type.Object({ id, document: Type.Optional(Type.String({ minLength: 1, maxLength: 130 })), node: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })), text: words }, closed)))
    .mutation(({ ctx, input: { id: wanted, ...comment } }) => commentOnRequest(ctx, ctx.actor, wanted, comment)),
})

/** Before anything else, and told in the audit log; asked again inside the transaction. @throws StatedError APPROVAL_REFUSED (own) */
async function refuseOwn(ctx: RequestContext, actor: Actor, request: number): Promise<void> {
  const { author } = await readRequest(ctx.database.pool, request)
  if (author !== actor.id) return
  await ctx.audit.append(actor, { action: 'approvals.own-refused', subject: subjectOf(request) })
  throw refused('own')
}
