import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { atEndOfFile } from '../../test/clean-up.ts'
import { main } from './main.ts'

const shipped = fileURLToPath(new URL('../../../../flows/saitama-auto-tax', import.meta.url))
const folders = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-cli-'))
atEndOfFile(() => fs.rmSync(folders, { recursive: true, force: true }))
afterEach(() => vi.restoreAllMocks())

/** Runs a command as the shell would, in this process. */
async function madoguchi(...argv: string[]) {
  const written = { out: '', err: '' }
  const collect = (stream: 'out' | 'err') => (text: string | Uint8Array) => {
    written[stream] += String(text)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(collect('out'))
  vi.spyOn(process.stderr, 'write').mockImplementation(collect('err'))
  const status = await main(argv)
  vi.restoreAllMocks()
  return { status, ...written, json: () => JSON.parse(written.out) }
}

/** A copy of the shipped bundle with one file changed. */
function changed(file: string, change: (text: string) => string): string {
  const folder = fs.mkdtempSync(path.join(folders, 'bundle-'))
  fs.cpSync(shipped, folder, { recursive: true })
  const target = path.join(folder, file)
  fs.writeFileSync(target, change(fs.existsSync(target) ? fs.readFileSync(target, 'utf8') : ''))
  return folder
}

type Json = { [key: string]: unknown }

/** A copy of the shipped bundle with one place set, by JSON pointer. */
function patched(file: string, pointer: string, value: unknown): string {
  return changed(file, (text) => {
    const document = JSON.parse(text) as Json
    const path = pointer.split('/').slice(1)
    const last = path.pop() ?? ''
    const parent = path.reduce((part, key) => part[key] as Json, document)
    parent[last] = value
    return JSON.stringify(document)
  })
}

describe('check', () => {
  it('finds nothing in the shipped bundle', async () => {
    const { status, json } = await madoguchi('check', shipped, '--json')
    expect(status).toBe(0)
    expect(json()).toMatchObject({ ok: true, problems: [], stats: { documents: 48, nodes: 28 } })
  })

  const flow = 'call/after-hours.json'
  it.each([
    ['broken JSON', () => changed('call/main.json', (text) => text.slice(0, 200)), 'json-syntax', 'call/main', '', undefined],
    ['an unknown kind', () => changed('call/x.json', () => '{"kind":"nonsense","id":"x"}'), 'unknown-kind', 'call/x', '/kind', undefined],
    ['an unknown node type', () => patched(flow, '/nodes/menu/type', 'voice.manu'), 'unknown-node-type', 'call/after-hours', '/nodes/menu/type', 'menu'],
    ['a missing prompt', () => patched(flow, '/nodes/menu/config/prompt', 'g.none'), 'missing-reference', 'call/after-hours', '/nodes/menu/config/prompt', 'menu'],
    ['a missing node', () => patched(flow, '/nodes/menu/next/1', 'nowhere'), 'missing-node', 'call/after-hours', '/nodes/menu/next/1', 'menu'],
    ['an exit that is not there', () => patched(flow, '/nodes/menu/next/8', 'hang-up'), 'unknown-exit', 'call/after-hours', '/nodes/menu/next/8', 'menu'],
    ['a menu without choices', () => patched(flow, '/nodes/menu/config/choices', []), 'schema', 'call/after-hours', '/nodes/menu/config/choices', 'menu'],
    ['two choices on one key', () => patched(flow, '/nodes/menu/config/choices/1/key', '1'), 'node-config', 'call/after-hours', '/nodes/menu/config/choices/1', 'menu'],
    ['a number in two places', () => patched('numbers/lines.json', '/lines/0570-012-229', { title: { ja: '同じ番号' }, role: 'primary', owner: 'prefecture', published: true, flow: 'main' }), 'duplicate-number', 'numbers/lines', '/lines/0570-012-229', undefined],
    ['a file of 50 MB', () => changed('queue/big.json', () => `[${'1,'.repeat(25_000_000)}1]`), 'document-too-large', 'queue/big', '', undefined],
    ['a text that changed without its audio', () => patched('prompts/guidance.json', '/prompts/g.ah.end/text/ja', 'さようなら。'), 'prompt-audio-stale', 'prompts/guidance', '/prompts/g.ah.end/audio/ja', undefined],
  ])('tells %s with its place, in both languages, and exits 1', async (_, make, code, document, pointer, node) => {
    const { status, json, err } = await madoguchi('check', make(), '--json')
    const { ok, problems } = json() as { ok: boolean; problems: { code: string; document: string; pointer: string; node?: string; message: { ja: string; en: string } }[] }
    expect([status, ok, err]).toEqual([1, false, ''])
    const found = problems.find((problem) => problem.code === code && problem.document === document && problem.pointer.startsWith(pointer))
    expect(found, JSON.stringify(problems)).toBeDefined()
    expect(found?.node).toBe(node)
    expect(found?.message.ja).toMatch(/[ぁ-ん]/)
    expect(found?.message.en).toMatch(/[a-z]{3}/)
  })

  it.each([
    ['does not parse', 'a = = b'],
    ['never ends', '($f := function($n) { $f($n + 1) }; $f(1))'],
    ['grows without bound', '$reduce([1..500], function($a, $b) { $a & $a }, "xy")'],
  ])('tells an expression that %s', async (_, condition) => {
    const folder = patched('call/main.json', '/nodes/odd', { type: 'logic.branch', config: { condition }, next: { true: 'hang-up', false: 'hang-up' } })
    const { problems } = (await madoguchi('check', folder, '--json')).json()
    expect(problems).toContainEqual(expect.objectContaining({ code: 'expression', document: 'call/main', pointer: '/nodes/odd/config/condition', node: 'odd' }))
  })
})

describe('simulate', () => {
  it('answers in the shape of the contract', async () => {
    const { status, json } = await madoguchi('simulate', shipped, '--to', '0570-012-229', '--at', '2026-11-22T20:00', '--press', '9,-,4', '--json')
    expect(status).toBe(0)
    const { number, flow, steps, heard, decisions, outcome, seconds } = json()
    expect({ number, flow, outcome }).toEqual({ number: '0570012229', flow: 'main', outcome: { kind: 'hangup', cause: 'NORMAL_CLEARING' } })
    expect(steps[0]).toEqual({ flow: 'main', node: 'hours', type: 'logic.hours', exit: 'closed', atMs: 0 })
    expect((heard as unknown as { prompt: string }[]).map(({ prompt }) => prompt)).toEqual(['g.ah.hours', 'g.ah.web', 'g.ah.menu', 'g.ah.menu', 'g.err.noinput', 'g.ah.menu', 'g.ah.4', 'g.ah.end'])
    expect(decisions).toEqual([{ node: 'hours', document: 'business-hours', state: 'closed', rule: '/weekly', until: '2026-11-23T00:00:00+09:00', nextOpen: '2026-11-24T08:30:00+09:00' }])
    expect(seconds).toBeGreaterThan(80)
  })

  it.each([
    [['--fault', 'queue=timeout'], { kind: 'hangup' }],
    [['--fault', 'queue=abandoned'], { kind: 'abandoned', target: 'tax' }],
    [['--agents', '0'], { kind: 'hangup' }],
    [['--fault', 'database'], { kind: 'agent', target: 'tax' }],
    [['--fault', 'runtime'], { kind: 'failover', target: '0480000001' }],
    [[], { kind: 'agent', target: 'tax' }],
  ])('in open hours with %j ends as %j', async (more, outcome) => {
    const { json } = await madoguchi('simulate', shipped, '--to', '0480000000', '--at', '2026-11-24T10:00', ...more, '--json')
    expect(json().outcome).toMatchObject(outcome)
  })

  it.each([
    [['simulate', shipped, '--at', '2026-11-24T10:00'], '--to'],
    [['simulate', shipped, '--to', '999', '--at', '2026-11-24T10:00'], '0570012229'],
    [['simulate', shipped, '--to', '0570012229', '--at', 'tomorrow'], 'tomorrow'],
    [['simulate', shipped, '--to', '0570012229', '--at', '2026-11-24T10:00', '--press', 'x'], 'x'],
    [['simulate', shipped, '--to', '0570012229', '--at', '2026-11-24T10:00', '--fault', 'moon'], 'gateway'],
    [['simulate', '/nowhere', '--to', '0570012229', '--at', '2026-11-24T10:00'], '/nowhere'],
    [['hours', shipped, 'none', '--at', '2026-11-24'], 'business-hours'],
    [['hours', shipped, 'business-hours'], '--at'],
    [['hours', shipped, 'business-hours', '--from', '2026-02-30', '--to', '2026-03-01'], '2026-02-30'],
    [['format', '/nowhere.json'], '/nowhere.json'],
    [['check'], 'check BUNDLE'],
    [['check', shipped, '--colour'], '--colour'],
    [['chekc'], 'chekc'],
  ])('%j is refused with status 2 and one line that names the place', async (argv, place) => {
    const { status, err } = await madoguchi(...argv)
    expect(status).toBe(2)
    expect(err.split('\n')[0]).toContain(place)
    expect(err).not.toMatch(/\n\s+at /)
  })

  it('on a bundle that cannot run names the file and the place', async () => {
    const { status, err } = await madoguchi('simulate', changed('call/main.json', (text) => text.slice(0, -20)), '--to', '0570012229', '--at', '2026-11-24T10:00')
    expect(status).toBe(2)
    expect(err).toMatch(/call\/main\.json.*JSON/)
  })
})

describe('hours', () => {
  it('tells an instant with the rule that decided', async () => {
    const { json } = await madoguchi('hours', shipped, 'business-hours', '--at', '2026-09-18T17:15', '--json')
    expect(json()).toEqual({ at: '2026-09-18T17:15:00+09:00', state: 'closed', rule: '/weekly/5', until: '2026-09-21T00:00:00+09:00', nextOpen: '2026-09-24T08:30:00+09:00' })
  })

  it('tells the days of a period', async () => {
    const { json } = await madoguchi('hours', shipped, 'business-hours', '--from', '2026-11-23', '--to', '2026-11-24', '--json')
    expect(json()).toEqual({
      days: [
        { date: '2026-11-23', periods: [], state: 'holiday', rule: '/holidays', name: '勤労感謝の日' },
        { date: '2026-11-24', periods: [['08:30', '17:15']], state: 'open', rule: '/weekly/2/0' },
      ],
    })
  })
})

describe('test', () => {
  it('runs the shipped scenarios and ends with the count', async () => {
    const { status, out } = await madoguchi('test', shipped)
    expect(status).toBe(0)
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/^\d{2} passed, 0 failed$/)
  })

  it('exits 1 when a promise is broken, and shows what came instead', async () => {
    const folder = patched('call/after-hours.json', '/nodes/menu/next/4', 'item-5-exemption')
    const { status, json } = await madoguchi('test', folder, '--filter', '4', '--json')
    expect(status).toBe(1)
    expect(json().scenarios).toContainEqual(expect.objectContaining({ ok: false, expected: expect.anything(), actual: expect.anything() }))
  })
})

