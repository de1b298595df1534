import type { Scenario } from '@madoguchi/schemas'
import { describe, expect, it } from 'vitest'
import { parse, toJson } from '../draft/json.ts'
import { type Documents, emptyHistory, execute, undo } from '../editor/commands/index.ts'
import { referenceFiles } from '../telephone/reference-bundle-for-test.ts'
import { sayFrom } from '../telephone/say.ts'
import { freeScenarioId, putScenario, removeScenario, scenarioEntries } from './scenario-document.ts'
import { callInWords, keysInWords } from './scenario-in-words.ts'
import { ScenarioNames } from './scenario-names.ts'
import { scenarioTexts } from './texts.ts'

const documents: Documents = Object.fromEntries(referenceFiles().flatMap(([path, text]) => { const value = parse(text); return value === undefined ? [] : [[path, value]] }))
const scenario: Scenario = { kind: 'scenario', id: 'night', title: { ja: '夜' }, given: { to: '0570012229', from: 'anonymous', at: '2026-11-24T20:00:00+09:00', agents: 0, faults: ['queue=full'], seed: 7 }, when: { press: ['-', '!9', '1', 'hang'] }, then: { outcome: { kind: 'hangup' } } }
const label = { ja: '追加', en: 'adding' }

describe('scenarios of the draft', () => {
  it('are listed by id; a document that is none stays in the list and can be told of', () => {
    const broken = { ...documents, 'scenario/a-broken.json': toJson({ kind: 'scenario', id: 'a-broken' }) }
    const entries = scenarioEntries(broken)
    expect(entries[0]).toEqual({ id: 'a-broken', path: 'scenario/a-broken.json', document: undefined })
    expect(entries.slice(1).every(({ document }) => document !== undefined)).toBe(true)
    expect(entries.map(({ id }) => id)).toEqual(entries.map(({ id }) => id).toSorted())
  })

  it('are added, changed and removed by one command each, which undo takes back', () => {
    const added = execute({ documents, history: emptyHistory }, putScenario(scenario, label), 0)
    expect(added.documents['scenario/night.json']).toMatchObject({ $schema: '../../../schemas/json/scenario.schema.json', id: 'night' })
    const removed = execute(added, removeScenario('night', label), 5000)
    expect(removed.documents).toEqual(documents)
    expect(undo(removed).documents).toEqual(added.documents)
    expect(undo(undo(removed)).documents).toEqual(documents)
  })

  it('get an id that nobody has and that is one', () => {
    expect(freeScenarioId(documents, 'night')).toBe('night')
    expect(freeScenarioId(documents, 'holiday-substitute')).toBe('holiday-substitute-2')
    expect(freeScenarioId(documents, '夜')).toBe('scenario')
  })
})

describe('a scenario in words', () => {
  const ja = sayFrom(scenarioTexts.ja)
  const en = sayFrom(scenarioTexts.en)

  it('says when, which number, by whom, under which circumstances and which keys', () => {
    expect(callInWords(scenario, 'Asia/Tokyo', 'ja', ja)).toEqual(['2026/11/24(火) 20:00', '0570012229 にかける', '非通知', 'オペレーター 0人', '障害：queue=full', '乱数の種 7', '操作：無操作 → 9（途中で） → 1 → 切る'])
    expect(callInWords(scenario, 'Asia/Tokyo', 'en', en).at(-1)).toBe('keys: silence → 9 (early) → 1 → hang up')
  })

  it('says how long the caller waits before hanging up, and that no key is pressed', () => {
    expect(keysInWords({ hangUpAfterSeconds: 12.345 }, ja)).toBe('操作なし、最後の操作から12.3秒で切る')
    expect(keysInWords({}, en)).toBe('no key')
  })

  it('leaves a time that cannot be read as it is written', () => {
    expect(callInWords({ ...scenario, given: { to: '1', at: 'sometime' } }, 'Asia/Tokyo', 'ja', ja)[0]).toBe('sometime')
  })

  it('has the same words in both languages, with the same places to fill', () => {
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted()
    for (const [key, text] of Object.entries(scenarioTexts.ja)) expect(places(scenarioTexts.en[key as keyof typeof scenarioTexts.en]), key).toEqual(places(text))
  })
})

it('names are those of the draft, and fall back to ids', () => {
  const names = new ScenarioNames(documents, 'ja')
  expect([names.node('after-hours/menu'), names.exit('after-hours', 'menu', '1'), names.prompt('g.ah.1'), names.flow('main'), names.queue('tax')]).toEqual(['番号の案内', '1　納付書の再発行', '納付書の再発行', '着信', '自動車税の窓口'])
  expect([names.node('main/gone'), names.prompt('gone'), names.flow('gone'), names.knows('main', 'gone')]).toEqual(['main/gone', 'gone', 'gone', false])
})
