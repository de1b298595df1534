import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTone } from '../../test/make-bundle.ts'
import { logInCookie } from '../../test/make-person.ts'
import { type ApprovalWorld, makeApprovalWorld } from '../approvals/testing/approval-world.ts'
import { PromptFiles } from '../calls/prompt-files.ts'
import { makeServer } from './make-server.ts'

let world: ApprovalWorld
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-upload-'))
beforeAll(async () => {
  world = await makeApprovalWorld()
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

test('audio that is uploaded and named by the draft lies in the release, and FreeSWITCH gets the very same bytes', async () => {
  const server = await makeServer(world.context)
  const wav = Buffer.from(makeTone(12_000))
  const headers = { host: 'localhost', origin: 'http://localhost', 'content-type': 'audio/wav', cookie: await logInCookie(world.context.people, ['supervisor']) }
  const { sha256, seconds } = (await server.inject({ method: 'POST', url: '/audio', headers, payload: wav })).json()
  expect(seconds).toBe(1.5)
  const [author, approver] = [await world.person('supervisor'), await world.person('administrator')]
  const draftRevision = await world.edit('prompts/common.json', (document) => {
    document.prompts.sorry.audio.ja = { ...document.prompts.sorry.audio.ja, sha256, seconds }
    return document
  })
  const { id } = await world.as(author).approvals.request({ message: 'お詫びの案内を録音し直した', draftRevision })
  const { release } = await world.as(approver).approvals.approve({ id })
  if (release === null) throw new Error('no release')
  const { audio } = await world.context.releases.releaseBundle(release)
  expect(Buffer.from(audio.get(sha256)?.bytes ?? []).equals(wav)).toBe(true)
  await new PromptFiles(folder, world.context.releases).ensure(release)
  expect(fs.readFileSync(path.join(folder, `${sha256}.wav`)).equals(wav)).toBe(true)
  await server.close()
})
