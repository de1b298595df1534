import { bundleFileLimits, readBundle, readBundleFile, writeBundleFile } from '@madoguchi/engine'
import { currentSchemaVersion } from '@madoguchi/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Json, isObject } from '../draft/json.ts'
import { type Documents, emptyHistory, execute, flowOf, undo } from '../editor/commands/index.ts'
import { withoutAudio, namedAudio, readAudio, toBase64 } from './carried-audio.ts'
import { importCommand, imported } from './import-command.ts'
import { type Choice, planImport } from './plan-import.ts'

const head = { schemaVersion: currentSchemaVersion, id: 'b', title: { ja: '一式' }, timeZone: 'Asia/Tokyo', language: 'ja', plugins: ['a'], variables: { center: '県' }, safeDefault: { prompt: 'sorry', failover: false } }
const prompt = (ja: string) => ({ purpose: 'other', text: { ja }, owner: 'prefecture' })
const flow = (id: string, prompts: string[]) => ({ kind: 'call', id, title: { ja: id }, entry: 'a', nodes: { a: { type: 'voice.play', config: { prompts }, next: { done: 'b' } }, b: { type: 'voice.hangup', config: {}, next: {} } } })
const here: Documents = {
  'bundle.json': head, 'call/main.json': flow('main', ['hello']), 'call/other.json': flow('other', ['bye']),
  'prompts/mine.json': { kind: 'prompts', id: 'mine', title: { ja: '案内' }, prompts: { hello: prompt('こんにちは'), bye: prompt('さようなら'), sorry: prompt('申し訳ありません') } },
}
const file: Documents = {
  'bundle.json': { ...head, plugins: ['b'], variables: { center: '市', web: 'ホームページ' }, milestones: { m: { ja: '到達' } } },
  'call/main.json': flow('main', ['hello', 'new']), 'call/fresh.json': flow('fresh', ['hello']), 'call/other.json': flow('other', ['bye']),
  'prompts/theirs.json': { kind: 'prompts', id: 'theirs', title: { ja: '来た案内' }, prompts: { hello: prompt('もしもし'), new: prompt('新しい'), bye: prompt('さようなら') } },
}
const plan = (given: Readonly<Record<string, unknown>> = file, now = here) => {
  const planned = planImport(now, given)
  if ('refused' in planned) throw new Error(planned.refused.en)
  return planned.plan
}
const states = (given?: Readonly<Record<string, unknown>>) => Object.fromEntries(plan(given).items.map(({ key, state }) => [key, state]))
const after = (choices: Record<string, Choice>, rest = {}) => imported(here, plan(), { choices, ...rest }).documents
const promptsOf = (documents: Documents) => Object.fromEntries(Object.values(documents).flatMap((document) => (isObject(document) && isObject(document.prompts) ? Object.entries(document.prompts) : [])))

describe('the preview of an import', () => {
  it('says of each document and prompt whether it is new, the same, or another under the same name', () => {
    expect(states()).toEqual({ bundle: 'clash', 'call/fresh': 'new', 'call/main': 'clash', 'call/other': 'same', 'prompt/bye': 'same', 'prompt/hello': 'clash', 'prompt/new': 'new' })
  })

  it('takes places on the canvas for no difference', () => {
    expect(states({ 'call/main.json': { ...flow('main', ['hello']), layout: { a: [1, 2] } } })).toEqual({ 'call/main': 'same' })
  })

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['of another shape', { 'call/bad.json': { ...flow('bad', []), nodes: [] } }, '/nodes'],
    ['of a kind that is none', { 'poem/x.json': { kind: 'poem', id: 'x' } }, 'poem'],
    ['in a wrong place', { 'call/elsewhere.json': flow('main', []) }, 'call/main.json'],
    ['outside of every folder', { '../../etc/passwd.json': { kind: 'call' } }, '場所'],
  ])('refuses a document %s and says why; the others can come', (_what, bad, why) => {
    const items = plan({ ...file, ...bad }).items
    expect(items.filter(({ state }) => state === 'refused')).toEqual([expect.objectContaining({ reason: { ja: expect.stringContaining(why), en: expect.any(String) } })])
    expect(items.find(({ key }) => key === 'call/fresh')?.state).toBe('new')
  })

  it('refuses a bundle of a newer schema version as a whole, with a way out', () => {
    const planned = planImport(here, { ...file, 'bundle.json': { ...head, schemaVersion: currentSchemaVersion + 1 } })
    expect(planned).toMatchObject({ refused: { ja: expect.stringMatching(/何も変更していません.*製品を更新/), en: expect.stringMatching(/Nothing was changed.*Update/) } })
  })

  it('brings an older one up and says what changed', () => {
    const { migrated, incoming } = plan({ 'bundle.json': { ...head, schemaVersion: 1 }, 'call/old.json': { ...flow('old', []), template: 'after-hours' } })
    expect(migrated).toEqual([expect.objectContaining({ ja: expect.stringContaining('rules') })])
    expect(incoming['call/old.json']).toMatchObject({ rules: 'after-hours' })
  })

  it('keeps broken references: the check tells of them, where they can be mended', () => {
    expect(states({ 'call/loose.json': flow('loose', ['nowhere']) })).toEqual({ 'call/loose': 'new' })
  })
})

