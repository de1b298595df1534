import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../database/open-database.ts'
import { query } from '../../test/make-database.ts'
import type { Actor } from '../people/actor.ts'
import { appRouter } from '../router.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { approveRequest } from './approve-request.ts'
import { type ApprovalWorld, makeApprovalWorld, refusedWith } from './testing/approval-world.ts'

let world: ApprovalWorld
let author: Actor
let approver: Actor
let superuserUrl: string
beforeAll(async () => {
  world = await makeApprovalWorld()
  author = await world.person('supervisor')
  approver = await world.person('administrator')
  const { database } = world.context
  superuserUrl = 'superuserUrl' in database ? String(database.superuserUrl) : ''
})

/** A request of the author's for a new change of the draft. */
async function ask(more: { effectiveAt?: string } = {}, who = author): Promise<number> {
  const draftRevision = await world.editLines()
  return (await world.as(who).approvals.request({ message: '説明を直した', draftRevision, ...more })).id
}
const stateOf = async (id: number) => (await world.as(approver).approvals.get({ id })).state
const asSuperuser = (sql: string, values: unknown[] = []) => query(superuserUrl, sql, values)
/** Around triggers, constraints by reference and grants, as whoever owns the machine could. */
const tamper = (sql: string) => asSuperuser(`begin; set local session_replication_role = 'replica'; ${sql}; commit`)

describe('a request', () => {
  test('freezes the draft: what is edited later belongs to the next one', async () => {
    const id = await ask()
    const frozen = (await world.as(approver).approvals.files({ id })).files['numbers/lines.json']
    await world.editLines()
    const { release } = await world.as(approver).approvals.approve({ id, message: '確認しました' })
    expect((await world.context.releases.releaseFiles(release ?? 0)).get('numbers/lines.json')).toBe(frozen)
    expect(await world.context.drafts.overview()).toMatchObject({ baseRelease: release, documents: expect.arrayContaining([expect.objectContaining({ path: 'numbers/lines.json', change: 'changed' })]) })
    expect(await world.context.releases.release(release ?? 0)).toMatchObject({ author: author.name, authorId: author.id, approver: approver.name, approverId: approver.id, message: '説明を直した' })
    expect(await world.as(approver).approvals.get({ id })).toMatchObject({ state: 'released', releaseNumber: release, decision: '確認しました', decidable: { ok: false }, rebase: 'not-needed' })
    expect(await world.entries(`approval-request/${id}`)).toEqual(['approvals.request', 'approvals.approve'])
  })

  test('of a draft that somebody changed after the person looked is refused', async () => {
    const draftRevision = await world.editLines()
    await world.editLines()
    await expect(world.as(author).approvals.request({ message: 'm', draftRevision })).rejects.toMatchObject(refusedWith('DRAFT_CHANGED'))
  })

  test('without a change is refused, also when the change went live by another one meanwhile', async () => {
    const [first, second] = [await ask(), await world.as(author).approvals.request({ message: 'もう一度', draftRevision: (await world.context.drafts.overview()).revision })]
    await world.as(approver).approvals.approve({ id: first })
    const draftRevision = (await world.context.drafts.overview()).revision
    await expect(world.as(author).approvals.request({ message: 'm', draftRevision })).rejects.toMatchObject(refusedWith('NOTHING_TO_PUBLISH'))
    await expect(world.as(author).approvals.rebase({ id: second.id })).rejects.toMatchObject(refusedWith('NOTHING_TO_PUBLISH'))
  })

  test('with problems is refused with them, and nothing is written; a warning does not refuse', async () => {
    const draftRevision = await world.editLines()
    const finding = (severity: 'error' | 'warning') => ({ code: 'x', severity, document: 'call/main', pointer: '', message: { ja: 'だめ', en: 'no' } })
    const count = async () => (await world.context.database.pool.query('select (select count(*) from approval_request) + (select count(*) from audit_entry) as n')).rows[0].n
    const before = await count()
    const withFindings = (...found: ReturnType<typeof finding>[]) => appRouter.createCaller({ ...world.context, actor: author, gate: async () => found })
    await expect(withFindings(finding('warning'), finding('error')).approvals.request({ message: 'm', draftRevision })).rejects.toMatchObject({ cause: { code: 'BUNDLE_HAS_PROBLEMS', data: { problems: [{}, {}] } } })
    expect(await count()).toBe(before)
    await expect(withFindings(finding('warning')).approvals.request({ message: 'm', draftRevision })).resolves.toMatchObject({ id: expect.any(Number) })
  })

  test.each(['2026-13-45T99:99Z', '明日', '2026-11-22T10:00'])('for the time %j, which names no instant, is refused', async (effectiveAt) => {
    await expect(ask({ effectiveAt })).rejects.toMatchObject(refusedWith('INPUT_INVALID'))
  })

  test('for a time that has passed is refused', async () => {
    await expect(ask({ effectiveAt: '2020-01-01T00:00:00+09:00' })).rejects.toMatchObject(refusedWith('APPROVAL_REFUSED', 'date-past'))
  })

  test.each(['', '   ', 'x'.repeat(2_001), 'a\0b'])('with a message of no use is refused', async (message) => {
    await expect(world.as(author).approvals.request({ message, draftRevision: 0 })).rejects.toMatchObject(refusedWith('INPUT_INVALID'))
  })

  test('whose author is gone from the table is still decided on, and tells their name', async () => {
    const gone = await world.person('supervisor')
    const id = await ask({}, gone)
    await tamper(`delete from person_role where person_id = '${gone.id}'; delete from person where id = '${gone.id}'`)
    await expect(approveRequest(world.context, gone, { id })).rejects.toMatchObject({ code: 'APPROVAL_REFUSED', data: { why: 'account' } })
    const { release } = await world.as(approver).approvals.approve({ id })
    expect(await world.context.releases.release(release ?? 0)).toMatchObject({ author: gone.name, authorId: gone.id })
  })
})

