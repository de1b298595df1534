import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Documents, copyNodes } from '../commands/index.ts'
import { mostNodes, pasteRemarks, readClipboardText, toClipboardText } from './clipboard-text.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../../../../flows/saitama-auto-tax/${path}`, import.meta.url), 'utf8')) as Documents[string]
const path = 'call/after-hours.json'
const documents: Documents = { [path]: read(path) ?? null, 'prompts/guidance.json': read('prompts/guidance.json') ?? null }
const copied = copyNodes(documents, path, ['menu', 'again'])
const refusal = (text: string) => {
  const result = readClipboardText(text)
  return 'refused' in result ? result.refused.ja : undefined
}

describe('what is pasted', () => {
  test('is what was copied, in another window as well', () => {
    expect(readClipboardText(toClipboardText(copied))).toEqual({ copied: { ...copied, groups: {}, notes: {} } })
  })

  test('may be the JSON of a whole call flow, or of one node', () => {
    const whole = readClipboardText(JSON.stringify(documents[path]))
    expect('copied' in whole && Object.keys(whole.copied.nodes)).toContain('hang-up')
    expect(readClipboardText('{"type":"voice.hangup","config":{},"next":{}}')).toMatchObject({ copied: { nodes: { pasted: { type: 'voice.hangup' } } } })
  })

  test.each([
    ['', '空です'],
    ['お世話になっております', '「お世話になっております」'],
    ['{"broken": ', 'ノードではありません'],
    ['[{"id":"1","type":"inject","z":"flow","wires":[["2"]]}]', 'Node-REDのフロー'],
    ['{"Version":"2019-10-30","StartAction":"a1","Metadata":{},"Actions":[{"Identifier":"a1","Type":"MessageParticipant","Parameters":{"Text":"hi"},"Transitions":{}}]}', 'Amazon Connectのフロー'],
    ['{"modules":[{"id":"m1","type":"PlayPrompt","branches":[],"parameters":[]}],"version":"1","type":"contactFlow","start":"m1","metadata":{}}', 'Amazon Connectのフロー'],
    ['{"description":"IVR","states":[{"name":"Trigger","type":"trigger","transitions":[],"properties":{}}],"initial_state":"Trigger","flags":{}}', 'Twilio Studioのフロー'],
    ['{"nodes":[{"name":"Start","type":"n8n-nodes-base.start"}],"connections":{}}', '別のシステムのフロー'],
    ['{"hello":"world"}', 'Madoguchiのノードではありません'],
    ['42', 'Madoguchiのノードではありません'],
    ['{"kind":"queue","id":"tax","title":{"ja":"x"}}', '「待ち呼」の設定'],
    ['{"kind":"constructor","id":"tax"}', '「constructor」の設定'],
    ['{"format":"madoguchi-nodes","version":99,"nodes":{}}', '新しい版'],
    ['{"format":"madoguchi-nodes","version":1,"nodes":{}}', '貼り付けるノードがありません'],
    ['{"format":"madoguchi-nodes","version":1,"nodes":{"a":{"type":"voice.play"}}}', 'ノード「a」'],
    ['{"format":"madoguchi-nodes","version":1,"nodes":{"__proto__ x":{"type":"voice.play","config":{},"next":{}}}}', 'IDに使えない文字'],
  ])('is explained where it is none of ours: %s', (text, said) => {
    expect(refusal(text)).toContain(said)
  })

  test('names the other system in both languages, and a way out', () => {
    const result = readClipboardText('{"states":[],"initial_state":"Trigger"}')
    expect('refused' in result && result.refused).toEqual({ ja: expect.stringMatching(/Twilio Studio.*何も変更していません.*ひな形/), en: expect.stringMatching(/Twilio Studio.*Nothing was changed.*template/) })
  })

  test('is refused when there is far too much of it, with a way out', () => {
    const nodes = Object.fromEntries(Array.from({ length: mostNodes + 1 }, (_, index) => [`n${index}`, { type: 'voice.hangup', config: {}, next: {} }]))
    expect(refusal(JSON.stringify({ format: 'madoguchi-nodes', version: 1, nodes }))).toContain('読み込み')
    expect(refusal('x'.repeat(9_000_000))).toContain('大きすぎます')
  })

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.jsonValue().map((nodes) => JSON.stringify({ format: 'madoguchi-nodes', version: 1, nodes, places: nodes, groups: nodes }))), (text) => {
        readClipboardText(text)
      }),
    )
  })

  test('that names what this bundle does not have says so', () => {
    expect(pasteRemarks(documents, copied)).toEqual([])
    expect(pasteRemarks({}, copied)).toEqual([{ ja: expect.stringContaining('g.ah.menu'), en: expect.stringContaining('g.ah.menu') }])
    expect(pasteRemarks({}, { nodes: { a: { type: 'other.thing', config: {}, next: {} } }, places: {} })).toEqual([{ ja: expect.stringContaining('other.thing'), en: expect.stringContaining('other.thing') }])
  })
})
