import { readFileSync, readdirSync } from 'node:fs'
import { behaviourDiff, canRun, checkBundle, compileBundle, simulate } from '@madoguchi/engine'
import { describe, expect, it, vi } from 'vitest'
import { compareFiles } from '../compare/comparison.ts'
import { type Json, isObject, parse } from '../draft/json.ts'
import { type Documents, emptyHistory, execute, flowOf, undo } from '../editor/commands/index.ts'
import { nodeTypes } from '../editor/node-types.ts'
import { neededBy } from '../import/needed-by.ts'
import type { Choice } from '../import/plan-import.ts'
import { flowSide, templateSide } from './compare-template.ts'
import { planTaking, takeTemplate } from './take-template.ts'
import { type GalleryTemplate, brings, ownTemplates, shippedTemplates, templateDocument } from './templates.ts'

const flows = new URL('../../../../flows/', import.meta.url)
const folder = (path: string) => {
  const files: Record<string, string> = {}
  for (const entry of readdirSync(new URL(path, flows), { recursive: true, withFileTypes: true })) {
    const file = `${entry.parentPath}/${entry.name}`.slice(new URL(path, flows).pathname.length).replace(/^\//, '')
    if (entry.isFile() && file.endsWith('.json') && !file.startsWith('audio/')) files[file] = readFileSync(new URL(`${path}${file}`, flows), 'utf8')
  }
  return files
}
vi.mock('../app/server.ts', () => ({ client: { templates: { list: { query: async () => readdirSync(new URL('templates/', flows)).map((id) => ({ id, files: folder(`templates/${id}/`) })) } } } }))

const documentsOf = (files: Record<string, string>): Documents => Object.fromEntries(Object.entries(files).map(([path, text]) => [path, parse(text) as Json]))
const center = documentsOf(folder('saitama-auto-tax/'))
const templates = await shippedTemplates()
const compiled = async (documents: Documents) => compileBundle(Object.entries(documents).map(([path, document]): [string, string] => [path, JSON.stringify(document)]), { nodeTypes })
const take = (here: Documents, template: GalleryTemplate, taking: { id: string; title: string; choices?: Record<string, Choice> }) =>
  execute({ documents: here, history: emptyHistory }, takeTemplate(template, planTaking(here, template), { choices: {}, ...taking }), 0)
/** A line that leads to the flow, so that it can be called. */
const withLine = (documents: Documents, flow: string): Documents => {
  const lines = documents['numbers/lines.json']
  return isObject(lines) && isObject(lines.lines) ? { ...documents, 'numbers/lines.json': { ...lines, lines: { ...lines.lines, '0485550000': { title: { ja: '試し' }, role: 'companion', owner: 'prefecture', published: true, flow, failover: 'carrier' } } } } : documents
}
/** What may be left to do after taking: recording texts in which variables of the center stand, and calling the flow from somewhere. */
const leftToDo = new Set(['prompt-audio-stale', 'prompt-no-audio'])

describe.each(templates.map((template) => [template.id, template] as const))('the template %s', (id, template) => {
  it('comes into another contact center as one step that undo takes back to the byte', async () => {
    const edited = take(center, template, { id: `${id}-new`, title: '新しいフロー' })
    expect(edited.history.done).toHaveLength(1)
    expect(flowOf(edited.documents, `call/${id}-new.json`)).toMatchObject({ id: `${id}-new`, title: { ja: '新しいフロー' }, template: { id, hash: template.hash } })
    expect(undo(edited).documents).toEqual(center)
  })

  it.each(['keep', 'rename', 'replace'] as const)('can be called in the telephone right away, and brings no error but recordings (%s)', async (choice) => {
    const plan = planTaking(center, template)
    const choices = Object.fromEntries(plan.items.filter(({ choices: possible }) => possible.includes(choice)).map(({ key }) => [key, choice]))
    const { documents } = take(center, template, { id: `${id}-new`, title: '新', choices })
    const { program, problems } = await compiled(withLine(documents, `${id}-new`))
    // Each template is walked to the end alone (runtime: templates.test.ts); here is looked for what the two bundles do to each other.
    const options = { nodeTypes, nowMs: Date.parse('2026-11-23T00:00:00Z'), maxStates: 300 }
    const { problems: all } = program ? await checkBundle({ program, problems }, options) : { problems }
    expect(all.filter(({ severity, code }) => severity === 'error' && !leftToDo.has(code))).toEqual([])
    expect(canRun(problems)).toBe(true)
    if (!program) throw new Error('not run')
    for (const at of ['2026-11-24T10:00', '2026-11-24T22:00']) expect((await simulate(program, { to: '0485550000', at, agents: 1 })).heard.length).toBeGreaterThan(0)
  })

  it('can be taken twice, under its own name where that is free', () => {
    const once = take(center, template, { id: `${id}-a`, title: 'A' }).documents
    const twice = take(once, template, { id: `${id}-b`, title: 'B' }).documents
    expect(Object.keys(twice)).toEqual(expect.arrayContaining([`call/${id}-a.json`, `call/${id}-b.json`]))
    const prompts = Object.values(twice).flatMap((document) => (isObject(document) && isObject(document.prompts) ? Object.keys(document.prompts) : []))
    expect(new Set(prompts).size).toBe(prompts.length)
  })

  it('does not differ from the flow that was just made of it, and shows what is changed later', async () => {
    const choices = Object.fromEntries(planTaking(center, template).items.filter(({ choices: possible }) => possible.includes('replace')).map(({ key }) => [key, 'replace' as const]))
    const { documents } = take(center, template, { id: `${id}-new`, title: template.title.ja, choices })
    const text = (side: Documents) => Object.fromEntries(Object.entries(side).map(([path, document]) => [path, JSON.stringify(document)]))
    const sides = (now: Documents) => [templateSide(now, `${id}-new`, template), flowSide(now, `${id}-new`)] as const
    const [before, after] = sides(documents)
    expect(compareFiles(text(before), text(after)).changes.map(({ change }) => change)).toEqual([])
    const flow = flowOf(documents, `call/${id}-new.json`)
    const silenced = { ...documents, [`call/${id}-new.json`]: { ...(documents[`call/${id}-new.json`] as object), entry: 'hang-up' } as unknown as Json }
    expect(flow?.entry).not.toBe('hang-up')
    const [was, is] = sides(silenced)
    expect(compareFiles(text(was), text(is)).changes.length).toBeGreaterThan(0)
    const [a, b] = await Promise.all([compiled(was), compiled(is)])
    if (!a.program || !b.program) throw new Error('not run')
    expect((await behaviourDiff(a.program, b.program, { nowMs: Date.parse('2026-11-23T00:00:00Z'), maxStates: 500 })).differences.length).toBeGreaterThan(0)
  })

  it('says what it brings along, and nothing that it does not need', () => {
    expect(brings(template).find(({ name }) => name.ja === '音声案内')?.count).toBeGreaterThan(3)
    expect(Object.keys(template.files).filter((path) => /^(numbers|scenario|failover)\//.test(path))).toEqual([])
  })
})

describe('a template of one’s own', () => {
  it('is a document, survives being read again, and makes the same flow', async () => {
    const main = flowOf(center, 'call/main.json')
    if (!main) throw new Error('no flow')
    const documents = { ...center, 'template/mine.json': templateDocument(center, main, { id: 'mine', title: '私のひな形', description: '説明' }) }
    const { problems } = await compiled(documents)
    expect(problems).toEqual([])
    const [own] = ownTemplates(documents)
    if (!own) throw new Error('no template')
    expect(own).toMatchObject({ id: 'mine', own: true, title: { ja: '私のひな形' }, description: { ja: '説明' } })
    const made = take(documents, own, { id: 'copy', title: 'コピー' }).documents
    expect(flowOf(made, 'call/copy.json')?.nodes).toEqual(main.nodes)
    expect((await compiled(made)).problems).toEqual([])
  })

  it('of an older schema version is brought up when it is taken', () => {
    const old = { kind: 'template', id: 'old', title: { ja: '古い' }, schemaVersion: 1, flow: 'a', files: { 'call/a.json': { kind: 'call', id: 'a', title: { ja: 'a' }, template: 'after-hours', entry: 'x', nodes: {} } } }
    expect(ownTemplates({ 'template/old.json': old })[0]?.flow).toMatchObject({ rules: 'after-hours' })
  })
})

describe('what a flow needs', () => {
  it('holds flows it goes to, hours, holidays, queues and prompts that are named, and none that are not', async () => {
    const needed = neededBy(center, 'call/main.json')
    expect(Object.keys(needed).toSorted()).toEqual(['bundle.json', 'call/after-hours.json', 'call/main.json', 'holidays/japan.json', 'hours/business-hours.json', 'prompts/guidance.json', 'queue/tax.json'])
    const { problems } = await compiled({ ...needed, 'numbers/lines.json': { kind: 'numbers', id: 'lines', title: { ja: '回線' }, lines: { '0480000000': { title: { ja: '代表' }, role: 'primary', owner: 'prefecture', published: true, flow: 'main' } } } })
    expect(problems).toEqual([])
    const prompts = (documents: Documents) => Object.keys((documents['prompts/guidance.json'] as { prompts: object }).prompts)
    expect(prompts(needed)).not.toContain('g.fail.limited')
    expect(prompts(needed).length).toBeGreaterThan(15)
  })
})
