import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { makeRuntimeContext } from '../../test/make-runtime-context.ts'
import { inTransaction } from '../database/transaction.ts'
import { createRelease } from '../releases/create-release.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { gatherFacts } from './gather-facts.ts'

let context: RuntimeContext
const asked = { at: new Date('2030-01-01T00:00:00Z'), by: '監査 花子' }

beforeAll(async () => {
  context = await makeRuntimeContext()
  const files = new Map(await context.releases.releaseFiles(1))
  for (const n of [2, 3]) {
    const numbers = JSON.parse(files.get('numbers/lines.json') ?? '{}')
    numbers.title = { ja: `第${n}版の回線` }
    files.set('numbers/lines.json', JSON.stringify(numbers))
    const now = new Date(n === 3 ? '2031-04-01T00:00:00Z' : '2029-04-01T00:00:00Z')
    await inTransaction(context.database.pool, (client) => createRelease(client, { files, audio: new Map(), storedAudio: [], message: `変更${n}`, author: '髙橋', now, productVersion: '1' }))
  }
})

it('tells which release runs, which waits and which is past, and what came before', async () => {
  const told = async (number: number, at = asked.at) => {
    const { state, until, before, history, release } = await gatherFacts(context, number, { ...asked, at })
    return { state, until, before: before?.number, history: history.map(({ number: n }) => n), message: release.message }
  }
  expect(await told(1)).toMatchObject({ state: 'past', until: expect.any(String), before: undefined, history: [1] })
  expect(await told(2)).toEqual({ state: 'live', until: '2031-04-01T00:00:00.000Z', before: 1, history: [2, 1], message: '変更2' })
  expect(await told(3)).toMatchObject({ state: 'waiting', until: null, before: 2, history: [3, 2, 1] })
  expect(await told(3, new Date('2031-04-01T00:00:00Z'))).toMatchObject({ state: 'live' })
  expect(await told(2, new Date('2031-04-01T00:00:00Z'))).toMatchObject({ state: 'past' })
  await expect(told(4)).rejects.toMatchObject({ code: 'NO_SUCH_RELEASE' })
})

it('tells who asked, who approved and what was said', async () => {
  expect((await gatherFacts(context, 2, asked)).approval).toBeUndefined()
  const [author, approver] = [randomUUID(), randomUUID()]
  const { id } = await context.database.prisma.approvalRequest.create({
    data: { state: 'released', message: 'お願いします', author, authorName: '髙橋', createdAt: new Date('2026-11-01T00:00:00Z'), draftRevision: 1, baseRelease: 1, needsPrefecture: true, decidedBy: approver, decidedByName: '山﨑', decidedAt: new Date('2026-11-02T00:00:00Z'), decision: '承認します', releaseNumber: 2, snapshotHash: 'a'.repeat(64) },
  })
  await context.database.prisma.approvalComment.create({ data: { requestId: id, document: 'call/main', node: 'menu', text: '①はこれでよいですか', by: approver, byName: '山﨑', at: new Date('2026-11-01T12:00:00Z') } })
  expect((await gatherFacts(context, 2, asked)).approval).toEqual({
    request: id, message: 'お願いします', author: '髙橋', createdAt: '2026-11-01T00:00:00.000Z', needsPrefecture: true, decidedBy: '山﨑', decidedAt: '2026-11-02T00:00:00.000Z', decision: '承認します',
    comments: [{ document: 'call/main', node: 'menu', text: '①はこれでよいですか', by: '山﨑', at: '2026-11-01T12:00:00.000Z' }],
  })
})
