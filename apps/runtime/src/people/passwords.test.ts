import { describe, expect, test } from 'vitest'
import { Passwords, makeTemporaryPassword } from './passwords.ts'

const unsuitable = expect.objectContaining({ code: 'PASSWORD_UNSUITABLE' })

test('a hash is argon2id with the cost we state, salted, and only its own password opens it', async () => {
  const passwords = new Passwords()
  const [one, two] = [await passwords.hash('correct horse battery', 'a'), await passwords.hash('correct horse battery', 'a')]
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(two)
  expect(await passwords.verify(one, 'correct horse battery')).toBe(true)
  expect(await passwords.verify(one, 'correct horse batterz')).toBe(false)
  expect(await passwords.verify(null, 'correct horse battery')).toBe(false)
})

test.each([['eleven char', 'a'], ['x'.repeat(257), 'a'], ['aaaaaaaaaaaaa', 'a'], ['abababababab', 'a'], ['somebody@pref.example', 'somebody@pref.example'], ['', 'a']])('the password %j of %s is refused', async (password, loginName) => {
  await expect(new Passwords().hash(password, loginName)).rejects.toEqual(unsuitable)
})

test.each(['twelve chars', 'ぱすわーどはながいほどよい', '😀😃😄😁😆😅🤣😂🙂🙃😉😊', 'only lower case letters here'])('the password %j is taken: length decides, not composition', async (password) => {
  const passwords = new Passwords()
  expect(await passwords.verify(await passwords.hash(password, 'a'), password)).toBe(true)
})

test('the same characters from another keyboard are the same password', async () => {
  const passwords = new Passwords()
  expect(await passwords.verify(await passwords.hash('ﾊﾟｽﾜｰﾄﾞ１２３４５６', 'a'), 'パスワード123456')).toBe(true)
})

test('a crowd is served two at a time, and who comes beyond those who wait is told to come again; afterwards all is as before', async () => {
  const passwords = new Passwords()
  const hash = await passwords.hash('correct horse battery', 'a')
  const crowd = await Promise.allSettled(Array.from({ length: 60 }, () => passwords.verify(hash, 'correct horse battery')))
  const busy = crowd.filter((outcome) => outcome.status === 'rejected')
  expect(busy).toHaveLength(60 - 42)
  for (const outcome of busy) expect(outcome).toMatchObject({ reason: { code: 'TOO_BUSY' } })
  for (const outcome of crowd) if (outcome.status === 'fulfilled') expect(outcome.value).toBe(true)
  expect(await passwords.verify(hash, 'correct horse battery')).toBe(true)
})

describe('temporary passwords', () => {
  test('are long enough to be passwords and never come twice', () => {
    const many = new Set(Array.from({ length: 1_000 }, makeTemporaryPassword))
    expect(many.size).toBe(1_000)
    for (const one of many) expect(one).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/)
  })
})
