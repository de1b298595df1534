import { sha256Hex } from '@madoguchi/engine'
import type { PromptAudio } from '@madoguchi/schemas'
import { beforeAll, expect, test } from 'vitest'
import { nodeTypes } from '../editor/node-types.ts'
import { referenceProgram } from '../telephone/reference-bundle-for-test.ts'
import { audioState } from './audio-state.ts'
import { fillPrompt } from './fill-prompt.ts'
import { matches, promptEntries, withPrompt, withoutPrompt } from './prompt-document.ts'
import { formFault, toForm, toPrompt } from './prompt-form.ts'
import { promptUses } from './prompt-uses.ts'

let program: Awaited<ReturnType<typeof referenceProgram>>
beforeAll(async () => {
  program = await referenceProgram()
})

const audio = (text: string): PromptAudio => ({ sha256: 'a'.repeat(64), seconds: 1, textHash: sha256Hex(text), source: 'recorded' })

test('a text is filled with the variables of the bundle, the hours among them, as the checker fills it', async () => {
  const prompt = program.prompts.get('g.ah.hours')
  expect(await fillPrompt(program, prompt?.prompt.text.ja ?? '')).toEqual({ kind: 'fixed', text: prompt?.utterance?.text })
})

test('what only a call knows stays open, and what cannot be evaluated says why', async () => {
  expect(await fillPrompt(program, '{{contact.from}}様')).toEqual({ kind: 'varies', text: '{{contact.from}}様' })
  expect(await fillPrompt(program, '{{ web')).toMatchObject({ kind: 'broken' })
  expect(await fillPrompt(program, "{{ $spokenHours('nowhere') }}")).toMatchObject({ kind: 'broken' })
})

test('audio is stale as soon as the heard text differs, also when only a variable changed', async () => {
  const filled = await fillPrompt(program, '{{center}}です。')
  expect(audioState(audio('自動車税コールセンターです。'), filled)).toBe('fresh')
  expect(audioState(audio('自動車税センターです。'), filled)).toBe('stale')
  expect(audioState(undefined, filled)).toBe('none')
  expect(audioState(audio(''), { kind: 'varies', text: '' })).toBe('unchecked')
})

test('uses are found in nodes, queues, failover, scenarios and the bundle itself', () => {
  const uses = promptUses(program.bundle, program.documents, nodeTypes)
  const where = (id: string) => uses.get(id)?.map(({ document, node }) => (node ? `${document}#${node}` : document)) ?? []
  expect(where('g.ah.menu')).toContain('call/after-hours#menu')
  expect(where('g.queue.first')).toContain('queue/tax')
  expect(where('g.fail.out')).toContain('bundle')
  expect(where('g.fail.limited')).toContain('failover/carrier')
  expect(where('g.ah.1').some((use) => use.startsWith('scenario/'))).toBe(true)
  expect(where('never')).toEqual([])
})

test('a prompt that goes through the form unchanged stays as it was', () => {
  for (const { id, prompt } of promptEntries(program.documents.prompts)) expect(toPrompt(toForm(id, prompt))).toEqual(prompt)
})

test('the form refuses an id that is taken or no id, and a prompt that says nothing', () => {
  const form = { ...toForm('g.new', { purpose: 'other', owner: 'prefecture', text: { ja: 'はい。' } }) }
  expect(formFault(form, new Set())).toBeUndefined()
  expect(formFault(form, new Set(['g.new']))).toBe('idTaken')
  expect(formFault({ ...form, id: '案内' }, new Set())).toBe('idBad')
  expect(formFault({ ...form, ja: ' ' }, new Set())).toBe('textMissing')
})

test('adding and deleting change that prompt alone', () => {
  const [entry] = promptEntries(program.documents.prompts)
  if (!entry) throw new Error('no prompts')
  const added = withPrompt(entry.document, 'g.new', { purpose: 'other', owner: 'prefecture', text: { ja: '新' } })
  expect(Object.keys(added.prompts)).toHaveLength(Object.keys(entry.document.prompts).length + 1)
  expect(withoutPrompt(added, 'g.new')).toEqual(entry.document)
})

test('the search finds words in any field, whatever their width and case', () => {
  const entries = promptEntries(program.documents.prompts)
  const found = (search: string) => entries.filter((entry) => matches(entry, search)).map(({ id }) => id)
  expect(found('ＡＴＭ')).toEqual(['g.ah.6'])
  expect(found('REFUND')).toEqual(['g.ah.6'])
  expect(found('g.ah 減免')).toEqual(['g.ah.5', 'g.ah.menu'])
  expect(found('')).toHaveLength(entries.length)
})
