import type { StateDifference } from '@madoguchi/engine'
import { describe, expect, it } from 'vitest'
import { groupDifferences } from './group-differences.ts'

const hourMs = 3_600_000
const wall = (ms: number) => ({ weekday: new Date(ms).getUTCDay(), clock: new Date(ms).toISOString().slice(11, 16) })
const noon = (date: string, hours = 1): StateDifference => ({ fromMs: Date.parse(`${date}T12:00:00Z`), toMs: Date.parse(`${date}T12:00:00Z`) + hours * hourMs, before: 'open', after: 'closed' })

describe('differences', () => {
  it('that come again each Monday at noon are one line, others their own', () => {
    const mondays = ['2026-04-06', '2026-04-13', '2026-04-20'].map((date) => noon(date))
    const groups = groupDifferences([mondays[0], noon('2026-04-07'), noon('2026-04-13', 2), ...mondays.slice(1)].filter((one) => one !== undefined), wall)
    expect(groups.map(({ differences }) => differences.map(({ fromMs }) => new Date(fromMs).toISOString().slice(5, 10)))).toEqual([['04-06', '04-13', '04-20'], ['04-07'], ['04-13']])
  })

  it('of a kind are told one by one while they are few', () => expect(groupDifferences([noon('2026-04-06'), noon('2026-04-13')], wall)).toHaveLength(2))
})