describe('nobody decides on their own request', () => {
  test.each([['administrator'], ['administrator', 'supervisor']] as const)('as %s through the API: refused, told in the audit log, and still open', async (...roles) => {
    const own = await world.person(...roles)
    const id = await ask({}, own)
    await expect(world.as(own).approvals.approve({ id })).rejects.toMatchObject(refusedWith('APPROVAL_REFUSED', 'own'))
    await expect(world.as(own).approvals.sendBack({ id, message: 'm' })).rejects.toMatchObject(refusedWith('APPROVAL_REFUSED', 'own'))
    expect((await world.as(own).approvals.get({ id })).decidable).toMatchObject({ ok: false, why: { ja: expect.stringContaining('自分の承認依頼') } })
    expect(await stateOf(id)).toBe('open')
    expect(await world.entries(`approval-request/${id}`)).toEqual(['approvals.request', 'approvals.own-refused', 'approvals.own-refused'])
  })

  test.each(['supervisor', 'chatbot-editor', 'deputy', 'agent', 'auditor'] as const)('as %s through the API: may not approve at all', async (role) => {
    const own = await world.person(role)
    const id = await ask()
    await asSuperuser('alter table approval_request disable trigger user')
    await asSuperuser('update approval_request set author = $1 where id = $2', [own.id, id])
    await asSuperuser('alter table approval_request enable trigger user')
    await expect(world.as(own).approvals.approve({ id })).rejects.toMatchObject(refusedWith('NOT_ALLOWED'))
    expect(await stateOf(id)).toBe('open')
  })

  test('inside the transaction, and by the database itself', async () => {
    const own = await world.person('administrator')
    const id = await ask({}, own)
    await expect(approveRequest(world.context, own, { id })).rejects.toMatchObject({ code: 'APPROVAL_REFUSED', data: { why: 'own' } })
    const { pool } = world.context.database
    for (const set of [`state = 'waiting', decided_by = author`, `state = 'waiting'`, `author = gen_random_uuid()`, `message = 'x'`]) await expect(pool.query(`update approval_request set ${set} where id = $1`, [id]), set).rejects.toMatchObject({ code: expect.stringMatching(/^(23514|55000)$/) })
    await expect(pool.query('insert into release (number, content_hash, release_hash, previous_hash, message, author, author_id, approver_id, effective_at, created_at, product_version) values (999, $1, $1, $1, $1, $1, $2, $2, now(), now(), $1)', ['a'.repeat(64), own.id])).rejects.toMatchObject({ constraint: 'release_not_approved_by_its_author' })
  })
})

