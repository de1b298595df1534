import { compileHours } from '@madoguchi/engine'
import type { Hours } from '@madoguchi/schemas'
import { beforeAll, expect, test } from 'vitest'
import { dialableLines, hoursOfLine } from './dialable-lines.ts'
import { quickTimes } from './quick-times.ts'
import { referenceProgram } from './reference-bundle-for-test.ts'

let program: Awaited<ReturnType<typeof referenceProgram>>
beforeAll(async () => {
  program = await referenceProgram()
})

function picksAt(local: string) {
  const table = program.hours.get('business-hours')
  if (!table) throw new Error('no hours')
  return quickTimes(table, table.epochOf(local)).map(({ kind, atMs, name }) => ({ kind, at: table.isoOf(atMs).slice(0, 16), state: table.at(atMs).state, name }))
}

test('each pick has the state it promises, whenever the person looks', () => {
  for (const now of ['2026-11-24T10:00', '2026-11-24T17:15', '2026-11-22T12:00', '2026-12-31T23:59', '2027-01-04T08:29']) {
    const picks = picksAt(now)
    expect(picks.map(({ kind, state }) => [kind, state])).toEqual([['open', 'open'], ['just-closed', 'closed'], ['holiday', 'holiday'], ['closure', 'holiday']])
  }
})

test('while open "open hours" is now, and "just closed" is the first instant outside', () => {
  expect(picksAt('2026-11-24T10:00').slice(0, 2)).toMatchObject([{ at: '2026-11-24T10:00' }, { at: '2026-11-24T17:15' }])
})

test('a national holiday and the new-year closing are told apart and carry their names', () => {
  const picks = picksAt('2026-11-24T10:00')
  expect(picks.find(({ kind }) => kind === 'holiday')).toMatchObject({ at: '2027-01-11T10:00', name: '成人の日' })
  expect(picks.find(({ kind }) => kind === 'closure')).toMatchObject({ at: '2026-12-29T10:00', name: '年末年始' })
})

test('what never comes is not offered', () => {
  const always: Hours = { kind: 'hours', id: 'x', title: { ja: '常時' }, weekly: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']]])) as Hours['weekly'] }
  const table = compileHours(always, { timeZone: 'Asia/Tokyo', hours: () => undefined, holidays: () => undefined })
  expect(quickTimes(table, table.epochOf('2026-11-24T10:00')).map(({ kind }) => kind)).toEqual(['open'])
  const never = compileHours({ ...always, weekly: {} }, { timeZone: 'Asia/Tokyo', hours: () => undefined, holidays: () => undefined })
  expect(quickTimes(never, never.epochOf('2026-11-24T10:00'))).toEqual([])
})

test('published lines come first, lines without a flow not at all', () => {
  expect(dialableLines(program).map(({ number }) => number)).toEqual(['0570012229', '0480000000', '05000000000'])
})

test('the hours of a line are those that its flows ask', () => {
  expect(hoursOfLine(program, '0570012229')).toEqual(['business-hours'])
  expect(hoursOfLine(program, '0480000001')).toEqual([])
})
