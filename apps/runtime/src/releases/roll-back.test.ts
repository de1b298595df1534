import { beforeEach, expect, test } from 'vitest'
import { type ApprovalWorld, makeApprovalWorld, refusedWith } from '../approvals/testing/approval-world.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import type { Actor } from '../people/actor.ts'
import { rollBack } from './roll-back.ts'

let world: ApprovalWorld
let manager: Actor
beforeEach(async () => {
  world = await makeApprovalWorld()
  manager = await world.person('general-manager')
  const [author, approver] = [await world.person('supervisor'), await world.person('administrator')]
  const draftRevision = await world.edit('prompts/common.json', ({ prompts, ...rest }) => ({ ...rest, prompts: { sorry: { ...prompts.sorry, audio: undefined } } }))
  const { id } = await world.as(author).approvals.request({ message: '二つ目', draftRevision })
  await world.as(approver).approvals.approve({ id })
})

test('an old content comes back as a new release with its texts and audio, alone and at once', async () => {
  expect((await world.context.releases.releaseBundle(2)).audio.size).toBe(0)
  expect(await world.as(manager).releases.rollBack({ number: 1, message: '案内が消えた' })).toEqual({ release: 3 })
  expect(await world.context.releases.releaseBundle(3)).toEqual(await world.context.releases.releaseBundle(1))
  const [first, third] = [await world.context.releases.release(1), await world.context.releases.release(3)]
  expect(third).toMatchObject({ rollbackOf: 1, author: manager.name, authorId: manager.id, approver: null, message: '案内が消えた', contentHash: first.contentHash })
  expect(third.releaseHash).not.toBe(first.releaseHash)
  expect((await world.context.releases.liveRelease())?.number).toBe(3)
  expect(await world.entries('release/3')).toEqual(['releases.rollBack'])
  expect(await verifyAudit(world.context.database)).toMatchObject({ ok: true, releases: 3 })
})

test('the draft keeps the work in it, now as a change against what came back', async () => {
  const before = await world.context.drafts.files()
  await world.as(manager).releases.rollBack({ number: 1, message: 'm' })
  expect(await world.context.drafts.files()).toEqual(before)
  const overview = await world.context.drafts.overview()
  expect([overview.baseRelease, overview.documents.filter(({ change }) => change === 'changed').map(({ path }) => path)]).toEqual([3, ['prompts/common.json']])
})

test('twice at once is one release; what is live already, or never was, is refused, and so is a roll-back without a message', async () => {
  const outcomes = await Promise.allSettled([1, 2].map(() => world.as(manager).releases.rollBack({ number: 1, message: 'm' })))
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(world.as(manager).releases.rollBack({ number: 3, message: 'm' })).rejects.toMatchObject(refusedWith('NOTHING_TO_PUBLISH'))
  await expect(world.as(manager).releases.rollBack({ number: 99, message: 'm' })).rejects.toMatchObject(refusedWith('NO_SUCH_RELEASE'))
  for (const message of ['', '  ']) await expect(world.as(manager).releases.rollBack({ number: 2, message })).rejects.toMatchObject(refusedWith('INPUT_INVALID'))
})

test('whoever may not, or no longer, rolls nothing back', async () => {
  for (const role of ['supervisor', 'deputy', 'agent', 'auditor', 'chatbot-editor'] as const) {
    await expect(world.as(await world.person(role)).releases.rollBack({ number: 1, message: 'm' }), role).rejects.toMatchObject(refusedWith('NOT_ALLOWED'))
  }
  await world.context.database.pool.query('delete from person_role where person_id = $1', [manager.id])
  await expect(rollBack(world.context, manager, { number: 1, message: 'm' })).rejects.toMatchObject({ code: 'APPROVAL_REFUSED', data: { why: 'permission' } })
  expect(await world.releases()).toBe(2)
})

test('what ran at a time is one query over roll-backs too', async () => {
  const { effectiveAt } = await world.context.releases.release(2)
  await world.as(manager).releases.rollBack({ number: 1, message: 'm' })
  expect(await world.as(manager).releases.liveAt({ at: effectiveAt })).toMatchObject({ number: 2 })
  expect(await world.as(manager).releases.liveAt({ at: '2000-01-01T00:00:00Z' })).toBeNull()
  await expect(world.as(manager).releases.liveAt({ at: '2026-13-45T00:00:00Z' })).rejects.toMatchObject(refusedWith('INPUT_INVALID'))
})