describe('an import', () => {
  it('is one step, and undo takes all of it back', () => {
    const edited = execute({ documents: here, history: emptyHistory }, importCommand(plan(), { choices: { 'call/main': 'replace', 'prompt/hello': 'rename' } }), 0)
    expect(edited.history.done).toHaveLength(1)
    expect(undo(edited).documents).toEqual(here)
  })

  it('keeps what is here unless somebody decides otherwise, and adds what is new', () => {
    const documents = after({})
    expect(documents['call/main.json']).toEqual(here['call/main.json'])
    expect(documents['call/fresh.json']).toEqual(file['call/fresh.json'])
    expect(promptsOf(documents)).toMatchObject({ hello: prompt('こんにちは'), new: prompt('新しい') })
    expect(documents['bundle.json']).toMatchObject({ variables: { center: '県', web: 'ホームページ' }, plugins: ['a', 'b'], milestones: { m: { ja: '到達' } } })
  })

  it('replaces a prompt where it stands here', () => {
    const documents = after({ 'prompt/hello': 'replace' })
    expect(documents['prompts/mine.json']).toMatchObject({ prompts: { hello: prompt('もしもし'), bye: prompt('さようなら') } })
    expect(documents['prompts/theirs.json']).toMatchObject({ prompts: { new: prompt('新しい') } })
    expect(documents['prompts/theirs.json']).not.toHaveProperty('prompts.hello')
  })

  it('gives another name, which what comes with it follows, while what is here goes on as it was', () => {
    const documents = after({ 'prompt/hello': 'rename', 'call/main': 'rename' })
    expect(flowOf(documents, 'call/main-2.json')?.nodes['a']?.config['prompts']).toEqual(['hello-2', 'new'])
    expect(flowOf(documents, 'call/fresh.json')?.nodes['a']?.config['prompts']).toEqual(['hello-2'])
    expect(documents['call/main.json']).toEqual(here['call/main.json'])
    expect(promptsOf(documents)).toMatchObject({ hello: prompt('こんにちは'), 'hello-2': prompt('もしもし') })
  })

  it('can make the bundle what the file is, as the command line does', () => {
    const choices = Object.fromEntries(plan().items.map(({ key }) => [key, 'replace' as const]))
    const documents = after(choices, { removeOthers: true })
    expect(Object.keys(documents)).not.toContain('call/nothing.json')
    expect(documents['bundle.json']).toEqual(file['bundle.json'])
    expect(documents['call/main.json']).toEqual(file['call/main.json'])
    expect(promptsOf(documents)).not.toHaveProperty('sorry')
  })

  it('makes no id twice and leaves no document of the draft behind, whatever is decided', () => {
    const keys = plan().items.map(({ key }) => key)
    fc.assert(
      fc.property(fc.array(fc.constantFrom<Choice>('keep', 'replace', 'rename'), { minLength: keys.length, maxLength: keys.length }), (picked) => {
        const choices = Object.fromEntries(keys.flatMap((key, index) => (picked[index] && plan().items[index]?.choices.includes(picked[index]) ? [[key, picked[index]]] : [])))
        const documents = after(choices)
        for (const path of Object.keys(here)) expect(documents).toHaveProperty([path])
        const { problems } = readBundle(Object.entries(documents).map(([path, document]): [string, string] => [path, JSON.stringify(document)]))
        expect(problems).toEqual([])
        const ids = Object.values(documents).flatMap((document) => (isObject(document) && isObject(document.prompts) ? Object.keys(document.prompts) : []))
        expect(new Set(ids).size).toBe(ids.length)
        expect(undo(execute({ documents: here, history: emptyHistory }, importCommand(plan(), { choices }), 0)).documents).toEqual(here)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the one file of a bundle', () => {
  it('gives back what was written, in one text whatever the order', () => {
    const text = writeBundleFile(file, { b: 'B', a: 'A' })
    expect(readBundleFile(text)).toMatchObject({ file: { files: file, audio: { a: 'A', b: 'B' } } })
    expect(writeBundleFile(Object.fromEntries(Object.entries(file).toReversed()), { a: 'A', b: 'B' })).toBe(text)
  })

  it('may be one document alone', () => {
    expect(readBundleFile(JSON.stringify(flow('main', [])))).toMatchObject({ file: { files: { 'call/main.json': flow('main', []) } } })
  })

  const nodes = (count: number) => JSON.stringify({ ...flow('big', []), nodes: Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, { type: 'voice.hangup', config: {}, next: {} }])) })
  it.each<[string, string, string]>([
    ['nothing', ' \n', '空です'],
    ['rubbish', 'お世話になっております', 'JSONとして読めません'],
    ['brackets without end', '['.repeat(200_000), 'JSONとして読めません'],
    ['a ZIP, and so a zip bomb', 'PK\u0003\u0004………', '展開していません'],
    ['the flow of Node-RED', '[{"id":"1","type":"inject","z":"flow","wires":[["2"]]}]', '別のシステム'],
    ['a workflow of n8n', '{"nodes":[{"name":"Start","type":"n8n-nodes-base.start"}],"connections":{}}', '別のシステム'],
    ['any other JSON', '{"hello":"world"}', 'Madoguchiの設定ではありません'],
    ['a file of a newer product', '{"format":"madoguchi-bundle","version":99,"files":{}}', 'この製品を更新'],
    ['a file without documents', '{"format":"madoguchi-bundle","version":1,"files":{}}', '1つも入っていません'],
    ['too many documents', JSON.stringify({ format: 'madoguchi-bundle', version: 1, files: Object.fromEntries(Array.from({ length: bundleFileLimits.documents + 1 }, (_, index) => [`call/a${index}.json`, {}])) }), '分けて書き出して'],
    ['a document of six megabytes', JSON.stringify({ ...flow('a', []), description: 'x'.repeat(6e6) }), '大きすぎます'],
    ['a flow of more nodes than can be edited', nodes(bundleFileLimits.flowNodes + 1), 'サブフローに分けて'],
  ])('explains %s in both languages, with a way out', (_what, text, said) => {
    expect(readBundleFile(text)).toEqual({ refused: { ja: expect.stringContaining(said), en: expect.stringMatching(/[A-Z].*\./) } })
  })

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.jsonValue().map((value) => JSON.stringify({ format: 'madoguchi-bundle', version: 1, files: { 'call/a.json': value, 'bundle.json': value }, audio: value })), fc.jsonValue().map((files) => JSON.stringify({ format: 'madoguchi-bundle', version: 1, files }))), (text) => {
        const read = readBundleFile(text)
        if ('file' in read) planImport(here, read.file.files)
      }),
    )
  })
})

