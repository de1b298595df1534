import { describe, expect, it } from 'vitest'
import { actionName } from './action-names.ts'
import type { AuditSource, ExportRequest } from './audit-source.ts'
import { noFilter, toQuery } from './audit-view.ts'
import { fetchExport } from './fetch-export.ts'

describe('what is searched for', () => {
  it('leaves out what is empty and counts days from midnight to midnight', () => {
    expect(toQuery(noFilter)).toEqual({})
    const query = toQuery({ ...noFilter, subject: ' call/main ', text: '  ', from: '2026-11-22', until: '2026-11-22' })
    expect(query).toMatchObject({ subject: 'call/main' })
    expect(query).not.toHaveProperty('text')
    expect(Date.parse(query?.to ?? '') - Date.parse(query?.from ?? '')).toBe(86_400_000)
    expect(new Date(query?.from ?? '').getHours()).toBe(0)
  })

  it('is nothing when the last day is before the first', () => {
    expect(toQuery({ ...noFilter, from: '2026-11-23', until: '2026-11-22' })).toBeUndefined()
  })
})

describe('an export', () => {
  const wish = { query: { person: 'p-1' }, format: 'csv', language: 'ja', reason: '監査' } as const
  const source = (pages: readonly { text: string; entries: number; upTo: number; next: number | null }[], asked: ExportRequest[]): Pick<AuditSource, 'export'> => ({
    export: async (request) => {
      asked.push(request)
      const page = pages[asked.length - 1]
      if (page === undefined) throw new Error('asked too often')
      return page
    },
  })

  it('goes on from page to page, up to what there was at its beginning, with its reason each time', async () => {
    const asked: ExportRequest[] = []
    const told: number[] = []
    const pages = [{ text: 'a', entries: 2, upTo: 9, next: 4 }, { text: 'b', entries: 2, upTo: 9, next: 8 }, { text: 'c', entries: 1, upTo: 9, next: null }]
    const file = await fetchExport(source(pages, asked), wish, new Date(2026, 10, 3, 8, 5, 9), (entries) => told.push(entries))
    expect(file).toEqual({ name: 'audit-20261103-080509.csv', parts: ['a', 'b', 'c'], entries: 5 })
    expect(asked.map(({ after, upTo, reason, person }) => [after, upTo, reason, person])).toEqual([[undefined, undefined, '監査', 'p-1'], [4, 9, '監査', 'p-1'], [8, 9, '監査', 'p-1']])
    expect(told).toEqual([2, 4, 5])
  })

  it('that fails half way gives no file', async () => {
    await expect(fetchExport(source([{ text: 'a', entries: 2, upTo: 9, next: 4 }], []), wish, new Date(), () => {})).rejects.toThrow('too often')
  })
})

it('an action that has no name is shown by its code', () => {
  expect([actionName('drafts.save', 'ja'), actionName('drafts.save', 'en'), actionName('shoyo.send', 'ja')]).toEqual(['下書きの保存', 'Saved the draft', 'shoyo.send'])
})
