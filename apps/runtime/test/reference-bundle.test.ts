import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CallFlow, Holidays, Hours, Numbers, Prompts, Scenario, documentKinds, documentSchemas } from '@madoguchi/schemas'
import { exitCoverage, runScenario } from '@madoguchi/engine'
import { Manifest, misreadings, readWav, sha256, stalePrompts } from '@madoguchi/plugin-speech'
import type Type from 'typebox'
import type { TSchema } from 'typebox'
import Value from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { loadProgram } from '../src/cli/load-bundle.ts'

const folder = fileURLToPath(new URL('../../../flows/saitama-auto-tax/', import.meta.url))

function read<Schema extends TSchema>(schema: Schema, ...path: string[]): Type.Static<Schema> {
  const content: unknown = JSON.parse(readFileSync(join(folder, ...path), 'utf8'))
  Value.Assert(schema, content)
  return content
}
const names = (kind: string, ending = '.json') => (existsSync(join(folder, kind)) ? readdirSync(join(folder, kind)).filter((name) => name.endsWith(ending)) : [])
const readAll = <Schema extends TSchema>(schema: Schema, kind: string) => names(kind).map((name) => read(schema, kind, name))

const hours = read(Hours, 'hours', 'business-hours.json')
const holidays = read(Holidays, 'holidays', 'japan.json')
const flows = readAll(CallFlow, 'call')
const prompts: Prompts['prompts'] = Object.fromEntries(readAll(Prompts, 'prompts').flatMap((document) => Object.entries(document.prompts)))
const manifest = read(Manifest, 'audio', 'manifest.json')
const files = new Set(names('audio', '.wav').map((name) => basename(name, '.wav')))
const { program, problems } = await loadProgram(folder)
const spoken = new Map([...program.prompts.values()].map(({ prompt, utterance }) => [prompt.text.ja, utterance?.text ?? '']))
const fill = (text: string) => spoken.get(text) ?? ''

describe('documents of the reference bundle', () => {
  const documents = documentKinds.flatMap((kind) => names(kind).map((name) => ({ kind, name })))

  it.each(documents)('$kind/$name follows its schema and is named after its id', ({ kind, name }) => {
    const content: unknown = JSON.parse(readFileSync(join(folder, kind, name), 'utf8'))
    expect([...Value.Errors(documentSchemas[kind], content)]).toEqual([])
    expect(content).toMatchObject({ id: basename(name, '.json'), kind, $schema: `../../../schemas/json/${kind}.schema.json` })
  })

  it('holds every kind of document that others rely on', () => {
    expect(documents.map(({ kind, name }) => `${kind}/${name}`)).toEqual(expect.arrayContaining(['numbers/lines.json', 'call/main.json', 'call/after-hours.json', 'hours/business-hours.json', 'holidays/japan.json', 'prompts/guidance.json', 'queue/tax.json', 'failover/carrier.json']))
    expect(documents.filter(({ kind }) => kind === 'scenario').length).toBeGreaterThan(25)
  })
})

describe('flows of the reference bundle', () => {
  it('have no problem of any severity', () => {
    expect(problems).toEqual([])
  })

  it('end every path in a hang-up or another flow', () => {
    for (const flow of flows)
      for (const [id, node] of Object.entries(flow.nodes))
        if (Object.keys(node.next).length === 0) expect(['voice.hangup', 'logic.go-to-flow'], `${flow.id}/${id}`).toContain(node.type)
  })

  it('connect every choice of the menu, silence and wrong keys', () => {
    const menu = flows.find(({ id }) => id === 'after-hours')?.nodes.menu
    expect(menu?.type).toBe('voice.menu')
    const keys = ['1', '2', '3', '4', '5', '6', '9']
    expect(menu?.config.choices).toMatchObject(keys.map((key) => ({ key })))
    expect(Object.keys(menu?.next ?? {}).sort()).toEqual([...keys, 'invalid', 'timeout'])
  })

  it('announce hours, then web pages, before the after-hours menu (R15), and create no leg after hours (R17)', () => {
    const flow = flows.find(({ id }) => id === 'after-hours')
    expect(flow?.nodes['hours-and-web']?.config.prompts).toEqual(['g.ah.hours', 'g.ah.web'])
    expect([prompts['g.ah.hours']?.purpose, prompts['g.ah.web']?.purpose]).toEqual(['hours', 'web'])
    expect(Object.values(flow?.nodes ?? {}).map(({ type }) => type).filter((type) => /^queue\.|transfer/.test(type))).toEqual([])
  })

  it('are drawn without overlapping cards, every node placed', () => {
    for (const { id, nodes, layout = {} } of flows) {
      expect(Object.keys(layout).sort(), id).toEqual(Object.keys(nodes).sort())
      const cards = Object.entries(layout)
      const overlaps = cards.flatMap(([a, [ax, ay]], i) => cards.slice(i + 1).filter(([, [bx, by]]) => Math.abs(ax - bx) < 260 && Math.abs(ay - by) < 120).map(([b]) => `${a} ${b}`))
      expect(overlaps, id).toEqual([])
    }
  })

  it('are what the scenarios talk about: every path names a node, every line is one of ours', () => {
    const known = new Set(flows.flatMap(({ id, nodes }) => Object.keys(nodes).map((node) => `${id}/${node}`)))
    const lines = new Set(readAll(Numbers, 'numbers').flatMap((document) => Object.keys(document.lines)))
    for (const { id, given, then } of readAll(Scenario, 'scenario')) {
      expect((then.path ?? []).filter((node) => !known.has(node)), id).toEqual([])
      expect(lines, id).toContain(given.to.replaceAll('-', ''))
    }
  })

  it('have no exit that no scenario takes, those of faults included, and every scenario holds', async () => {
    const results = await Promise.all([...program.documents.scenario.values()].map((scenario) => runScenario(program, scenario)))
    expect(results.filter(({ ok }) => !ok).map(({ id, broken }) => [id, broken.map(({ said }) => said.ja)])).toEqual([])
    const coverage = exitCoverage(program, results)
    expect(coverage.map(({ flow }) => flow).sort()).toEqual(['after-hours', 'main'])
    expect(coverage.flatMap(({ flow, exits }) => exits.filter(({ scenarios }) => scenarios.length === 0).map(({ node, exit }) => `${flow}/${node ?? ''}:${exit}`))).toEqual([])
    expect(coverage.flatMap(({ exits }) => exits).length).toBeGreaterThan(45)
  })

  it('say no number that is not published (R02)', () => {
    const hidden = readAll(Numbers, 'numbers').flatMap(({ lines }) => Object.entries(lines)).filter(([, line]) => !line.published).map(([number]) => number)
    expect(hidden.length).toBeGreaterThan(0)
    for (const [id, { text }] of Object.entries(prompts)) for (const number of hidden) expect(fill(text.ja).replace(/\D/g, ''), id).not.toContain(number)
  })
})