describe('format', () => {
  it('--check tells what differs; formatting mends it and changes nothing the second time', async () => {
    const folder = changed('queue/tax.json', (text) => JSON.stringify(JSON.parse(text)))
    const file = path.join(folder, 'queue/tax.json')
    expect(await madoguchi('format', file, '--check')).toMatchObject({ status: 1, out: `${file}\n` })
    expect((await madoguchi('format', file)).status).toBe(0)
    expect(fs.readFileSync(file, 'utf8')).toBe(fs.readFileSync(path.join(shipped, 'queue/tax.json'), 'utf8'))
    expect(await madoguchi('format', file, '--check')).toMatchObject({ status: 0, out: '' })
  })

  it('writes nothing when one of the files cannot be read', async () => {
    const folder = changed('queue/tax.json', (text) => JSON.stringify(JSON.parse(text)))
    const broken = path.join(folder, 'broken.json')
    fs.writeFileSync(broken, '{')
    expect((await madoguchi('format', path.join(folder, 'queue/tax.json'), broken)).status).toBe(2)
    expect(fs.readFileSync(path.join(folder, 'queue/tax.json'), 'utf8')).not.toContain('\n')
  })
})

describe('diff', () => {
  it('tells the one wire that leads elsewhere', async () => {
    const folder = patched('call/after-hours.json', '/nodes/menu/next/6', 'item-5-exemption')
    const { status, json } = await madoguchi('diff', shipped, folder, '--exit-code', '--json')
    expect(status).toBe(1)
    expect(json()).toEqual({ structure: [{ document: 'call/after-hours', change: 'rewired', node: 'menu', pointer: '/nodes/menu/next/6', before: 'item-6-refund', after: 'item-5-exemption' }] })
    expect((await madoguchi('diff', shipped, shipped, '--exit-code', '--json')).json()).toEqual({ structure: [] })
  })
})