describe('audio that a file carries', () => {
  const wav = new Uint8Array(60)
  const view = new DataView(wav.buffer)
  const put = (at: number, text: string) => [...text].forEach((char, index) => view.setUint8(at + index, char.charCodeAt(0)))
  put(0, 'RIFF'); put(8, 'WAVEfmt '); view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true); view.setUint32(24, 8000, true); view.setUint16(34, 16, true); put(36, 'data'); view.setUint32(40, 16, true)

  it('is taken where its content is what its name says, and is left out with the reason where it is not', async () => {
    const hash = [...new Uint8Array(await crypto.subtle.digest('SHA-256', wav))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    const wrong = '0'.repeat(64)
    expect((await readAudio({ [hash]: toBase64(wav) }, new Set([hash]))).sound.get(hash)).toEqual(wav)
    for (const [audio, why] of [[toBase64(wav), 'ハッシュ'], ['!!', 'WAV'], ['A'.repeat(27_000_000), '20 MB']] as const) {
      expect(await readAudio({ [wrong]: audio }, new Set([wrong]))).toMatchObject({ left: { count: 1, why: { ja: expect.stringContaining(why) } } })
    }
    expect((await readAudio({ [hash]: toBase64(wav) }, new Set())).sound.size).toBe(0)
  })

  it('that is missing leaves a prompt without audio, and nothing else of it', () => {
    const sha256 = '1'.repeat(64)
    const documents: Documents = { 'prompts/a.json': { kind: 'prompts', id: 'a', prompts: { x: { ...prompt('x'), audio: { ja: { sha256, seconds: 1 } } } } as unknown as Json } as Json }
    expect(namedAudio(documents)).toEqual(new Set([sha256]))
    expect(promptsOf(withoutAudio(documents, new Set([sha256])))).toEqual({ x: prompt('x') })
    expect(withoutAudio(documents, new Set(['2'.repeat(64)]))).toEqual(documents)
  })
})
