import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeLogger } from './logger.ts'

function logged(write: (log: ReturnType<typeof makeLogger>) => void): string {
  let text = ''
  write(makeLogger({ write: (line) => (text += line) }))
  return text
}

test.each(['callerNumber', 'digits', 'keys', 'phone', 'password', 'token', 'body', 'answer'])('%s is closed at the top, inside, and inside of that', (field) => {
  const text = logged((log) => log.info({ [field]: 'SECRET', call: { [field]: 'SECRET', more: { [field]: 'SECRET' } } }, 'x'))
  expect(text).not.toContain('SECRET')
  expect(text.match(/\[redacted\]/g)).toHaveLength(3)
})

test.each(['0312345678', '03-1234-5678', '090 1234 5678', '+81312345678', '0120-123-456', '+81-90-1234-5678'])('the telephone number %s is masked also inside a text', (number) => {
  const text = logged((log) => log.info({ note: `call from ${number}.` }, `dialling ${number} now`))
  expect(text).not.toContain(number)
  expect(text.match(/\[number\]/g)).toHaveLength(2)
})

test('any domestic number is masked in a message', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^0[1-9][0-9]{8,9}$/), (number) => {
      expect(logged((log) => log.info(`from ${number}`))).not.toContain(number)
    }),
  )
})

test('times, hashes and ids stay readable', () => {
  const hash = '0123456789'.repeat(6) + 'abcd'
  const text = logged((log) => log.info({ hash, session: '018bcfe5-6800-7fff-bfff-012345678901' }, 'x'))
  expect(text).toContain(hash)
  expect(text).toContain('018bcfe5-6800-7fff-bfff-012345678901')
  expect(JSON.parse(text).time).toMatch(/^\d{4}-\d\d-\d\dT/)
})

test('a request is logged without its query and without who sent it', () => {
  const req = { method: 'GET', url: '/trpc/sessions.list?input=%7B%22caller%22%3A%22x%22%7D', headers: { cookie: 'SECRET' }, ip: '127.0.0.1' }
  const text = logged((log) => log.info({ req }, 'request'))
  expect(JSON.parse(text).req).toEqual({ method: 'GET', path: '/trpc/sessions.list' })
})

test('an error keeps its kind and loses the row that caused it', () => {
  const fault = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (caller_number)=(SECRET) exists', parameters: ['SECRET'] })
  const text = logged((log) => log.error({ err: new Error('write failed', { cause: fault }) }, 'x'))
  expect(text).not.toContain('SECRET')
  expect(JSON.parse(text).err.cause).toMatchObject({ code: '23505', message: 'duplicate key' })
})
