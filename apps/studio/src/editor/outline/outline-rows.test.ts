import type { CallFlow } from '@madoguchi/schemas'
import { describe, expect, test } from 'vitest'
import { parse } from '../../draft/json.ts'
import { referenceFiles } from '../../telephone/reference-bundle-for-test.ts'
import { nodeOfRow, outlineRows } from './outline-rows.ts'

const read = (id: string) => parse(referenceFiles().find(([path]) => path === `call/${id}.json`)?.[1] ?? '') as unknown as CallFlow
const facts = { problems: [], language: 'ja', closed: new Set<string>(), title: 'フロー' } as const
const flow = read('after-hours')
const of = (what: CallFlow, more: Partial<Parameters<typeof outlineRows>[1]> = {}) => outlineRows(what, { ...facts, ...more })

describe('the flow as rows of a tree', () => {
  test('begins with the flow and its entry, and holds every node once and every exit under its node', () => {
    const rows = of(flow)
    expect(rows[0]?.kind).toBe('flow')
    expect(rows[1]).toMatchObject({ key: 'answer', marks: ['entry'], level: 1, expanded: true })
    expect(rows.filter(({ kind }) => kind === 'node').map(({ key }) => key).toSorted()).toEqual(Object.keys(flow.nodes).toSorted())
    expect(rows.filter(({ parent }) => parent === 'menu').map(({ key }) => key)).toEqual(expect.arrayContaining(['menu 1', 'menu 6', 'menu timeout', 'menu invalid', 'menu error']))
    expect(rows.find(({ key }) => key === 'menu 1')).toMatchObject({ kind: 'exit', level: 2, target: 'item-1-reissue', open: 0 })
  })

  test('an exit that leads nowhere is open, and its node says so; the exit for faults may lead nowhere', () => {
    const rows = of({ ...flow, nodes: { ...flow.nodes, answer: { type: 'voice.answer', config: {}, next: {} } } })
    expect(rows.find(({ key }) => key === 'answer done')?.open).toBe(1)
    expect(rows.find(({ key }) => key === 'answer error')?.open).toBe(0)
    expect(rows.find(({ key }) => key === 'answer')?.open).toBe(1)
  })

  test('what is closed shows nothing below it', () => {
    expect(of(flow, { closed: new Set(['menu']) }).some(({ parent }) => parent === 'menu')).toBe(false)
  })

  test('a group stands where its first node stands, with its nodes and their problems under it', () => {
    const grouped = { ...flow, canvas: { groups: { g: { title: { ja: 'まとめ' }, nodes: ['menu', 'again'] } }, notes: { n: { text: '付せん', at: [0, 0] as [number, number], size: [220, 120] as [number, number] } } } }
    const problem = { code: 'x', severity: 'error', document: 'call/after-hours', pointer: '', node: 'menu', message: { ja: '', en: '' } } as const
    const rows = of(grouped, { problems: [problem] })
    expect(rows.find(({ key }) => key === 'group:g')).toMatchObject({ kind: 'group', text: 'まとめ', problems: 1, level: 1 })
    expect(rows.filter(({ parent }) => parent === 'group:g').map(({ key }) => key)).toEqual(['menu', 'again'])
    expect(rows.find(({ key }) => key === 'menu 1')?.level).toBe(3)
    expect(rows.at(-1)).toMatchObject({ key: 'note:n', kind: 'note' })
  })

  test('a node that runs another flow leads there', () => {
    const rows = of(read('main'))
    const call = rows.find(({ kind }) => kind === 'call')
    expect(call?.target).toBeDefined()
    expect(call && nodeOfRow(call)).toBe(call?.parent)
  })

  test('positions count the rows beside each other', () => {
    for (const row of of(flow)) {
      const beside = of(flow).filter(({ parent }) => parent === row.parent)
      expect([beside[row.position - 1]?.key, row.size]).toEqual([row.key, beside.length])
    }
  })
})
