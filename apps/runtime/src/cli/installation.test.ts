import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it, vi } from 'vitest'
import { atEndOfFile } from '../../test/clean-up.ts'
import { makeDatabase } from '../../test/make-database.ts'
import { readBundleFolder } from '../bundles/read-bundle-folder.ts'
import { main } from './main.ts'

// import, export and publish against a real database, which is empty at first: what moving an installation needs (R41).
const shipped = fileURLToPath(new URL('../../../../flows/saitama-auto-tax', import.meta.url))
const folders = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-move-'))
atEndOfFile(() => {
  vi.unstubAllEnvs()
  fs.rmSync(folders, { recursive: true, force: true })
})

async function madoguchi(...argv: string[]): Promise<{ status: number; out: string }> {
  let out = ''
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      out += String(text)
      return true
    }),
  )
  const status = await main(argv)
  for (const spy of spies) spy.mockRestore()
  return { status, out }
}

beforeAll(async () => {
  const { url } = await makeDatabase()
  vi.stubEnv('DATABASE_URL', url)
})

it('publishes a folder, and exports it again unchanged', async () => {
  expect(await madoguchi('publish', shipped, '-m', '最初の版')).toMatchObject({ status: 0 })
  const copy = path.join(folders, 'copy')
  expect(await madoguchi('export', copy)).toMatchObject({ status: 0 })
  const [before, after] = await Promise.all([readBundleFolder(shipped), readBundleFolder(copy)])
  expect([...after.bundle.files]).toEqual([...before.bundle.files])
  // Audio is named by its content, and reading a folder compares the two.
  expect([[...after.bundle.audio.keys()], after.problems]).toEqual([[...before.bundle.audio.keys()], []])
})

it('says that there is nothing to publish when nothing changed', async () => {
  const { status, out } = await madoguchi('publish', shipped, '-m', 'again')
  expect([status, out]).toEqual([1, expect.stringContaining('公開するものがありません')])
})

it('refuses a folder with problems, and the draft stays as it was', async () => {
  const broken = path.join(folders, 'broken')
  fs.cpSync(shipped, broken, { recursive: true })
  fs.writeFileSync(path.join(broken, 'queue/tax.json'), '{"kind":"queue"')
  const { status, out } = await madoguchi('publish', broken, '-m', 'broken', '--json')
  expect([status, JSON.parse(out).ok]).toEqual([1, false])
  expect((await madoguchi('import', broken)).status).toBe(2)
  expect((await madoguchi('publish', shipped, '-m', 'still the same')).out).toContain('公開するものがありません')
})

it('imports a folder into the draft, and reads a release like a folder', async () => {
  expect(JSON.parse((await madoguchi('import', shipped, '--json')).out)).toMatchObject({ documents: 40, audio: 23, problems: [] })
  expect(JSON.parse((await madoguchi('simulate', 'release:1', '--to', '0570012229', '--at', '2026-11-22T20:00', '--json')).out)).toMatchObject({ release: 1, flow: 'main' })
  expect((await madoguchi('check', 'release:99')).out).toContain('第99版はありません')
})