describe('who may approve is asked at that moment', () => {
  test('roles that were taken away, and an account that was disabled, approve nothing although the request came in before', async () => {
    const id = await ask()
    for (const sql of ['delete from person_role where person_id = $1', 'update person set disabled_at = now() where id = $1', `update person set valid_until = now() - interval '1 s' where id = $1`]) {
      const was = await world.person('administrator')
      await world.context.database.pool.query(sql, [was.id])
      await expect(approveRequest(world.context, was, { id }), sql).rejects.toMatchObject({ code: 'APPROVAL_REFUSED', data: { why: expect.stringMatching(/^(permission|account)$/) } })
    }
    await expect(approveRequest(world.context, { ...approver, id: randomUUID() }, { id })).rejects.toMatchObject({ data: { why: 'account' } })
    expect(await stateOf(id)).toBe('open')
  })

  test('a deputy approves inside an acting period and not outside it, and is marked as deputy', async () => {
    const deputy = await world.person('deputy')
    const id = await ask()
    await expect(world.as(deputy).approvals.approve({ id })).rejects.toMatchObject(refusedWith('NOT_ALLOWED'))
    // The period has ended between the request and the transaction.
    await expect(approveRequest(world.context, { ...deputy, actingFor: '総括' }, { id })).rejects.toMatchObject({ code: 'APPROVAL_REFUSED', data: { why: 'permission' } })
    const { id: period } = await world.as(approver).acting.start({ personId: deputy.id, reason: '出張' })
    const { release } = await world.as({ ...deputy, actingFor: '総括' }).approvals.approve({ id })
    await world.as(approver).acting.end({ id: period })
    expect(await world.context.releases.release(release ?? 0)).toMatchObject({ approver: `${deputy.name}（代替）` })
  })

  test('texts that citizens hear need the prefecture, other changes do not (R75)', async () => {
    const manager = await world.person('general-manager')
    const plain = await ask()
    expect(await world.as(manager).approvals.get({ id: plain })).toMatchObject({ needsPrefecture: false, citizenTexts: [], decidable: { ok: true, why: null } })
    await world.as(manager).approvals.approve({ id: plain })
    const draftRevision = await world.edit('prompts/common.json', ({ prompts, ...rest }) => ({ ...rest, prompts: { sorry: { ...prompts.sorry, text: { ja: '申し訳ありません。' } } } }))
    const { id } = await world.as(author).approvals.request({ message: '文', draftRevision })
    expect(await world.as(manager).approvals.get({ id })).toMatchObject({ needsPrefecture: true, changedDocuments: ['prompts/common'], citizenTexts: [{ document: 'prompts/common', pointer: '/prompts/sorry/text/ja' }], decidable: { ok: false, why: { ja: expect.stringContaining('県担当者の承認') } } })
    await expect(world.as(manager).approvals.approve({ id })).rejects.toMatchObject(refusedWith('APPROVAL_REFUSED', 'prefecture'))
    expect(await world.as(approver).approvals.approve({ id })).toEqual({ release: expect.any(Number) })
  })
})

describe('approving', () => {
  test('by two people at once, on two connections, makes exactly one release', async () => {
    const other = await world.person('administrator')
    const second = connect(world.context.database.url, true, undefined, async () => {})
    try {
      const [id, before] = [await ask(), await world.releases()]
      const outcomes = await Promise.allSettled([approveRequest(world.context, approver, { id }), approveRequest({ ...world.context, database: second }, other, { id })])
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'APPROVAL_REFUSED', data: { why: 'closed' } } })
      expect(await world.releases()).toBe(before + 1)
    } finally {
      await second.close()
    }
  })

  test('two requests at once makes one release; the other must be re-based', async () => {
    const first = await ask()
    const second = await ask()
    const outcomes = await Promise.allSettled([first, second].map((id) => approveRequest(world.context, approver, { id })))
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'APPROVAL_REBASE_NEEDED' } })
  })

  test.each([
    ['a text that was rewritten', (id: number) => `alter table document_version drop constraint document_version_sha; update document_version set text = replace(text, '変更', '改変') where sha = (select sha from approval_document where request_id = ${id} and path = 'numbers/lines.json')`],
    ['a document that was exchanged', (id: number) => `update approval_document set sha = (select sha from approval_document where request_id = ${id} and path = 'bundle.json') where request_id = ${id} and path = 'call/main.json'`],
    ['a document that was taken out', (id: number) => `delete from approval_document where request_id = ${id} and path = 'call/main.json'`],
    ['a document that was put in', (id: number) => `insert into approval_document (request_id, path, sha) select request_id, 'call/other.json', sha from approval_document where request_id = ${id} and path = 'call/main.json'`],
  ])('refuses %s behind the back of the program', async (_, sql) => {
    const [id, before] = [await ask(), await world.releases()]
    await tamper(sql(id))
    await expect(world.as(approver).approvals.approve({ id })).rejects.toMatchObject(refusedWith('APPROVAL_REFUSED', 'tampered'))
    expect([await world.releases(), await stateOf(id)]).toEqual([before, 'open'])
    await tamper(`update document_version set text = replace(text, '改変', '変更')`)
    await world.context.drafts.resetTo({ number: before, files: await world.context.releases.releaseFiles(before) }, 'test')
  })

  test('another snapshot than the one that was looked at is refused', async () => {
    const id = await ask()
    await expect(world.as(approver).approvals.approve({ id, snapshot: 2 })).rejects.toMatchObject(refusedWith('APPROVAL_REFUSED', 'changed'))
    expect(await world.as(approver).approvals.approve({ id, snapshot: 1 })).toEqual({ release: expect.any(Number) })
  })

  test('what has ended is refused: withdrawn, returned, released, unknown; the database refuses as well', async () => {
    const [withdrawn, returned] = [await ask(), await ask()]
    await expect(world.as(approver).approvals.withdraw({ id: withdrawn })).rejects.toMatchObject(refusedWith('APPROVAL_REFUSED', 'not-author'))
    await world.as(author).approvals.withdraw({ id: withdrawn })
    await world.as(approver).approvals.sendBack({ id: returned, message: '番号の説明を戻してください' })
    for (const id of [withdrawn, returned]) {
      await expect(world.as(approver).approvals.approve({ id })).rejects.toMatchObject(refusedWith('APPROVAL_REFUSED', 'closed'))
      await expect(world.as(author).approvals.withdraw({ id })).rejects.toMatchObject(refusedWith('APPROVAL_REFUSED', 'closed'))
      await expect(world.context.database.pool.query(`update approval_request set state = 'open' where id = $1`, [id])).rejects.toMatchObject({ code: '55000' })
      await expect(world.context.database.pool.query('delete from approval_request where id = $1', [id])).rejects.toThrow()
    }
    expect(await world.entries(`approval-request/${withdrawn}`)).toEqual(['approvals.request', 'approvals.withdraw'])
    expect(await world.entries(`approval-request/${returned}`)).toEqual(['approvals.request', 'approvals.sendBack'])
    await expect(world.as(approver).approvals.approve({ id: 999_999 })).rejects.toMatchObject(refusedWith('NO_SUCH_APPROVAL'))
  })

})

