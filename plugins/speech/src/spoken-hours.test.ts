import type { Hours } from '@madoguchi/schemas'
import { describe, expect, it } from 'vitest'
import { spokenHours } from './spoken-hours.ts'

const hours = (weekly: Hours['weekly']): Hours => ({ kind: 'hours', id: 'test', title: { ja: '試験' }, ...(weekly ? { weekly } : {}) })

describe('spokenHours', () => {
  it('speaks the hours that every open day has', () => {
    expect(spokenHours(hours({ 1: [['08:30', '17:15']], 5: [['08:30', '17:15']], 6: [] }))).toBe('午前8時30分から午後5時15分まで')
  })

  it('speaks noon, full hours and a break', () => {
    expect(spokenHours(hours({ 2: [['09:00', '12:00'], ['13:00', '17:00']] }))).toBe('午前9時から正午までと、午後1時から午後5時まで')
  })

  it('speaks minutes after noon, and midnight at the end of a day', () => {
    expect(spokenHours(hours({ 7: [['12:30', '24:00']] }))).toBe('午後0時30分から午前0時まで')
  })

  it('refuses days that differ and a week without an open day rather than saying something untrue', () => {
    expect(() => spokenHours(hours({ 1: [['08:30', '17:15']], 2: [['08:30', '19:00']] }))).toThrow('differ')
    expect(() => spokenHours(hours({ 1: [] }))).toThrow('no open day')
    expect(() => spokenHours(hours(undefined))).toThrow('no open day')
  })
})