describe('hours and holidays of the reference bundle', () => {
  it('hold the holidays that follow from Sundays, sandwiched days and special laws', () => {
    for (const date of ['2019-04-30', '2019-05-02', '2024-08-12', '2026-05-06', '2026-09-22', '2027-03-22']) expect(holidays.dates, date).toHaveProperty(date)
    for (const date of ['2024-11-14', '2026-11-24', '2026-01-02']) expect(holidays.dates, date).not.toHaveProperty(date)
  })

  it('mark as estimated exactly the equinoxes after 2027 and what hangs on them', () => {
    const estimated = Object.entries(holidays.dates).filter(([, { estimated: it }]) => it).map(([date]) => date)
    expect(estimated).toEqual(['2028-03-20', '2028-09-22', '2029-03-20', '2029-09-23', '2029-09-24', '2030-03-20', '2030-09-23'])
  })

  it('are reception on weekdays 08:30 to 17:15, closed at the turn of the year (R12)', () => {
    expect(hours.weekly).toEqual(Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [['08:30', '17:15']]])))
    expect(hours.closures).toEqual([{ title: '年末年始', from: '12-29', until: '01-03' }])
  })
})

describe('audio of the reference bundle', () => {
  it('says the text of every prompt as it is now (R18, R19)', () => {
    expect(stalePrompts(prompts, fill, files, manifest)).toEqual([])
  })

  it('is telephone audio, named after its content, as long as the documents say', () => {
    for (const [id, { audio }] of Object.entries(prompts)) {
      const bytes = readFileSync(join(folder, 'audio', `${audio?.ja?.sha256}.wav`))
      const facts = readWav(bytes)
      expect(sha256(bytes), id).toBe(audio?.ja?.sha256)
      expect(facts, id).toMatchObject({ sampleRate: 8000, channels: 1, bitsPerSample: 16 })
      expect(Math.abs(facts.seconds - (audio?.ja?.seconds ?? 0)), id).toBeLessThan(0.01)
    }
  })

  it('has no orphan, and the manifest credits each file', () => {
    const used = Object.values(prompts).map(({ audio }) => audio?.ja?.sha256)
    expect([...files].sort()).toEqual([...used].sort())
    expect(Object.keys(manifest).sort()).toEqual([...files].sort())
    for (const [hash, entry] of Object.entries(manifest)) {
      expect(prompts[entry.prompt]?.audio?.ja).toMatchObject({ sha256: hash, seconds: entry.seconds, voice: entry.voice })
      expect(entry).toMatchObject({ text: fill(prompts[entry.prompt]?.text.ja ?? ''), licence: 'CC-BY-3.0' })
    }
    expect(readFileSync(join(folder, 'audio', 'LICENSE-VOICE.md'), 'utf8')).toContain('Creative Commons Attribution 3.0')
  })

  it('was read as the readings table wants', () => {
    for (const { prompt, text, reading } of Object.values(manifest)) expect(misreadings(text, reading), prompt).toEqual([])
  })

  it('takes no longer than promised: introduction 31 s, menu and items, any path 85 s', () => {
    const seconds = (...ids: string[]) => ids.reduce((sum, id) => sum + (prompts[id]?.audio?.ja?.seconds ?? Number.NaN), 0)
    const longestItem = Math.max(...[1, 2, 3, 4, 5, 6].map((item) => seconds(`g.ah.${item}`)))
    expect(seconds('g.ah.hours', 'g.ah.web')).toBeLessThanOrEqual(31)
    expect(seconds('g.ah.menu')).toBeLessThanOrEqual(30)
    expect(longestItem).toBeLessThanOrEqual(27)
    expect(seconds('g.ah.hours', 'g.ah.web', 'g.ah.menu', 'g.ah.end') + longestItem).toBeLessThanOrEqual(85)
  })
})