describe('a comment', () => {
  test('of 2,000 characters is kept, one more is refused, and so is one that says nothing', async () => {
    const id = await ask()
    await world.as(approver).approvals.comment({ id, text: '窓'.repeat(2_000) })
    for (const text of ['窓'.repeat(2_001), '', ' \n', 'a\0']) await expect(world.as(approver).approvals.comment({ id, text })).rejects.toMatchObject(refusedWith('INPUT_INVALID'))
    expect((await world.as(approver).approvals.get({ id })).comments).toMatchObject([{ document: null, node: null, byName: approver.name, by: approver.id }])
    expect(await world.entries(`approval-request/${id}`)).toEqual(['approvals.request', 'approvals.comment'])
  })

  test('is about a node that is there, or was in the base; any other is refused', async () => {
    const draftRevision = await world.edit('call/main.json', ({ nodes: { bye }, ...rest }) => ({ ...rest, entry: 'bye', nodes: { bye } }))
    const { id } = await world.as(author).approvals.request({ message: 'm', draftRevision })
    for (const place of [{ document: 'call/main', node: 'bye' }, { document: 'call/main', node: 'answer' }, { document: 'call/main' }, { document: 'bundle' }]) await world.as(approver).approvals.comment({ id, text: 'ここ', ...place })
    for (const place of [{ document: 'call/main', node: 'nobody' }, { document: 'call/main', node: 'constructor' }, { document: 'call/none' }, { document: '../bundle' }, { node: 'bye' }]) {
      await expect(world.as(approver).approvals.comment({ id, text: 'どこ', ...place })).rejects.toMatchObject(refusedWith('APPROVAL_REFUSED', 'place'))
    }
    expect(await world.as(approver).approvals.list({ limit: 1 })).toMatchObject([{ id, commentCount: 4 }])
  })
})

test('the list comes newest first, by state, page by page', async () => {
  const ids = (await world.as(approver).approvals.list({ limit: 200 })).map(({ id }) => id)
  expect(ids).toEqual(ids.toSorted((a, b) => b - a))
  const open = await world.as(approver).approvals.list({ states: ['open'], limit: 200 })
  expect(new Set(open.map(({ state }) => state))).toEqual(new Set(['open']))
  expect((await world.as(approver).approvals.list({ before: ids[1], limit: 2 })).map(({ id }) => id)).toEqual(ids.slice(2, 4))
})

test('releases and audit log of all this verify', async () => {
  await world.context.audit.flush()
  expect(await verifyAudit(world.context.database)).toEqual({ ok: true, releases: await world.releases(), entries: expect.any(Number) })
})
