import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeDatabase } from '../../test/make-database.ts'
import { openDataFolder } from './data-folder.ts'
import { openDatabase } from './open-database.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-open-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

test('a given server is migrated in its owner role and used in the runtime role, without an embedded one', async () => {
  const { ownerUrl, url } = await makeDatabase({ empty: true })
  const database = await openDatabase(openDataFolder(folder), { url, ownerUrl })
  expect(database.embedded).toBe(false)
  expect(await database.prisma.release.count()).toBe(0)
  await expect(database.pool.query('drop table release_audio')).rejects.toMatchObject({ code: '42501' })
  await database.close()
  expect(fs.existsSync(path.join(folder, 'postgres'))).toBe(false)
})

test('a given server with one role for both still refuses to change a release', async () => {
  const { ownerUrl } = await makeDatabase({ empty: true })
  const database = await openDatabase(openDataFolder(folder), { url: ownerUrl })
  await expect(database.pool.query('delete from release')).rejects.toMatchObject({ code: '55000' })
  await database.close()
})

test('a server that is not there or takes no password is told without user and password', async () => {
  const { ownerUrl } = await makeDatabase({ empty: true })
  const wrong = ownerUrl.replace(/:[^:@]+@/, ':WRONG-SECRET@')
  for (const url of ['postgresql://someone:WRONG-SECRET@127.0.0.1:1/none', wrong]) {
    const fault: unknown = await openDatabase(openDataFolder(folder), { url }).catch((cause: unknown) => cause)
    expect(fault).toMatchObject({ code: 'DATABASE_UNREACHABLE', said: { ja: expect.stringContaining('DATABASE_URL'), en: expect.any(String) } })
    expect(JSON.stringify(fault)).not.toContain('WRONG-SECRET')
  }
})
